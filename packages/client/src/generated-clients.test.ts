import { describe, expect, it } from 'vitest'
import { createClient as createConnhex } from '../../../generated/connhex/src/client.ts'
import {
  createClient,
  createPartialClient,
  paginate,
  unwrap,
  validateWith,
} from '../../../generated/cumulonimbus/src/client.ts'
import { getUserSession } from '../../../generated/cumulonimbus/src/operations.ts'
import { validators } from '../../../generated/cumulonimbus/src/validators.ts'
import {
  clientCredentials,
  createClient as createSenhasegura,
} from '../../../generated/senhasegura/src/client.ts'
import { answering, json } from '../test/answer.ts'

const limits = {
  'X-RateLimit-Limit': '100',
  'X-RateLimit-Remaining': '99',
  'X-RateLimit-Reset': '1767225600',
}
const session = { iat: 1234567890, exp: 1237159890, sub: '1', name: 'Firefox' }
const ids = { id: '1', sid: '1234567890' }

describe('the client of cumulonimbus', () => {
  it('sends the bare token and gives typed headers', async () => {
    const { fetch, requests } = answering(json(session, { headers: limits }))
    const client = createClient({ fetch, auth: { sessionToken: 'token' } })
    const result = await client.getUserSession({ path: ids })
    if (result.status !== 200) throw new Error(JSON.stringify(result))
    const remaining: number | undefined = result.headers['x-ratelimit-remaining']
    expect([remaining, result.body.name]).toEqual([99, 'Firefox'])
    expect(requests[0]!.url).toBe('https://alekeagle.me/api/user/1/session/1234567890')
    expect(requests[0]!.headers.get('authorization')).toBe('token')
  })

  it('validates answers by the generated validators', async () => {
    const answer = json({ ...session, iat: 'yesterday' }, { headers: limits })
    const client = createClient({ ...answering(answer), validate: validateWith(validators) })
    expect(await client.getUserSession({ path: ids })).toMatchObject({
      status: 'malformed',
      issues: [{ in: 'body', path: ['iat'] }],
    })
    expect(
      await client.listUserSessions({ path: { id: '1' }, query: { limit: 51 } }),
    ).toMatchObject({
      status: 'failed',
      reason: 'request',
    })
  })

  it('walks through the pages that the document describes', async () => {
    const { fetch, requests } = answering((request) => {
      const offset = Number(new URL(request.url).searchParams.get('offset') ?? 0)
      const items = [0, 1, 2, 3, 4].slice(offset, offset + 2).map((iat) => ({ ...session, iat }))
      return json({ count: 5, items }, { headers: limits })
    })
    const client = createClient({ fetch })
    const found: number[] = []
    for await (const { iat } of paginate(client.listUserSessions, { path: { id: '1' } }))
      found.push(iat)
    expect(found).toEqual([0, 1, 2, 3, 4])
    expect(requests).toHaveLength(3)
  })

  it('can be of one operation', async () => {
    const client = createPartialClient(
      { getUserSession },
      answering(json(session, { headers: limits })),
    )
    expect(await unwrap(client.getUserSession({ path: ids }))).toEqual(session)
    expect(Object.keys(client)).toEqual(['raw', 'getUserSession'])
    // @ts-expect-error not picked
    void client.listUserSessions
  })

  it('has the typed client of openapi-fetch beneath', async () => {
    const { raw } = createClient(answering(json(session, { headers: limits })))
    const { data } = await raw.GET('/user/{id}/session/{sid}', { params: { path: ids } })
    expect(data?.name).toBe('Firefox')
  })
})

it('the client of connhex sends the first credential it has', async () => {
  const { fetch, requests } = answering(json({ count: 1 }))
  const call = (auth: Parameters<typeof createConnhex>[0]) =>
    createConnhex({ fetch, ...auth }).disableMyOtherSessions()
  expect(
    await call({
      auth: { sessionCookie: 'MTY=', bearerToken: 'b' },
      server: { domain: 'acme.test' },
    }),
  ).toMatchObject({
    status: 200,
    body: { count: 1 },
  })
  await call({ auth: { sessionToken: 's', sessionCookie: 'c' } })
  const [first, second] = requests
  expect(first!.url).toBe('https://apis.acme.test/auth/sessions')
  expect(first!.headers.get('cookie')).toBe('chx_auth_cookie=MTY=')
  expect(second!.headers.get('x-session-token')).toBe('s')
  expect(second!.headers.get('cookie')).toBeNull()
})

it('the client of senhasegura fetches its token as the document says', async () => {
  const forms: string[] = []
  const { fetch, requests } = answering(async (request) => {
    if (!request.url.includes('/oauth2/token')) return json({}, { status: 404 })
    forms.push(await request.text())
    return json({ access_token: 'abc', token_type: 'Bearer', expires_in: 3600 })
  })
  const client = createSenhasegura({
    fetch,
    baseUrl: 'http://vault.test',
    auth: { clientCredentials: clientCredentials({ clientId: 'id', clientSecret: 'secret' }) },
  })
  await client.dropRemoteSession({ path: { session_id: 'a'.repeat(40) } })
  expect(forms).toEqual([expect.stringContaining('grant_type=client_credentials')])
  expect(requests.at(-1)!.headers.get('authorization')).toBe('Bearer abc')
  expect(requests.at(-1)!.url).toMatch(/^http:\/\/vault\.test\/.*a{40}$/)
})
