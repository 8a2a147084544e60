import { describe, expect, it } from 'vitest'
import { useReferenceApp } from '../testing/json-client.ts'

const { send, setUp } = useReferenceApp({ rateLimit: { requests: 100, seconds: 300 } })

const invalidUser = { code: 'INVALID_USER_ERROR', message: 'Invalid User' }
const invalidSession = { code: 'INVALID_SESSION_ERROR', message: 'Invalid Session' }

/** A member of staff and a user with five sessions, the newest at 50. */
async function staff() {
  const sessions = [10, 20, 30, 40, 50].map((iat) => ({ iat, exp: 60, name: `at ${iat}` }))
  const { credentials, params } = await setUp('a Cumulonimbus user with sessions', { sessions })
  const headers = { Authorization: credentials.sessionToken ?? '' }
  return { headers, path: `/cumulonimbus/api/user/${params.id}`, id: String(params.id) }
}

describe('listing sessions', () => {
  it('answers pages, newest first, with the count of all', async () => {
    const { headers, path, id } = await staff()
    const list = async (query: string) =>
      (await send('GET', `${path}/sessions${query}`, { headers })).body
    expect(await list('?limit=2&offset=1')).toEqual({
      count: 5,
      items: [40, 30].map((iat) => ({ iat, exp: 60, sub: id, name: `at ${iat}` })),
    })
    expect(await list('')).toMatchObject({ count: 5, items: { length: 5 } })
    expect(await list('?limit=50&offset=5')).toEqual({ count: 5, items: [] })
    expect(await list('?offset=2147483647')).toEqual({ count: 5, items: [] })
  })

  it.each([
    'limit=',
    'limit=0x10',
    'limit=1e1',
    'limit=50.0x',
    'limit=0',
    'limit=51',
    'limit=-1',
    'limit=1.5',
    'limit=%201',
    'limit=1&limit=2',
    'limit=99999999999999999999',
  ])('refuses %s by name', async (query) => {
    const { headers, path } = await staff()
    expect(await send('GET', `${path}/sessions?${query}`, { headers })).toMatchObject({
      status: 400,
      body: { code: 'INVALID_FIELDS_ERROR', message: 'Invalid Fields', fields: ['limit'] },
    })
  })

  it('names all that is wrong', async () => {
    const { headers, path } = await staff()
    const { body } = await send('GET', `${path}/sessions?limit=x&offset=-1`, { headers })
    expect(body).toMatchObject({ fields: ['limit', 'offset'] })
  })

  it('answers HEAD like GET, without the body', async () => {
    const { headers, path } = await staff()
    const head = await send('HEAD', `${path}/sessions`, { headers })
    expect(head).toMatchObject({ status: 200, body: '' })
    expect(head.headers.get('content-type')).toMatch(/^application\/json/)
  })
})

describe('reading and deleting one session', () => {
  it('reads it, deletes it, and then says in two ways that it is gone', async () => {
    const { headers, path, id } = await staff()
    const session = { iat: 30, exp: 60, sub: id, name: 'at 30' }
    const at = `${path}/session/30`
    expect(await send('GET', at, { headers })).toMatchObject({ status: 200, body: session })
    expect(await send('DELETE', at, { headers })).toMatchObject({ status: 200, body: session })
    const missing = { code: 'SESSION_NOT_FOUND_ERROR', message: 'Session Not Found' }
    expect(await send('GET', at, { headers })).toMatchObject({ status: 404, body: missing })
    expect(await send('DELETE', at, { headers })).toMatchObject({
      status: 404,
      body: invalidSession,
    })
  })

  it('answers 404 to numbers that are none', async () => {
    const { headers, path } = await staff()
    for (const user of ['abc', '1'.repeat(21), '-1', '1%00', '%FF']) {
      const answer = await send('GET', `/cumulonimbus/api/user/${user}/session/1`, { headers })
      expect(answer, user).toMatchObject({ status: 404, body: { code: invalidUser.code } })
    }
    expect(await send('DELETE', `${path}/session/abc`, { headers })).toMatchObject({
      status: 404,
      body: invalidSession,
    })
    expect(await send('GET', `${path}/session/${'9'.repeat(16)}`, { headers })).toMatchObject({
      status: 404,
      body: { code: 'SESSION_NOT_FOUND_ERROR' },
    })
  })
})

describe('deleting many sessions', () => {
  const remove = async (json: unknown) => {
    const { headers, path } = await staff()
    const answer = await send('DELETE', `${path}/sessions`, { headers, json })
    const { body } = await send('GET', `${path}/sessions`, { headers })
    return { status: answer.status, body: answer.body, left: (body as { count: number }).count }
  }

  it('deletes each once, ignores what is unknown, and counts what it really deleted', async () => {
    const sessions = ['10', '020', '10', '40', '99', 'nonsense', '', '\u0000']
    expect(await remove({ sessions })).toEqual({
      status: 200,
      body: { count: 2, type: 'session' },
      left: 3,
    })
    expect(await remove({ sessions: [] })).toMatchObject({ body: { count: 0 }, left: 5 })
  })

  it('takes 50 ids and no more, whatever they name', async () => {
    const ids = (length: number) => Array.from({ length }, (_, index) => String(1000 + index))
    expect(await remove({ sessions: ['10', ...ids(49)] })).toMatchObject({ body: { count: 1 } })
    expect(await remove({ sessions: ['10', ...ids(50)] })).toEqual({
      status: 400,
      body: { code: 'INVALID_FIELDS_ERROR', message: 'Invalid Fields', fields: ['sessions'] },
      left: 5,
    })
  })

  it('tells a missing field from a wrong one', async () => {
    const missing = {
      code: 'MISSING_FIELDS_ERROR',
      message: 'Missing Fields',
      fields: ['sessions'],
    }
    const wrong = { code: 'INVALID_FIELDS_ERROR', message: 'Invalid Fields', fields: ['sessions'] }
    expect(await remove({})).toMatchObject({ status: 400, body: missing, left: 5 })
    expect(await remove(undefined)).toMatchObject({ status: 400, body: missing, left: 5 })
    for (const sessions of [null, 'all', 7, [7], [['10']], { 0: '10' }]) {
      expect(await remove({ sessions })).toMatchObject({ status: 400, body: wrong, left: 5 })
    }
    for (const json of [[], 'x', null]) {
      expect(await remove(json)).toMatchObject({ status: 400, body: wrong, left: 5 })
    }
  })

  it('answers bodies that it cannot read in its own shape', async () => {
    const { headers, path } = await staff()
    const json = { ...headers, 'Content-Type': 'application/json' }
    expect(await send('DELETE', `${path}/sessions`, { headers: json, body: '{' })).toMatchObject({
      status: 400,
      body: { code: 'MALFORMED_BODY_ERROR' },
    })
    const form = new URLSearchParams({ sessions: '10' })
    expect(await send('DELETE', `${path}/sessions`, { headers, body: form })).toMatchObject({
      status: 415,
      body: { code: 'UNSUPPORTED_MEDIA_TYPE_ERROR' },
    })
    const large = `{"sessions":["${'1'.repeat(1024 * 1024)}"]}`
    expect(await send('DELETE', `${path}/sessions`, { headers: json, body: large })).toMatchObject({
      status: 413,
      body: { code: 'BODY_TOO_LARGE_ERROR' },
    })
  })

  it('deletes all at once', async () => {
    const { headers, path } = await staff()
    for (const count of [5, 0]) {
      expect(await send('DELETE', `${path}/sessions/all`, { headers })).toMatchObject({
        status: 200,
        body: { count, type: 'session' },
      })
    }
  })

  it("ends the caller's own session with the others", async () => {
    const params = { id: '7', callerId: '7', sessions: 2 }
    const { credentials } = await setUp('a Cumulonimbus user with sessions', params)
    const headers = { Authorization: credentials.sessionToken ?? '' }
    const path = '/cumulonimbus/api/user/7/sessions'
    expect(await send('DELETE', `${path}/all`, { headers })).toMatchObject({ body: { count: 3 } })
    expect(await send('GET', path, { headers })).toMatchObject({ status: 401 })
  })
})

describe('who may call', () => {
  const path = '/cumulonimbus/api/user/1234567890/sessions'

  it('is asked before anything is said of the request', async () => {
    for (const Authorization of ['', 'wrong', 'Bearer token', 'TOKEN']) {
      const answer = await send('GET', `${path}?limit=x`, { headers: { Authorization } })
      expect(answer).toMatchObject({ status: 401, body: invalidSession })
      expect(answer.headers.get('WWW-Authenticate')).toBeTruthy()
    }
    const banned = await send('GET', `${path}?limit=x`, {
      headers: { Authorization: 'demo-banned-token' },
    })
    expect(banned).toMatchObject({
      status: 403,
      body: { code: 'BANNED_ERROR', message: 'Account Banned' },
    })
    const member = await send('GET', '/cumulonimbus/api/user/1000000002/sessions', {
      headers: { Authorization: 'demo-member-token' },
    })
    expect(member).toMatchObject({
      status: 403,
      body: { code: 'INSUFFICIENT_PERMISSIONS_ERROR', message: 'Missing Permissions' },
    })
  })

  it('is told of a ban before a missing permission', async () => {
    const state = 'a Cumulonimbus caller who is not staff'
    const { credentials, params } = await setUp(state, { banned: true })
    const answer = await send('GET', `/cumulonimbus/api/user/${params.id}/sessions`, {
      headers: { Authorization: credentials.sessionToken ?? '' },
    })
    expect(answer).toMatchObject({ status: 403, body: { code: 'BANNED_ERROR' } })
  })

  it('gets unknown paths and methods in the same shape', async () => {
    expect(await send('GET', '/cumulonimbus/api/users')).toMatchObject({
      status: 404,
      body: { code: 'INVALID_ENDPOINT_ERROR', message: 'Invalid Endpoint' },
    })
    const answer = await send('PUT', path)
    expect(answer).toMatchObject({ status: 405, body: { code: 'METHOD_NOT_ALLOWED_ERROR' } })
    expect(answer.headers.get('Allow')).toMatch(/GET, HEAD, DELETE/)
  })
})

describe('the rate limit', () => {
  it('lets 100 requests through, whatever becomes of them, and tells where the caller stands', async () => {
    const { headers, path } = await staff()
    const standing = ({ headers: sent }: { headers: Headers }) =>
      ['Limit', 'Remaining'].map((name) => Number(sent.get(`X-RateLimit-${name}`)))
    const wanted = [`${path}/sessions`, `${path}/session/1`, `${path}/sessions?limit=x`]
    for (let made = 1; made <= 100; made += 1) {
      const answer = await send('GET', wanted[made % 3] ?? '', { headers })
      expect([200, 400, 404]).toContain(answer.status)
      expect(standing(answer)).toEqual([100, 100 - made])
    }
    const refused = await send('GET', `${path}/sessions`, { headers })
    expect(refused).toMatchObject({
      status: 429,
      body: {
        code: 'RATELIMITED_ERROR',
        message: 'You Have Been Ratelimited. Please Try Again Later.',
      },
    })
    expect(standing(refused)).toEqual([100, 0])
    const wait = Number(refused.headers.get('Retry-After'))
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(300)
    const reset = Number(refused.headers.get('X-RateLimit-Reset'))
    expect(Math.abs(reset - Date.now() / 1000 - wait)).toBeLessThan(5)
    const other = await staff()
    expect(await send('GET', `${other.path}/sessions`, other)).toMatchObject({ status: 200 })
  })
})
