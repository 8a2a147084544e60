import { describe, expect, it } from 'vitest'
import { answering, json } from '../test/answer.ts'
import { createClient, createPlainClient, type PetClientOptions } from '../test/pet-api.ts'

const noContent = () => new Response(null, { status: 204 })
const page = json({ items: [], total: 0 }, { headers: { 'x-total': '0' } })

describe.each([
  ['the core', createPlainClient],
  ['every support', createClient],
] as const)('with %s, a request', (_, create) => {
  const record = (options: PetClientOptions = {}) => {
    const recorder = answering(noContent)
    return { recorder, client: create({ fetch: recorder.fetch, ...options }) }
  }

  it('goes to the first server, its variables filled in', async () => {
    const { recorder, client } = record()
    await client.listPets()
    await create({ fetch: recorder.fetch, server: { region: 'us' } }).listPets()
    await create({ fetch: recorder.fetch, baseUrl: 'http://localhost:9/api/' }).listPets()
    expect(recorder.requests.map((request) => request.url)).toEqual([
      'https://eu.example/v1/pets',
      'https://us.example/v1/pets',
      'http://localhost:9/api/pets',
    ])
  })

  it("goes to the operation's own server unless a base URL is given", async () => {
    const { recorder, client } = record()
    await client.deletePets()
    await create({ fetch: recorder.fetch, baseUrl: 'http://localhost:9' }).deletePets()
    expect(recorder.requests.map((request) => request.url)).toEqual([
      'https://own.example/pets',
      'http://localhost:9/pets',
    ])
  })

  it('carries path and query, escaped', async () => {
    const { recorder, client } = record()
    await client.listPets({ query: { limit: 5, tag: ['a&b', 'ü c'] } })
    await client.getPet({ path: { id: 'a/b?c#ü' } })
    expect(recorder.requests.map((request) => request.url)).toEqual([
      'https://eu.example/v1/pets?limit=5&tag=a%26b&tag=%C3%BC%20c',
      'https://eu.example/v1/pets/a%2Fb%3Fc%23%C3%BC',
    ])
  })

  it.each(['', '.', '..', undefined, null])('is not made for the path value %j', async (id) => {
    const { recorder, client } = record()
    const result = await client.getPet({ path: { id: id as string } })
    expect(result).toMatchObject({
      status: 'failed',
      reason: 'request',
      error: expect.any(TypeError),
    })
    expect(recorder.requests).toHaveLength(0)
  })

  it('carries a JSON body, also with DELETE', async () => {
    const { recorder, client } = record()
    await client.deletePets({ body: { ids: ['1', '2'] } })
    await client.deletePets()
    const [first, second] = recorder.requests
    expect(first!.method).toBe('DELETE')
    expect(first!.headers.get('content-type')).toBe('application/json')
    expect(await first!.text()).toBe('{"ids":["1","2"]}')
    expect(second!.headers.get('content-type')).toBeNull()
    expect(second!.body).toBeNull()
  })

  it('says which media types it takes', async () => {
    const { recorder, client } = record()
    await client.getPet({ path: { id: '1' } })
    await client.deletePets()
    expect(recorder.requests[0]!.headers.get('accept')?.split(/, ?/)).toEqual([
      'application/json',
      'text/plain',
      'image/*',
      'application/problem+json',
    ])
    expect(recorder.requests[1]!.headers.get('accept')).toBeNull()
  })

  it("carries the client's headers and the call's, which may take some away", async () => {
    const { recorder, client } = record({
      headers: { 'X-A': '1', 'X-B': '1', accept: 'application/json' },
      auth: { bearer: 'token' },
    })
    await client.listPets({}, { headers: { 'x-b': '2', 'X-C': '3' } })
    await client.listPets({}, { headers: { 'X-A': null, authorization: null } })
    const [first, second] = recorder.requests.map(({ headers }) => Object.fromEntries(headers))
    expect(first).toMatchObject({
      'x-a': '1',
      'x-b': '2',
      'x-c': '3',
      accept: 'application/json',
      authorization: 'Bearer token',
    })
    expect(second).not.toHaveProperty('x-a')
    expect(second).not.toHaveProperty('authorization')
  })

  it('takes what else fetch takes', async () => {
    const { recorder, client } = record({ init: { redirect: 'manual', credentials: 'include' } })
    await client.listPets({}, { init: { redirect: 'error' } })
    expect(recorder.requests[0]).toMatchObject({ redirect: 'error', credentials: 'include' })
  })

  it('uses the global fetch of the moment when none is given', async () => {
    const before = globalThis.fetch
    try {
      const client = create()
      globalThis.fetch = async () => page.clone()
      expect(await client.listPets()).toMatchObject({ status: 200 })
    } finally {
      globalThis.fetch = before
    }
  })
})

describe('with every support, a request', () => {
  it('carries parameters of every style and place', async () => {
    const recorder = answering(noContent)
    const client = createClient({
      fetch: recorder.fetch,
      auth: { cookie: 'abc=', queryKey: 'k&y' },
    })
    await client.search({
      path: { shop: 'a b', ids: [1, 2] },
      query: { filter: { a: 1, b: ['x', 'y'] }, csv: ['p', 'q'], nil: null },
      header: { 'X-Ids': [3, 4] },
      cookie: { theme: 'dark mode' },
    })
    const [request] = recorder.requests
    expect(request!.url).toBe(
      'https://eu.example/v1/a%20b/search/1,2.json?filter%5Ba%5D=1&filter%5Bb%5D%5B0%5D=x&filter%5Bb%5D%5B1%5D=y&csv=p,q&nil=null&api_key=k%26y',
    )
    expect(request!.headers.get('x-ids')).toBe('3,4')
    expect(request!.headers.get('cookie')).toBe('theme=dark%20mode; sid=abc=')
  })

  it('carries bodies of every media type', async () => {
    const recorder = answering(json(1))
    const client = createClient({ fetch: recorder.fetch })
    await client.upload({
      mediaType: 'multipart/form-data',
      body: { photo: new File(['abc'], 'a.png', { type: 'image/png' }), tags: ['x', 'y'] },
    })
    await client.upload({ mediaType: 'application/x-www-form-urlencoded', body: { name: 'a b' } })
    await client.upload({ mediaType: 'application/octet-stream', body: new Uint8Array([1, 2]) })
    await client.upload({ mediaType: 'text/plain', body: 'hi' })
    const [multipart, form, bytes, text] = recorder.requests
    const data = await multipart!.formData()
    expect([data.get('photo'), data.getAll('tags')]).toEqual([expect.any(File), ['x', 'y']])
    expect(form!.headers.get('content-type')).toBe('application/x-www-form-urlencoded')
    expect(await form!.text()).toBe('name=a%20b')
    expect(new Uint8Array(await bytes!.arrayBuffer())).toEqual(new Uint8Array([1, 2]))
    expect([text!.headers.get('content-type'), await text!.text()]).toEqual(['text/plain', 'hi'])
  })

  it('is not made for a value that no wire can carry', async () => {
    const { fetch, requests } = answering(noContent)
    const result = await createClient({ fetch }).search({
      path: { shop: 'a', ids: [Number.NaN] },
      header: { 'X-Ids': [1] },
    })
    expect(result).toMatchObject({ status: 'failed', reason: 'request' })
    expect(requests).toHaveLength(0)
  })
})
