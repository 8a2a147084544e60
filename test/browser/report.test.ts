import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { renderHtml } from '@concordat/verify'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exampleReport } from '../../packages/verify/src/report/example-report.test-data.ts'
import { findChromium, launchChromium } from './chromium.ts'

const executable = findChromium()
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
let browser: Browser
let folder: string

describe.skipIf(executable === undefined)('the report in a real browser', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'concordat-pages-'))
    browser = await launchChromium(executable!)
    await writeFile(join(folder, 'report.html'), renderHtml(exampleReport))
  }, 120_000)

  afterAll(async () => {
    await browser.close()
    await rm(folder, { recursive: true, force: true })
  })

  /** Opens a page and collects what it asks of other hosts and what it throws. */
  async function open(path: string, colorScheme: 'light' | 'dark' = 'light') {
    const context = await browser.newContext({
      colorScheme,
      viewport: { width: 1200, height: 900 },
    })
    const page = await context.newPage()
    const outside: string[] = []
    const thrown: string[] = []
    page.on('request', (request) => {
      if (!/^(file|data|blob):/.test(request.url())) outside.push(request.url())
    })
    page.on('pageerror', (error) => thrown.push(String(error)))
    await page.goto(pathToFileURL(join(folder, path)).href)
    await page.waitForLoadState('load')
    return { page, outside, thrown, close: () => context.close() }
  }

  test.each(['light', 'dark'] as const)(
    'the report is accessible in %s, asks no other host and throws nothing',
    async (scheme) => {
      const { page, outside, thrown, close } = await open('report.html', scheme)
      const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
      expect(background).toBe(scheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(20, 22, 26)')
      // The page's own policy forbids scripts from elsewhere, so the checker is injected by the debugger.
      await page.evaluate(await readFile(axe, 'utf8'))
      const violations = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: { run(): Promise<{ violations: { id: string; nodes: unknown[] }[] }> }
        }
        return (await axe.run()).violations.map(({ id, nodes }) => `${id} (${nodes.length})`)
      })
      expect(violations).toEqual([])
      expect({ outside, thrown }).toEqual({ outside: [], thrown: [] })
      await close()
    },
  )

  test('the report filters by severity and shows hostile text as text', async () => {
    const { page, close } = await open('report.html')
    expect(await page.locator('details').count()).toBe(2)
    await page.selectOption('#severity', 'warning')
    expect(await page.locator('details:visible').count()).toBe(1)
    expect(await page.locator('pre', { hasText: '<script>alert(1)</script>' }).count()).toBe(1)
    await close()
  })
})
