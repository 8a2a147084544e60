import { describe, expect, it } from 'vitest'
import { useReferenceApp } from '../testing/json-client.ts'

const { send, setUp } = useReferenceApp()
const path = '/iproyal/v1/sessions'
const state = 'an IPRoyal account with residential users'

/** How many sessions of each of these users are running, as the world view shows it. */
async function running(hashes: readonly unknown[]): Promise<number[]> {
  const { body } = await send('GET', '/_concordat/world')
  const { iproyal } = body as { iproyal: { proxySessions: Record<string, unknown>[] } }
  const sessions = iproyal.proxySessions.filter((session) => session.resetAt === null)
  return hashes.map((hash) => sessions.filter((session) => session.userHash === hash).length)
}

async function account() {
  const { credentials, params } = await setUp(state)
  const hashes = params.residential_user_hashes as string[]
  const foreign = (params.foreignHashes as string[])[0] ?? ''
  return { authorization: `Bearer ${credentials.apiToken}`, hashes, foreign }
}

describe('resetting sessions', () => {
  it.each([
    { method: 'DELETE', override: undefined },
    { method: 'POST', override: 'DELETE' },
  ])('resets what belongs to the account, by $method', async ({ method, override }) => {
    const { authorization, hashes, foreign } = await account()
    const [first = ''] = hashes
    const request = {
      headers: { authorization, ...(override && { 'X-HTTP-Method-Override': override }) },
      json: { residential_user_hashes: [first, foreign, 'nobody', first] },
    }
    for (const _ of ['once', 'again']) {
      expect(await send(method, path, request)).toMatchObject({ status: 200, body: '' })
      expect(await running([...hashes, foreign])).toEqual([0, 2, 2, 2])
    }
  })

  it.each([undefined, '', 'delete', 'PATCH', 'DELETE, DELETE'])(
    'refuses a POST with the override `%s`, and resets nothing',
    async (override) => {
      const { authorization, hashes } = await account()
      const answer = await send('POST', path, {
        headers: {
          authorization,
          ...(override !== undefined && { 'X-HTTP-Method-Override': override }),
        },
        json: { residential_user_hashes: hashes },
      })
      expect(answer.status).toBe(405)
      expect(answer.headers.get('Allow')).toBe('DELETE')
      expect(answer.body).toEqual({
        message: 'The POST method is not supported for route sessions. Supported methods: DELETE.',
      })
      expect(await running(hashes)).toEqual([2, 2, 2])
    },
  )

  it.each([
    { json: {}, field: 'residential_user_hashes', says: 'is required' },
    { json: [], field: 'residential_user_hashes', says: 'is required' },
    { json: { residential_user_hashes: 'hash1' }, field: 'residential_user_hashes', says: 'array' },
    { json: { residential_user_hashes: ['a', ''] }, field: 'residential_user_hashes.1', says: '1' },
    { json: { residential_user_hashes: [7] }, field: 'residential_user_hashes.0', says: 'string' },
  ])('answers 422 to $json, and says where', async ({ json, field, says }) => {
    const { authorization } = await account()
    const { status, body } = await send('DELETE', path, { headers: { authorization }, json })
    expect(status).toBe(422)
    const { message, errors } = body as { message: string; errors: Record<string, string[]> }
    expect(Object.keys(errors)).toEqual([field])
    expect(message).toBe(errors[field]?.[0])
    expect(message).toContain(says)
  })

  it('takes an empty list, and hashes of any characters', async () => {
    const { authorization } = await account()
    for (const hashes of [[], ['\u0000'], ['ü"\\\n'], ['x'.repeat(10_000)]]) {
      const json = { residential_user_hashes: hashes }
      expect(await send('DELETE', path, { headers: { authorization }, json })).toMatchObject({
        status: 200,
      })
    }
  })

  it('refuses who is not known before it looks at the body', async () => {
    for (const authorization of [
      '',
      'Bearer',
      'Bearer wrong',
      'Basic d3Jvbmc6',
      'demo-iproyal-token',
    ]) {
      const answer = await send('DELETE', path, { headers: { authorization }, body: '{' })
      expect(answer).toMatchObject({ status: 401, body: { message: 'Unauthenticated.' } })
      expect(answer.headers.get('WWW-Authenticate')).toMatch(/^Bearer realm="iproyal"/)
    }
  })

  it('answers other methods and paths in its own shape', async () => {
    const other = await send('PUT', path)
    expect(other).toMatchObject({
      status: 405,
      body: {
        message: expect.stringMatching(/^The PUT method is not supported for route sessions\./),
      },
    })
    expect(other.headers.get('Allow')).toMatch(/\bDELETE\b/)
    expect(await send('GET', '/iproyal/v1/nothing')).toMatchObject({
      status: 404,
      body: { message: expect.any(String) },
    })
  })
})

describe('the world view', () => {
  it('shows no token, secret or hash of one', async () => {
    await setUp(state, { token: 'shown-to-nobody' })
    const { body } = await send('GET', '/_concordat/world')
    expect(JSON.stringify(body)).not.toMatch(/[0-9a-f]{64}|shown-to-nobody/)
  })
})
