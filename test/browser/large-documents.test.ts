import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { loadDocument } from '@concordat/document'
import { readApiModel } from '@concordat/model'
import { runConcordat } from 'concordat'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findChromium, launchChromium } from './chromium.ts'
import { axeViolations, openPage } from './open-page.ts'

const root = join(import.meta.dirname, '..', '..')
const corpus = join(resolve(root, process.env.CONCORDAT_SHARED ?? '../shared'), 'corpus')
const executable = findChromium()
const documents = [
  ...['box.json', 'discord.json'].map((name) => join(corpus, name)),
  join(import.meta.dirname, 'streams.openapi.yaml'),
].filter((file) => existsSync(file))
/** Pages of one document that are opened: all of them in the long series. */
const mostPages = process.env.CONCORDAT_LONG ? Number.POSITIVE_INFINITY : 3
/** The small one is read in every run. */
const chosen = process.env.CONCORDAT_LONG ? documents : documents.slice(-1)

describe.skipIf(executable === undefined).each(chosen)('the site of %s', (file) => {
  let browser: Browser
  let site: string
  let pages: string[]

  beforeAll(async () => {
    site = await mkdtemp(join(tmpdir(), 'concordat-docs-'))
    const silent = { write() {}, isTTY: false, columns: 80 }
    const code = await runConcordat(['docs', file, '--out', site], {
      cwd: root,
      env: {},
      stdout: silent,
      stderr: silent,
      signal: new AbortController().signal,
    })
    expect(code).toBe(0)
    const written = await readdir(site, { recursive: true })
    pages = written.filter((name) => name.endsWith('.html')).sort()
    browser = await launchChromium(executable!)
  }, 300_000)

  afterAll(async () => {
    await browser?.close()
    await rm(site, { recursive: true, force: true })
  })

  const address = (page: string) => pathToFileURL(join(site, page)).href

  test('holds every operation once, each with its parameters and answers', async () => {
    const { loaded } = await loadDocument(file)
    const { model } = readApiModel(loaded)
    const whole = (await Promise.all(pages.map((page) => readFile(join(site, page), 'utf8')))).join(
      '\n',
    )
    const titled = [...whole.matchAll(/aria-labelledby="operation\/([^"]*)"/g)].map(([, id]) => id)
    expect(titled.length).toBe(model.operations.length)
    expect(new Set(titled).size).toBe(model.operations.length)
    const ids = new Set([...whole.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id))
    const answers = [...ids].filter((id) => /^operation\/[^/]+\/response\/[^/]+$/.test(id ?? ''))
    const documented = model.operations.flatMap(({ responses }) => responses)
    expect(answers.length).toBe(documented.length)
  })

  test('no page is heavy, fails, asks another host or is hard to read', {
    timeout: 1_200_000,
  }, async () => {
    for (const path of pages.slice(0, mostPages)) {
      const bytes = gzipSync(await readFile(join(site, path))).length
      expect({ path, isLight: bytes < 300_000 }).toEqual({ path, isLight: true })
      for (const colorScheme of ['light', 'dark'] as const) {
        const { page, outside, errors, close } = await openPage(browser, address(path), {
          colorScheme,
        })
        const rules = colorScheme === 'light' ? undefined : ['color-contrast']
        const axe = await axeViolations(page, rules)
        const wide: number[] = []
        for (const width of [390, 820, 1400]) {
          await page.setViewportSize({ width, height: 900 })
          const over = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          )
          if (over > 0) wide.push(width)
        }
        expect({ path, colorScheme, outside, errors, axe, wide }).toEqual({
          path,
          colorScheme,
          outside: [],
          errors: [],
          axe: [],
          wide: [],
        })
        await close()
      }
    }
  })

  test('the search answers within 50 milliseconds', async () => {
    const { page, close } = await openPage(browser, address('index.html'))
    const milliseconds = await page.evaluate(async () => {
      dispatchEvent(new KeyboardEvent('keydown', { key: '/' }))
      while (!globalThis.concordatSearch) await new Promise((resolve) => setTimeout(resolve, 10))
      const times: number[] = []
      for (const words of ['get file', 'delete', 'user', 'list members', 'crea']) {
        const start = performance.now()
        globalThis.concordatSearch(words)
        times.push(performance.now() - start)
      }
      return times.sort((a, b) => a - b)[2]
    })
    expect(milliseconds).toBeLessThan(50)
    await close()
  })
})
