import { type ClientCredentialsOptions, clientCredentials, TokenError } from '@concordat/client'
import { describe, expect, it } from 'vitest'
import { json } from '../test/answer.ts'
import { createClient } from '../test/pet-api.ts'

/** An API and its token endpoint in one `fetch`; the API takes only the newest token. */
const server = (options: Partial<ClientCredentialsOptions> = {}, life: unknown = 3600) => {
  const asked: {
    readonly form: URLSearchParams
    readonly headers: Headers
    readonly url: string
  }[] = []
  const sent: (string | null)[] = []
  let now = 0
  const state = { refuse: undefined as Response | undefined, revoked: 0 }
  const fetch = async (request: Request): Promise<Response> => {
    if (request.url.includes('/oauth/')) {
      asked.push({
        form: new URLSearchParams(await request.text()),
        headers: request.headers,
        url: request.url,
      })
      await new Promise((resolve) => setTimeout(resolve, 5))
      return (
        state.refuse?.clone() ??
        json({ access_token: `t${asked.length}`, expires_in: life, token_type: 'Bearer' })
      )
    }
    sent.push(request.headers.get('authorization'))
    const isRevoked = Number(sent.at(-1)?.slice('Bearer t'.length)) <= state.revoked
    return isRevoked
      ? new Response(null, { status: 401 })
      : json({ id: '1', name: await request.text() }, { status: 201 })
  }
  const oauth = clientCredentials({
    clientId: 'id',
    clientSecret: 's&cret',
    clock: () => now,
    ...options,
  })
  const client = createClient({ fetch, auth: { oauth } })
  const call = () => client.createPet({ body: { name: 'a' } })
  return { asked, sent, state, client, call, pass: (ms: number) => (now += ms) }
}

describe('client credentials', () => {
  it('fetch a token once for all calls that wait for it', async () => {
    const { asked, sent, call } = server()
    const results = await Promise.all(Array.from({ length: 20 }, call))
    expect(results.every((result) => result.status === 201)).toBe(true)
    expect(asked).toHaveLength(1)
    expect(new Set(sent)).toEqual(new Set(['Bearer t1']))
  })

  it('ask as RFC 6749 says, at the URL of the document', async () => {
    const { asked, call } = server({ fields: { audience: 'pets' } })
    await call()
    expect(asked[0]!.url).toBe('https://eu.example/oauth/token')
    expect(Object.fromEntries(asked[0]!.form)).toEqual({
      grant_type: 'client_credentials',
      client_id: 'id',
      client_secret: 's&cret',
      scope: 'write',
      audience: 'pets',
    })
    expect(asked[0]!.headers.get('content-type')).toMatch(/^application\/x-www-form-urlencoded/)
  })

  it('may show themselves by basic', async () => {
    const { asked, call } = server({ clientAuthentication: 'basic', scopes: [] })
    await call()
    expect(asked[0]!.headers.get('authorization')).toBe(`Basic ${btoa('id:s%26cret')}`)
    expect(Object.fromEntries(asked[0]!.form)).toEqual({ grant_type: 'client_credentials' })
  })

  it('renew a token shortly before it ends, once', async () => {
    const { asked, call, pass } = server({ skew: 10_000 }, 60)
    await call()
    pass(49_000)
    await call()
    expect(asked).toHaveLength(1)
    pass(2_000)
    await Promise.all([call(), call(), call()])
    expect(asked).toHaveLength(2)
  })

  it('keep a token of short life for half of it, and one without an end for ever', async () => {
    const short = server({}, 10)
    await short.call()
    short.pass(4_000)
    await short.call()
    expect(short.asked).toHaveLength(1)
    short.pass(2_000)
    await short.call()
    expect(short.asked).toHaveLength(2)
    const endless = server({}, null)
    await endless.call()
    endless.pass(1e12)
    await endless.call()
    expect(endless.asked).toHaveLength(1)
  })

  it('answer a 401 with one new token for all, and repeat the call once', async () => {
    const { asked, sent, state, call } = server()
    await call()
    state.revoked = 1
    const results = await Promise.all([call(), call(), call()])
    expect(results).toEqual(Array(3).fill(expect.objectContaining({ status: 201 })))
    expect(results[0]).toMatchObject({ body: { name: '{"name":"a"}' } })
    expect(asked).toHaveLength(2)
    expect(sent.filter((token) => token === 'Bearer t2')).toHaveLength(3)
    state.revoked = 99
    expect(await call()).toMatchObject({ status: 'undocumented', response: { status: 401 } })
    expect(asked).toHaveLength(3)
  })

  it('do not send a stream twice', async () => {
    const { state, sent, client } = server()
    state.revoked = 99
    const result = await client.createPet({ body: new Blob(['{"name":"a"}']).stream() as never })
    expect(result).toMatchObject({ response: { status: 401 } })
    expect(sent).toHaveLength(1)
  })

  it('say why there is no token, and try again with the next call', async () => {
    const { state, call, sent } = server()
    state.refuse = json(
      { error: 'invalid_client', error_description: 'Client authentication failed' },
      { status: 401 },
    )
    const result = await call()
    expect(result).toMatchObject({
      status: 'failed',
      reason: 'request',
      error: expect.any(TokenError),
    })
    expect(result).toMatchObject({
      error: {
        status: 401,
        code: 'invalid_client',
        message: expect.stringContaining('Client authentication failed'),
      },
    })
    expect(JSON.stringify(result)).not.toContain('s&cret')
    state.refuse = new Response('<h1>Gateway</h1>', { status: 502 })
    expect(await call()).toMatchObject({ error: { status: 502, code: undefined } })
    state.refuse = undefined
    expect(await call()).toMatchObject({ status: 201 })
    expect(sent).toHaveLength(1)
  })

  it('do not outwait the token endpoint', async () => {
    const oauth = clientCredentials({ clientId: 'id', clientSecret: 's', timeout: 20 })
    const fetch = (request: Request) =>
      new Promise<Response>((_, reject) => {
        request.signal.addEventListener('abort', () => reject(request.signal.reason))
      })
    const client = createClient({ fetch, auth: { oauth } })
    expect(await client.createPet({ body: { name: 'a' } })).toMatchObject({
      reason: 'request',
      error: { name: 'TimeoutError' },
    })
  })
})
