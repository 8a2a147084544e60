import { describe, expect, it } from 'vitest'
import { useReferenceApp } from '../testing/json-client.ts'

const { app, send, setUp } = useReferenceApp()
const tokenPath = '/senhasegura/iso/oauth2/token'
const drop = (id: string) => `/senhasegura/api/pam/session/drop/${id}`

const form = (fields: Record<string, string>) => ({ body: new URLSearchParams(fields) })
const demo = {
  grant_type: 'client_credentials',
  client_id: 'demo-client',
  client_secret: 'demo-secret',
}

function failure(status: number, message: string) {
  const code = status === 404 ? 4 : 1
  return {
    code: status,
    response: {
      status,
      message,
      error: true,
      error_code: code,
      detail: '',
      mensagem: message,
      erro: true,
      cod_erro: code,
    },
  }
}

async function bearer(): Promise<string> {
  const { body } = await send('POST', tokenPath, form(demo))
  return `Bearer ${(body as { access_token: string }).access_token}`
}

describe('the token endpoint', () => {
  it('gives a token that no cache keeps', async () => {
    const answer = await send('POST', tokenPath, form(demo))
    expect(answer).toMatchObject({
      status: 200,
      body: { token_type: 'Bearer', expires_in: 3600, access_token: expect.any(String) },
    })
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    expect(answer.headers.get('Pragma')).toBe('no-cache')
  })

  it('takes the client by HTTP Basic too, each half of it encoded as in a form', async () => {
    const byBasic = (id: string, secret: string, fields: Record<string, string>) =>
      send('POST', tokenPath, {
        ...form(fields),
        headers: { Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
      })
    const grant = { grant_type: demo.grant_type }
    expect(await byBasic(demo.client_id, demo.client_secret, grant)).toMatchObject({
      status: 200,
      body: { access_token: expect.any(String) },
    })
    expect(await byBasic('demo%2Dclient', 'demo%2Dsecret', grant)).toMatchObject({ status: 200 })
    expect(await byBasic(demo.client_id, 'wrong', grant)).toMatchObject({
      status: 401,
      body: { error: 'invalid_client' },
    })
    // A form that names a client counts, and one that is too large is judged as any other.
    expect(await byBasic('nobody', 'x', demo)).toMatchObject({ status: 200 })
    const large = { ...grant, padding: 'x'.repeat(20_000) }
    expect(await byBasic(demo.client_id, demo.client_secret, large)).toMatchObject({ status: 400 })
  })

  it.each([{ client_secret: 'wrong' }, { client_id: 'nobody' }, { client_id: 'demo-reader' }])(
    'refuses a client with $0',
    async (change) => {
      const answer = await send('POST', tokenPath, form({ ...demo, ...change }))
      expect(answer).toMatchObject({
        status: 401,
        body: { error: 'invalid_client', error_description: 'Client authentication failed.' },
      })
      expect(answer.headers.get('WWW-Authenticate')).toContain('realm="senhasegura"')
      expect(answer.headers.get('Cache-Control')).toBe('no-store')
    },
  )

  it.each([
    {
      name: 'another grant',
      body: 'grant_type=password&client_id=a&client_secret=b',
      error: 'unsupported_grant_type',
    },
    { name: 'no grant', body: 'client_id=a&client_secret=b', error: 'invalid_request' },
    {
      name: 'no client id',
      body: 'grant_type=client_credentials&client_secret=b',
      error: 'invalid_request',
    },
    {
      name: 'an empty secret',
      body: 'grant_type=client_credentials&client_id=a&client_secret=',
      error: 'invalid_request',
    },
    {
      name: 'a field twice',
      body: 'grant_type=client_credentials&client_id=a&client_id=b&client_secret=c',
      error: 'invalid_request',
    },
    { name: 'nothing', body: '', error: 'invalid_request' },
  ])('answers 400 to a form with $name', async ({ body, error }) => {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    const answer = await send('POST', tokenPath, { headers, body })
    expect(answer).toMatchObject({
      status: 400,
      body: { error, error_description: expect.any(String) },
    })
    expect(answer.headers.get('Pragma')).toBe('no-cache')
  })

  it('reads forms only', async () => {
    expect(await send('POST', tokenPath, { json: demo })).toMatchObject({
      status: 415,
      body: failure(415, 'Unsupported media type'),
    })
  })
})

describe('dropping a remote session', () => {
  it('succeeds once, in Portuguese that stays whole', async () => {
    const { params } = await setUp('a senhasegura client and a remote session')
    const headers = { Authorization: await bearer() }
    const request = new Request(`http://reference${drop(String(params.session_id))}`, {
      method: 'DELETE',
      headers,
    })
    const bytes = Buffer.from(await (await app().fetch(request)).arrayBuffer())
    expect(bytes.includes(Buffer.from('Sess\u00e3o interrompida com sucesso', 'utf8'))).toBe(true)
    expect(await send('DELETE', drop(String(params.session_id)), { headers })).toMatchObject({
      status: 500,
      body: failure(500, 'An error occurred while droping session.'),
    })
    const { body } = await send('GET', '/_concordat/world')
    const { senhasegura } = body as { senhasegura: { remoteSessions: Record<string, unknown>[] } }
    expect(senhasegura.remoteSessions).toContainEqual(
      expect.objectContaining({ id: String(params.session_id), droppedBy: 'demo-client' }),
    )
  })

  it.each([
    {
      state: 'a senhasegura client without permission',
      status: 500,
      message: 'You are not authorized to access this resource.',
    },
    {
      state: 'a senhasegura remote session that does not exist',
      status: 500,
      message: 'An error occurred while droping session.',
    },
    { state: 'a senhasegura vault that fails', status: 500, message: 'Unexpected error.' },
    {
      state: 'a senhasegura access token that has expired',
      status: 401,
      message: 'Client authentication failed.',
    },
  ])('answers $status with "$message" to $state', async ({ state, status, message }) => {
    const { credentials, params } = await setUp(state)
    const headers = { Authorization: `Bearer ${credentials.clientCredentials}` }
    const answer = await send('DELETE', drop(String(params.session_id)), { headers })
    expect(answer).toMatchObject({ status })
    expect(answer.body).toEqual(failure(status, message))
  })

  it('has its gateway answer who sends no Authorization', async () => {
    const noRoute = { message: 'No route matched with those values.' }
    expect(await send('DELETE', drop('x'))).toMatchObject({ status: 404, body: noRoute })
    expect(await send('GET', '/senhasegura/api/pam/nothing')).toMatchObject({
      status: 404,
      body: noRoute,
    })
  })

  it('tells a wrong URL, a wrong signature and another scheme apart', async () => {
    const Authorization = await bearer()
    const cases = [
      {
        path: '/senhasegura/api/pam/nothing',
        Authorization,
        status: 404,
        message: 'Resource sub not found',
      },
      {
        path: drop('x'.repeat(256)),
        Authorization,
        status: 404,
        message: 'Resource sub not found',
      },
      {
        path: drop('x'),
        Authorization: 'OAuth oauth_signature="x"',
        status: 401,
        message: 'Invalid signature',
      },
      {
        path: drop('x'),
        Authorization: 'Basic eDp5',
        status: 401,
        message: 'Client authentication failed.',
      },
      {
        path: drop('x'),
        Authorization: 'Bearer of-no-value',
        status: 401,
        message: 'Client authentication failed.',
      },
    ]
    for (const { path, status, message, Authorization: value } of cases) {
      const answer = await send('DELETE', path, { headers: { Authorization: value } })
      expect(answer).toMatchObject({ status })
      expect(answer.body).toEqual(failure(status, message))
      if (status === 401) expect(answer.headers.get('WWW-Authenticate')).toMatch(/^Bearer /)
    }
  })

  it('answers as the gateway when the vault takes too long', async () => {
    const { requests } = await setUp('a senhasegura remote session whose proxy stays silent')
    const [{ path, headers } = { path: '', headers: {} }] = requests
    expect(await send('DELETE', path, { headers })).toMatchObject({
      status: 504,
      body: { message: 'Request timed out.' },
    })
  })
})

describe('asking for tokens again and again', () => {
  const limited = useReferenceApp({ senhaseguraTokenLimit: { requests: 3, seconds: 60 } })

  it('is refused for a while, for each client by itself, and for all unknown ones together', async () => {
    const ask = (client_id: string) =>
      limited.send('POST', tokenPath, form({ ...demo, client_id })).then(({ status }) => status)
    const statuses: number[] = []
    for (let count = 0; count < 4; count += 1) statuses.push(await ask('demo-client'))
    expect(statuses).toEqual([200, 200, 200, 429])
    expect([await ask('a'), await ask('b'), await ask('c'), await ask('d')]).toEqual([
      401, 401, 401, 429,
    ])
  })
})
