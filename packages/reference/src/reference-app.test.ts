import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createReferenceApp } from './reference-app.ts'
import { useReferenceApp } from './testing/json-client.ts'

const docs = mkdtempSync(join(tmpdir(), 'concordat-docs-'))
writeFileSync(join(docs, 'index.html'), '<h1>All</h1>')
writeFileSync(join(docs, 'iproyal.html'), '<h1>IPRoyal</h1>')
afterAll(() => rmSync(docs, { recursive: true, force: true }))

const { app, send } = useReferenceApp({
  docs,
  cors: ['https://app.example'],
  routes: (routes) => routes.get('/extra', (context) => context.text('extra')),
})
const sessions = '/cumulonimbus/api/user/1234567890/sessions'

describe('the app around the APIs', () => {
  it('says where they are', async () => {
    expect((await send('GET', '/')).body).toMatchObject({
      apis: { iproyal: '/iproyal/v1', connhex: '/connhex/auth', cumulonimbus: '/cumulonimbus/api' },
    })
    expect(await send('GET', '/extra')).toMatchObject({ status: 200, body: 'extra' })
    expect(await send('GET', '/nowhere')).toMatchObject({ status: 404, body: { status: 404 } })
  })

  it('protects every answer', async () => {
    for (const path of [sessions, '/nowhere', '/healthz', '/senhasegura/x']) {
      const { headers } = await send('GET', path)
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
      expect(headers.get('X-Frame-Options')).toBe('DENY')
      expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'")
      expect(headers.get('Cache-Control')).toBe('no-store')
    }
  })

  it('lets pages of the named origin call, and no others', async () => {
    const preflight = (Origin: string) =>
      send('OPTIONS', sessions, {
        headers: {
          Origin,
          'Access-Control-Request-Method': 'DELETE',
          'Access-Control-Request-Headers': 'authorization,content-type',
        },
      })
    const allowed = await preflight('https://app.example')
    expect(allowed.status).toBe(204)
    expect(allowed.headers.get('Access-Control-Allow-Origin')).toBe('https://app.example')
    expect(allowed.headers.get('Access-Control-Allow-Credentials')).toBe('true')
    expect(allowed.headers.get('Access-Control-Allow-Methods')).toContain('DELETE')
    expect(allowed.headers.get('Access-Control-Allow-Headers')).toContain('authorization')
    const refused = await preflight('https://evil.example')
    expect(refused.headers.get('Access-Control-Allow-Origin')).toBeNull()
    const answer = await send('GET', sessions, {
      headers: { Origin: 'https://app.example', Authorization: 'token' },
    })
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('https://app.example')
    expect(answer.headers.get('Access-Control-Expose-Headers')).toContain('X-RateLimit-Remaining')
    const plain = await send('OPTIONS', sessions)
    expect(plain.headers.get('Allow')).toContain('DELETE')
  })

  it('serves documentation, and nothing beside its folder', async () => {
    for (const path of ['/docs/', '/docs/index.html', '/docs/iproyal.html']) {
      const answer = await send('GET', path)
      expect(answer).toMatchObject({ status: 200, body: expect.stringContaining('<h1>') })
      expect(answer.headers.get('Content-Type')).toMatch(/^text\/html/)
      expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'self'")
    }
    expect((await send('GET', '/docs')).headers.get('Location')).toBe('/docs/')
    for (const path of [
      '/docs/../package.json',
      '/docs/%2e%2e/package.json',
      '/docs/nothing.html',
    ]) {
      expect((await send('GET', path)).status).toBe(404)
    }
  })

  it('gives every request an id, the caller its own', async () => {
    expect((await send('GET', '/healthz')).headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/)
    const named = await send('GET', '/healthz', { headers: { 'X-Request-Id': 'mine' } })
    expect(named.headers.get('X-Request-Id')).toBe('mine')
  })
})

describe('provider states', () => {
  const post = (body: string, type = 'application/json') =>
    send('POST', '/_concordat/states', { headers: { 'Content-Type': type }, body })

  it('are listed with the schema of their params and what they enable', async () => {
    const { body } = await send('GET', '/_concordat/states')
    expect(body).toContainEqual({
      name: 'a Connhex session that was revoked',
      api: 'connhex',
      description: expect.any(String),
      params: expect.objectContaining({
        type: 'object',
        properties: expect.objectContaining({ token: expect.objectContaining({ type: 'string' }) }),
      }),
      enables: [{ api: 'connhex', operationId: 'disableMyOtherSessions', status: 401 }],
    })
  })

  it('are set up by name, and torn down without effect', async () => {
    const state = 'a Connhex user with sessions'
    const answer = await post(JSON.stringify({ state, params: { token: 'mine' }, consumer: 'web' }))
    expect(answer).toMatchObject({
      status: 200,
      body: { state, credentials: { bearerToken: 'mine' } },
    })
    expect(await post(JSON.stringify({ state, action: 'teardown' }))).toMatchObject({ status: 200 })
    const headers = { Authorization: 'Bearer mine' }
    expect((await send('DELETE', '/connhex/auth/sessions', { headers })).status).toBe(200)
  })

  it.each([
    { name: 'an unknown state', body: '{"state":"nothing"}', status: 404 },
    { name: 'no JSON', body: '{', status: 400 },
    { name: 'no object', body: '[]', status: 400 },
    { name: 'unknown params', body: '{"state":"the demo world","params":{"x":1}}', status: 400 },
    {
      name: 'another media type',
      body: '{"state":"the demo world"}',
      type: 'text/plain',
      status: 415,
    },
  ])('are refused for $name', async ({ body, type, status }) => {
    const answer = await post(body, type)
    expect(answer).toMatchObject({ status, body: { status, detail: expect.any(String) } })
    expect(answer.headers.get('Content-Type')).toContain('application/problem+json')
  })
})

describe('an app without options', () => {
  it('has neither states nor demo world nor CORS, and says when its store is gone', async () => {
    const plain = await createReferenceApp()
    const get = (path: string, headers = {}) =>
      plain.fetch(new Request(`http://reference${path}`, { headers }))
    expect((await get('/_concordat/states')).status).toBe(404)
    expect((await get(sessions, { Authorization: 'token' })).status).toBe(401)
    const crossOrigin = await get('/healthz', { Origin: 'https://app.example' })
    expect(crossOrigin.headers.get('Access-Control-Allow-Origin')).toBeNull()
    expect((await get('/readyz')).status).toBe(200)
    plain.announceStop()
    expect((await get('/readyz')).status).toBe(503)
    await plain.close()
    expect((await get('/readyz')).status).toBe(503)
    expect((await get('/healthz')).status).toBe(200)
    const failed = await get(sessions, { Authorization: 'token' })
    expect(failed.status).toBe(500)
    expect(await failed.json()).toEqual({
      code: 'INTERNAL_SERVER_ERROR',
      message: 'Internal Server Error',
    })
  })

  it('refuses to set up a state that is not there', () => {
    expect(() => app().setUpState('nothing')).toThrow('nothing')
  })
})
