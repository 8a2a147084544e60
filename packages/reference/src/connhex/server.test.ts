import { describe, expect, it } from 'vitest'
import { useReferenceApp } from '../testing/json-client.ts'

const { send, setUp } = useReferenceApp()
const path = '/connhex/auth/sessions'

async function user() {
  const { credentials, params } = await setUp('a Connhex user with sessions', { others: 3 })
  return { token: credentials.sessionToken ?? '', others: params.otherTokens as string[] }
}

describe('disabling my other sessions', () => {
  it('counts them, ends them, and lets the current one go on', async () => {
    const { token, others } = await user()
    const headers = { 'X-Session-Token': token }
    expect(await send('DELETE', path, { headers })).toMatchObject({
      status: 200,
      body: { count: 3 },
    })
    expect(await send('DELETE', path, { headers })).toMatchObject({
      status: 200,
      body: { count: 3 },
    })
    for (const other of others) {
      const refused = await send('DELETE', path, { headers: { 'X-Session-Token': other } })
      expect(refused.status).toBe(401)
    }
  })

  const shown = { good: 'good', bad: 'bad', empty: '', absent: undefined } as const
  const tokens = ['good', 'bad', 'empty', 'absent'] as const
  const cases = tokens.flatMap((token) =>
    tokens.flatMap((cookie) => tokens.map((bearer) => ({ token, cookie, bearer }))),
  )

  it.each(cases)(
    'lets the first credential decide: token $token, cookie $cookie, bearer $bearer',
    async ({ token, cookie, bearer }) => {
      await setUp('a Connhex user with sessions', { token: 'good' })
      const answer = await send('DELETE', path, {
        headers: {
          ...(shown[token] !== undefined && { 'X-Session-Token': shown[token] }),
          ...(shown[cookie] !== undefined && {
            Cookie: `theme=dark; chx_auth_cookie=${shown[cookie]}`,
          }),
          ...(shown[bearer] !== undefined && { Authorization: `Bearer ${shown[bearer]}` }),
        },
      })
      const deciding = [token, cookie, bearer].find((each) => each === 'good' || each === 'bad')
      expect(answer.status).toBe(deciding === 'good' ? 200 : 401)
    },
  )

  it('takes the cookie under its upstream name, too', async () => {
    await setUp('a Connhex user with sessions', { token: 'good' })
    const headers = { Cookie: 'ory_kratos_session=good' }
    expect(await send('DELETE', path, { headers })).toMatchObject({ status: 200 })
  })

  it('says why it refuses, and repeats only the id that the caller sent', async () => {
    const error = {
      code: 401,
      status: 'Unauthorized',
      reason: 'No valid session cookie found.',
      message: 'The request could not be authorized',
    }
    const plain = await send('DELETE', path)
    expect(plain).toMatchObject({ status: 401 })
    expect(plain.body).toEqual({ error })
    expect(plain.headers.get('WWW-Authenticate')).toBeTruthy()
    const request = 'd7ef54b1-ec15-46e6-bccb-524b82c035e6'
    const named = await send('DELETE', path, { headers: { 'X-Request-ID': request } })
    expect(named.body).toEqual({ error: { ...error, request } })
  })

  it('answers everything else in the same shape, without details', async () => {
    expect(await send('GET', path)).toMatchObject({ status: 405, body: { error: { code: 405 } } })
    const unknown = await send('DELETE', '/connhex/auth/elsewhere')
    expect(unknown).toMatchObject({
      status: 404,
      body: { error: { code: 404, status: 'Not Found' } },
    })
    const { credentials } = await setUp('a Connhex user whose record is damaged')
    const headers = { Authorization: `Bearer ${credentials.bearerToken}` }
    expect((await send('DELETE', path, { headers })).body).toEqual({
      error: {
        code: 500,
        status: 'Internal Server Error',
        message: 'An internal server error occurred, please contact the system administrator',
      },
    })
  })
})
