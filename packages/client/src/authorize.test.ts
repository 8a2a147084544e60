import { describe, expect, it } from 'vitest'
import { answering } from '../test/answer.ts'
import { createClient, createPlainClient, type PetClientOptions } from '../test/pet-api.ts'

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
