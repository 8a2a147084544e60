import { defineClient } from '@concordat/client'
import type { Middleware } from 'openapi-fetch'
import { describe, expect, it } from 'vitest'
import { answering, json } from '../test/answer.ts'
import { createClient, createPlainClient, table } from '../test/pet-api.ts'

const page = json({ items: [], total: 0 }, { headers: { 'x-total': '0' } })

describe('a client', () => {
  it('is no promise, and inherits nothing', async () => {
    const client = createClient(answering(page))
    expect(await Promise.resolve(client)).toBe(client)
    expect('then' in client).toBe(false)
    expect(await client.then_()).toMatchObject({ operationId: 'then' })
    expect(Object.getPrototypeOf(client)).toBeNull()
    expect('toString' in client).toBe(false)
    expect(await createClient(answering(json('a'))).constructor()).toMatchObject({ body: 'a' })
  })

  it('has methods under any name that a document gives', async () => {
    const names = ['__proto__', 'hasOwnProperty', 'repos/list', 'raw', '😀', '']
    const operations = Object.fromEntries(
      names.map((name) => [name, { ...table.listPets, operationId: name }]),
    )
    const client: Readonly<Record<string, () => Promise<{ operationId: string }>>> = defineClient(
      { operations },
      { baseUrl: 'http://host', fetch: answering(page).fetch },
    )
    for (const name of names) {
      expect(await client[name]!()).toMatchObject({ operationId: name, status: 200 })
    }
  })

  it('has the operation of each method as data', () => {
    expect(createClient().listPets.operation).toBe(table.listPets)
  })

  it('can be of some operations', async () => {
    const { getPet } = table
    const client = defineClient({ operations: { getPet } })
    expect(Object.keys(client)).toEqual(['raw', 'getPet'])
  })

  it('has the client of openapi-fetch beneath', async () => {
    const { fetch, requests } = answering(json({ error: true }, { status: 400 }))
    const { raw } = createPlainClient({ fetch, headers: { 'X-A': '1' } })
    // `raw` is typed by path, and this API prints no paths.
    const { GET } = raw as unknown as { GET: (path: string) => Promise<object> }
    expect(await GET('/pets')).toMatchObject({ error: { error: true }, response: { status: 400 } })
    expect(requests[0]!.url).toBe('https://eu.example/v1/pets')
    expect(requests[0]!.headers.get('x-a')).toBe('1')
  })
})

describe('middleware', () => {
  const tag = (name: string, order: string[]): Middleware => ({
    onRequest({ request, schemaPath }) {
      order.push(`${name} > ${schemaPath}`)
      request.headers.set(`x-${name}`, '1')
      return request
    },
    onResponse({ response }) {
      order.push(`${name} < ${response.status}`)
      return undefined
    },
  })

  it('sees requests in order, answers in reverse, and the path as the document writes it', async () => {
    const order: string[] = []
    const { fetch, requests } = answering(json({ id: '1', name: 'a' }))
    const client = createClient({ fetch, middleware: [tag('a', order), tag('b', order)] })
    client.raw.use(tag('c', order))
    expect(await client.getPet({ path: { id: '1' } })).toMatchObject({ status: 200 })
    expect(order).toEqual([
      'a > /pets/{id}',
      'b > /pets/{id}',
      'c > /pets/{id}',
      'c < 200',
      'b < 200',
      'a < 200',
    ])
    expect(requests[0]!.headers.get('x-c')).toBe('1')
  })

  it('may change an answer', async () => {
    const middleware: Middleware[] = [{ onResponse: () => json({ id: '2', name: 'b' }) }]
    const client = createClient({ ...answering(new Response('x', { status: 500 })), middleware })
    expect(await client.getPet({ path: { id: '1' } })).toMatchObject({
      status: 200,
      body: { id: '2' },
    })
  })

  it.each([
    [200, { id: '3', name: 'c' }],
    [404, { hint: 'try 4' }],
  ])('may answer by itself with %s', async (status, body) => {
    const { fetch, requests } = answering(page)
    const middleware: Middleware[] = [{ onRequest: () => json(body, { status }) }]
    const client = createClient({ fetch, middleware })
    expect(await client.getPet({ path: { id: '1' } })).toMatchObject({ status, body })
    expect(requests).toHaveLength(0)
  })

  it('may save a failure, and fails the call when it throws', async () => {
    const fetch = () => Promise.reject(new TypeError('no route'))
    const saved: Middleware[] = [{ onError: () => json({ id: '4', name: 'd' }) }]
    expect(
      await createClient({ fetch, middleware: saved }).getPet({ path: { id: '1' } }),
    ).toMatchObject({
      status: 200,
    })
    const broken: Middleware[] = [
      {
        onRequest() {
          throw new Error('middleware')
        },
      },
    ]
    expect(
      await createClient({ fetch, middleware: broken }).getPet({ path: { id: '1' } }),
    ).toMatchObject({
      status: 'failed',
      reason: 'request',
      error: { message: 'middleware' },
    })
  })
})
