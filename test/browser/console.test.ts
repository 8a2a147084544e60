import { createReferenceApp, type ReferenceApp } from '@concordat/reference'
import { type ListeningServer, serve } from '@concordat/server/node'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findChromium, launchChromium } from './chromium.ts'
import { axeViolations, openPage } from './open-page.ts'

const executable = findChromium()
let browser: Browser
let reference: ReferenceApp
let listening: ListeningServer
let url: string

describe.skipIf(executable === undefined)('the console of the served docs', () => {
  beforeAll(async () => {
    reference = await createReferenceApp({ demo: true, docs: true })
    listening = await serve(reference.app, { port: 0, hostname: '127.0.0.1' })
    url = listening.url
    browser = await launchChromium(executable!)
  }, 120_000)

  afterAll(async () => {
    await browser.close()
    await listening.close()
    await reference.close()
  })

  async function open(api: string, operationId: string) {
    const opened = await openPage(
      browser,
      `${url}/docs/${api}/console.html#operation/${operationId}`,
      {
        own: url,
        viewport: { width: 1400, height: 1000 },
      },
    )
    await opened.page.getByRole('button', { name: 'Send' }).waitFor()
    return opened
  }

  /** Sends the call and gives status and verdict. */
  async function send(page: Page) {
    await page.getByRole('button', { name: 'Send' }).click()
    await page.locator('.verdict').waitFor()
    return {
      status: await page.locator('.status-line strong').textContent({ timeout: 1_000 }),
      verdict: await page.locator('.verdict').textContent(),
    }
  }

  const demo = () => reference.demo!

  test('calls Cumulonimbus with the demo token, and is judged by the document', async () => {
    const { page, outside, errors, close } = await open('cumulonimbus', 'listUserSessions')
    await page
      .getByLabel('sessionToken')
      .fill(demo().cumulonimbus.credentials.sessionToken as string)
    expect(await send(page)).toEqual({ status: '200', verdict: '✓ As the document says for 200.' })
    expect(await page.locator('.answer').textContent()).toContain('"items"')
    const samples = await page.locator('.as-code').textContent()
    expect(samples).toContain(`${url}/cumulonimbus/api/user/`)
    expect(samples).toContain('YOUR_SESSION_TOKEN')
    expect(samples).toContain('client.listUserSessions(')
    expect(await axeViolations(page)).toEqual([])
    expect({ outside, errors }).toEqual({ outside: [], errors: [] })
    await close()
  })

  test('shows a documented refusal', async () => {
    const { page, close } = await open('cumulonimbus', 'getUserSession')
    await page.getByLabel('sessionToken').fill('wrong')
    expect(await send(page)).toEqual({ status: '401', verdict: '✓ As the document says for 401.' })
    await close()
  })

  test('calls IPRoyal', async () => {
    const { page, close } = await open('iproyal', 'resetSessions')
    for (const [name, value] of Object.entries(demo().iproyal.credentials)) {
      await page.getByLabel(name, { exact: true }).fill(String(value))
    }
    const { status, verdict } = await send(page)
    expect({ status, agrees: verdict?.startsWith('✓') }).toEqual({ status: '200', agrees: true })
    await close()
  })

  test('calls Connhex', async () => {
    const { page, close } = await open('connhex', 'disableMyOtherSessions')
    for (const [name, value] of Object.entries(demo().connhex.credentials)) {
      const field = page.getByLabel(name, { exact: true })
      if ((await field.count()) > 0) await field.fill(String(value))
    }
    const { status, verdict } = await send(page)
    expect({ status, agrees: verdict?.startsWith('✓') }).toEqual({ status: '200', agrees: true })
    await close()
  })

  test('calls senhasegura with client credentials', async () => {
    const { page, close } = await open('senhasegura', 'createAccessToken')
    expect((await send(page)).status).toBe('200')
    await close()
  })

  test('keeps no credential anywhere', async () => {
    const { page, close } = await open('cumulonimbus', 'listUserSessions')
    await page.getByLabel('sessionToken').fill('a-secret-that-is-kept-nowhere')
    await send(page)
    const kept = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]),
    )
    expect(kept).not.toContain('a-secret')
    await page.reload()
    expect(await page.getByLabel('sessionToken').inputValue()).toBe('')
    await close()
  })

  test('tells at which place an answer breaks the document', async () => {
    const { page, close } = await open('cumulonimbus', 'listUserSessions')
    await page.route('**/user/*/sessions*', (route) =>
      route.fulfill({ json: { count: 'two', items: [{ iat: 1, exp: 2, sub: '1' }] } }),
    )
    const { status, verdict } = await send(page)
    expect(status).toBe('200')
    expect(verdict).toContain('/count is "two"; expected integer')
    expect(verdict).toContain('/items/0/name is missing')
    await page.route('**/user/*/sessions*', (route) => route.fulfill({ status: 418, json: {} }))
    expect((await send(page)).verdict).toContain('names no answer 418')
    await close()
  })

  test('says why it cannot send, and gives the call as curl', async () => {
    const { page, close } = await open('cumulonimbus', 'listUserSessions')
    await page.getByLabel('Server').fill('http://127.0.0.1:1/api')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByText('nothing answers at http://127.0.0.1:1/api').waitFor()
    expect(await page.locator('.as-code').textContent()).toContain(
      "curl 'http://127.0.0.1:1/api/user/",
    )
    await close()
  })

  test('is served compressed, with validators, and says on what it runs', async () => {
    const answer = await fetch(`${url}/docs/`, { headers: { 'Accept-Encoding': 'gzip' } })
    expect(answer.headers.get('content-encoding')).toBe('gzip')
    expect(await answer.text()).toContain(
      'it works on an embedded store (PGlite), with the demo world',
    )
    const again = await fetch(`${url}/docs/`, {
      headers: { 'Accept-Encoding': 'gzip', 'If-None-Match': answer.headers.get('etag') ?? '' },
    })
    expect(again.status).toBe(304)
    expect((await fetch(`${url}/docs/iproyal/none.html`)).status).toBe(404)
    expect((await fetch(`${url}/docs/%2e%2e/package.json`)).status).toBe(404)
    const plain = await fetch(`${url}/docs/cumulonimbus/`, {
      headers: { 'Accept-Encoding': 'identity' },
    })
    expect(plain.headers.get('content-encoding')).toBe(null)
    expect(await plain.text()).toContain(`${url}/cumulonimbus/api`)
  })
})
