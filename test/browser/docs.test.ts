import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { loadDocument } from '@concordat/document'
import { type ApiModel, readApiModel } from '@concordat/model'
import { runConcordat } from 'concordat'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findChromium, launchChromium } from './chromium.ts'
import { axeViolations, openPage } from './open-page.ts'

const executable = findChromium()
const root = join(import.meta.dirname, '..', '..')
const apis = ['connhex', 'cumulonimbus', 'iproyal', 'senhasegura']
let browser: Browser
let site: string
let pages: string[]

/** Guides are alike: one, and the widest, stand for all but in the long series. */
function isOpened(path: string): boolean {
  if (process.env.CONCORDAT_LONG || !path.startsWith('guides/')) return true
  return path.endsWith('/call-an-api.html') || path.endsWith('/commands.html')
}

describe.skipIf(executable === undefined)('the docs in a real browser', () => {
  beforeAll(async () => {
    site = await mkdtemp(join(tmpdir(), 'concordat-docs-'))
    const silent = { write() {}, isTTY: false, columns: 80 }
    const code = await runConcordat(['docs', '--out', site], {
      cwd: root,
      env: {},
      stdout: silent,
      stderr: silent,
      signal: new AbortController().signal,
    })
    expect(code).toBe(0)
    const files = await readdir(site, { recursive: true })
    pages = files.filter((file) => file.endsWith('.html') && !file.endsWith('redoc.html')).sort()
    browser = await launchChromium(executable!)
  }, 120_000)

  afterAll(async () => {
    await browser.close()
    await rm(site, { recursive: true, force: true })
  })

  const address = (page: string) =>
    pathToFileURL(join(site, page.split('#')[0]!)).href +
    (page.includes('#') ? `#${page.split('#')[1]}` : '')

  test.each(['light', 'dark'] as const)(
    'no page in %s has an error, asks another host or is hard to read',
    async (colorScheme) => {
      expect(pages.length).toBeGreaterThan(8)
      for (const path of pages.filter(isOpened)) {
        const { page, outside, errors, close } = await openPage(browser, address(path), {
          colorScheme,
        })
        // Closed parts count as well; in dark only the colours differ.
        if (colorScheme === 'light') {
          await page.evaluate(() => {
            for (const one of document.querySelectorAll('details')) one.open = true
          })
        }
        const rules = colorScheme === 'light' ? undefined : ['color-contrast']
        expect({ path, outside, errors, axe: await axeViolations(page, rules) }).toEqual({
          path,
          outside: [],
          errors: [],
          axe: [],
        })
        await close()
      }
    },
    600_000,
  )

  test('no page weighs more than 260 kB with all that it loads', async () => {
    const sizeOf = async (file: string) => (await stat(join(site, file))).size
    const shared = ['site.css', 'page.js', 'inter.woff2', 'jetbrains-mono.woff2']
    const sizes = await Promise.all(shared.map((file) => sizeOf(`assets/${file}`)))
    const base = sizes.reduce((sum, size) => sum + size, 0)
    for (const path of pages) {
      const bytes = base + (await sizeOf(path))
      expect({ path, bytes, isLight: bytes < 260_000 }).toMatchObject({ isLight: true })
    }
  })

  test.each([390, 820, 1400])('no page is wider than a window of %i pixels', async (width) => {
    for (const path of pages.filter(isOpened)) {
      const { page, close } = await openPage(browser, address(path), {
        viewport: { width, height: 900 },
      })
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect({ path, over }).toEqual({ path, over: 0 })
      await close()
    }
  })

  test.each(apis)('without JavaScript the whole reference of %s is there', async (api) => {
    const { loaded } = await loadDocument(`openapi/${api}/openapi.yaml`, { cwd: root })
    const { model } = readApiModel(loaded)
    const texts = await Promise.all(
      pages
        .filter((path) => path.startsWith(`${api}/`))
        .map(async (path) => {
          const { page, close } = await openPage(browser, address(path), {
            javaScriptEnabled: false,
          })
          const text = await page.locator('main').textContent()
          await close()
          return text ?? ''
        }),
    )
    const whole = texts.join('\n')
    const missing = wordsOf(model).filter((word) => !whole.includes(word))
    expect(missing).toEqual([])
  })

  test('without JavaScript all operations are shown soon after the first paint', async () => {
    const { page, close } = await openPage(browser, address('cumulonimbus/index.html'), {
      javaScriptEnabled: false,
    })
    const shown = () => page.evaluate<string>('document.body.innerText')
    await expect.poll(shown, { timeout: 20_000 }).toMatch(/deleteAllUserSessions[\s\S]*Schemas/)
    await close()
  })

  test('without JavaScript a choice of language shows its sample, and the filter hides what is inferred', async () => {
    const { page, close } = await openPage(browser, address('cumulonimbus/index.html'), {
      javaScriptEnabled: false,
    })
    const samples = page.locator('.samples').first()
    await samples.locator('label', { hasText: 'Python' }).click()
    expect(await samples.locator('.sample:visible').textContent()).toContain('import requests')
    const inferred = page.locator('.response[data-from="inferred"]').first()
    expect(await inferred.isVisible()).toBe(true)
    await page.locator('#promised').check()
    expect(await inferred.isVisible()).toBe(false)
    expect(await page.locator('.response[data-from="documented"]').first().isVisible()).toBe(true)
    await close()
  })

  test('the search finds an operation and goes there, all by keyboard', async () => {
    const { page, outside, errors, close } = await openPage(browser, address('iproyal/index.html'))
    await page.keyboard.press('/')
    const input = page.getByRole('combobox')
    await input.waitFor()
    await page.keyboard.type('delete one sess')
    await page.getByRole('option').first().waitFor()
    expect(await axeViolations(page)).toEqual([])
    expect(await page.getByRole('option', { selected: true }).textContent()).toContain(
      'Delete one session',
    )
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await page.waitForURL(/cumulonimbus\/index\.html#operation\/deleteUserSession$/)
    expect({ outside, errors }).toEqual({ outside: [], errors: [] })
    const milliseconds = await page.evaluate(async () => {
      dispatchEvent(new KeyboardEvent('keydown', { key: '/' }))
      while (!globalThis.concordatSearch) await new Promise((resolve) => setTimeout(resolve, 10))
      const start = performance.now()
      globalThis.concordatSearch('session')
      return performance.now() - start
    })
    expect(milliseconds).toBeLessThan(50)
    await close()
  })

  test('a language that was chosen is chosen everywhere, and code can be copied', async () => {
    const { page, close } = await openPage(browser, address('cumulonimbus/index.html'), {
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    await page.locator('.samples').first().locator('label', { hasText: 'curl' }).click()
    const shown = await page.locator('.sample:visible').allTextContents()
    expect(shown.length).toBe(5)
    expect(shown.every((text) => text.startsWith('curl '))).toBe(true)
    await page.reload()
    expect(await page.locator('.sample:visible').first().textContent()).toContain('curl ')
    const block = page.locator('.sample:visible .code').first()
    await block.hover()
    await block.getByRole('button', { name: 'Copy' }).click()
    await block.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^curl '/)
    await close()
  })

  test('an address opens what it names', async () => {
    const { page, close } = await openPage(
      browser,
      address('cumulonimbus/index.html#operation/listUserSessions/response/404'),
    )
    const named = page.locator('[id="operation/listUserSessions/response/404"]')
    await expect.poll(() => named.evaluate((one) => one.closest('details')?.open)).toBe(true)
    expect(await named.isVisible()).toBe(true)
    await close()
  })

  test('every link within the site leads somewhere', async () => {
    const ids = new Map<string, Set<string>>()
    const links: { from: string; to: string }[] = []
    for (const path of pages) {
      const { page, close } = await openPage(browser, address(path), { javaScriptEnabled: false })
      ids.set(
        path,
        new Set(await page.locator('[id]').evaluateAll((all) => all.map((one) => one.id))),
      )
      const found = await page
        .locator('a[href]')
        .evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href))
      links.push(...found.map((to) => ({ from: path, to })))
      await close()
    }
    const base = pathToFileURL(`${site}/`).href
    const broken = links.filter(({ to }) => {
      if (!to.startsWith(base)) return false
      const [path = '', anchor] = to.slice(base.length).split('#')
      if (path.endsWith('openapi.json')) return false
      const known = ids.get(path)
      return (
        !known || (anchor !== undefined && anchor !== '' && !known.has(decodeURIComponent(anchor)))
      )
    })
    expect(broken).toEqual([])
  })
})

/** What a reader must find: every operation, parameter, status, header, and property. */
function wordsOf(model: ApiModel): string[] {
  const words = new Set<string>()
  for (const { operationId, path, parameters, responses, requestBody } of model.operations) {
    words.add(operationId).add(path)
    for (const { name } of parameters) words.add(name)
    for (const { status, headers, content } of responses) {
      words.add(status)
      for (const { name } of headers) words.add(name)
      for (const { mediaType } of content) words.add(mediaType)
    }
    for (const { mediaType } of requestBody?.content ?? []) words.add(mediaType)
  }
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit)
    if (typeof node !== 'object' || node === null) return
    const { properties, description } = node as { properties?: object; description?: unknown }
    for (const name of Object.keys(properties ?? {})) words.add(name)
    if (typeof description === 'string' && /^[\w ,.;]+$/.test(description)) words.add(description)
    Object.values(node).forEach(visit)
  }
  for (const { schema } of model.schemas) visit(schema)
  for (const { name } of model.securitySchemes) words.add(name)
  return [...words]
}
