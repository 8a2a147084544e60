import type { OperationDescriptor } from '@concordat/wire'
import { describe, expect, it } from 'vitest'
import { answering } from '../test/answer.ts'
import { createClient, createPlainClient, type PetClientOptions } from '../test/pet-api.ts'
import { defineClient } from './define-client.ts'
import { anyCredential } from './support/any-credential.ts'
import { anyParameters } from './support/any-parameters.ts'

const send = async (auth: PetClientOptions['auth']) => {
  const { fetch, requests } = answering(new Response(null, { status: 404 }))
  const result = await createClient({ fetch, auth }).getPet({ path: { id: '1' } })
  const request = requests[0]
  const header = (name: string) => request?.headers.get(name) ?? undefined
  return {
    result,
    cookie: header('cookie'),
    key: header('x-key'),
    authorization: header('authorization'),
  }
}
const basic = { username: 'Aladdin', password: 'öffne:Sesam' }
const basicHeader = `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode('Aladdin:öffne:Sesam')))}`

// getPet takes a cookie, or a key together with basic, or bearer, or nothing.
describe('of the alternatives of an operation', () => {
  it('the first that is complete is sent', async () => {
    expect(await send({ cookie: 'c', bearer: 'b' })).toMatchObject({
      cookie: 'sid=c',
      authorization: undefined,
    })
    expect(await send({ bearer: 'b', basic })).toMatchObject({ authorization: 'Bearer b' })
    expect(await send({ bearer: 'b', basic, key: 'k' })).toMatchObject({
      authorization: basicHeader,
      key: 'k',
    })
  })

  it('one that is incomplete leaves nothing behind', async () => {
    expect(await send({ key: 'k', bearer: 'b' })).toMatchObject({
      key: undefined,
      authorization: 'Bearer b',
    })
  })

  it('none is sent when none is complete', async () => {
    expect(await send({ key: 'k' })).toMatchObject({ key: undefined, authorization: undefined })
    expect(await send(undefined)).toMatchObject({ authorization: undefined })
  })

  it('a function that has no credential now makes way for the next', async () => {
    expect(await send({ cookie: () => undefined, bearer: () => '' })).toMatchObject({
      cookie: undefined,
      authorization: undefined,
    })
    expect(await send({ cookie: () => undefined, bearer: async () => 'b' })).toMatchObject({
      authorization: 'Bearer b',
    })
  })
})

describe('a credential function', () => {
  it('is called for each call and told what it serves', async () => {
    const contexts: unknown[] = []
    const { fetch } = answering(new Response())
    const client = createPlainClient({
      fetch,
      auth: {
        oauth: (context) => {
          contexts.push(context)
          return `token ${contexts.length}`
        },
      },
    })
    await client.createPet({ body: { name: 'a' } })
    await client.createPet({ body: { name: 'b' } })
    expect(contexts).toHaveLength(2)
    expect(contexts[0]).toMatchObject({
      schemeName: 'oauth',
      scopes: ['write'],
      baseUrl: 'https://eu.example/v1',
      replayable: true,
      operation: { operationId: 'createPet' },
    })
  })

  it('that throws fails the call before anything is sent', async () => {
    const { fetch, requests } = answering(new Response())
    const client = createClient({
      fetch,
      auth: { bearer: () => Promise.reject(new Error('locked')) },
    })
    expect(await client.listPets()).toMatchObject({
      status: 'failed',
      reason: 'request',
      error: { message: 'locked' },
    })
    expect(requests).toHaveLength(0)
  })
})

it('an option that objects inherit is no credential', async () => {
  const { fetch, requests } = answering(new Response())
  const auth = Object.create({ bearer: 'inherited' }) as object
  await createClient({ fetch, auth }).listPets()
  expect(requests[0]!.headers.get('authorization')).toBeNull()
})

describe('a credential that the document also lists as a parameter', () => {
  it.each([
    ['query', '?key=secret', null],
    ['cookie', '', 'other=1; key=secret'],
  ] as const)('in %s is sent once', async (location, search, cookie) => {
    const parameters = [
      { name: 'key', in: location },
      { name: 'other', in: 'cookie' },
    ] as const
    const operation = {
      operationId: 'get',
      method: 'GET',
      path: '/',
      parameters,
      responses: {},
      security: [{ key: [] }],
    } as const satisfies OperationDescriptor
    const { fetch, requests } = answering(new Response())
    const client = defineClient(
      {
        operations: { get: operation },
        securitySchemes: { key: { type: 'apiKey', in: location, name: 'key' } },
        parameters: anyParameters(),
        credential: anyCredential,
      },
      { baseUrl: 'http://host', fetch, auth: { key: 'secret' } },
    )
    const call = Reflect.get(client, 'get') as (input: object) => Promise<unknown>
    await call({
      [location]: { key: 'given' },
      ...(location === 'cookie' && { cookie: { key: 'given', other: 1 } }),
    })
    expect(new URL(requests[0]?.url ?? '').search).toBe(search)
    expect(requests[0]?.headers.get('cookie') ?? null).toBe(cookie)
  })
})
