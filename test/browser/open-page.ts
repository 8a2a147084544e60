import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** A page, and what it did that a page of ours must not do. */
export interface OpenPage {
  readonly page: Page
  /** Requests that left the site. */
  readonly outside: string[]
  /** Errors in the console, and errors that were thrown. */
  readonly errors: string[]
  close(): Promise<void>
}

/** Opens an address in a context of its own. Requests to `own` addresses, and none else, belong to the site. */
export async function openPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions & { readonly own?: string } = {},
): Promise<OpenPage> {
  const { own = 'file:', ...settings } = options
  const context = await browser.newContext({
    reducedMotion: 'reduce',
    viewport: { width: 1200, height: 900 },
    ...settings,
  })
  const page = await context.newPage()
  const outside: string[] = []
  const errors: string[] = []
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(own) && !/^(data|blob):/.test(url)) outside.push(url)
  })
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  await page.goto(address)
  await page.waitForLoadState('load')
  return { page, outside, errors, close: () => context.close() }
}

/** What axe finds on a page, as `rule (nodes): first node`. */
export async function axeViolations(page: Page, rules?: readonly string[]): Promise<string[]> {
  // A page's own policy forbids scripts from elsewhere, so the checker is injected by the debugger.
  await page.evaluate(await readFile(axe, 'utf8'))
  return page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(options: {
          readonly preload: boolean
          readonly runOnly?: readonly string[]
        }): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
      }
    }
    // Preloading would fetch the style sheet, which pages may not.
    return (await axe.run({ preload: false, ...(runOnly && { runOnly }) })).violations.map(
      ({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0]?.html.slice(0, 160)}`,
    )
  }, rules)
}
