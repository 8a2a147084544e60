import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const candidates = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

/** Where the machine's Chromium is. CI must have one; elsewhere its absence is said and the tests are skipped. */
export function findChromium(): string | undefined {
  const found = candidates.find((path) => path !== undefined && existsSync(path))
  if (found === undefined && process.env.CI === 'true') {
    throw new Error('CI needs Chromium: install the package `chromium`, or name it in CHROMIUM.')
  }
  if (found === undefined)
    console.warn('No Chromium on this machine: the tests of pages are skipped.')
  return found
}

/** Starts Chromium without a window, a profile of its own and anything that calls home. */
export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  })
}
