import { describe, expect, it } from 'vitest'
import { createMock } from './create-mock.ts'
import type { Mock, MockOptions } from './mock.ts'
import { mountMocks } from './mount-mocks.ts'
import { orders } from './orders.test-data.ts'

const base = 'http://api.test'
const key = { 'X-Key': 'k' }

function call(
  mock: Mock,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
) {
  const type = body === undefined ? {} : { 'Content-Type': 'application/json' }
  return mock.fetch(base + path, {
    method,
    headers: { ...key, ...type, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

async function created(mock: Mock, members: object = {}) {
  const response = await call(mock, 'POST', '/orders', {
    customer: 'Ada',
    status: 'open',
    ...members,
  })
  expect(response.status).toBe(201)
  const order: { id: string; customer: string; status: string; createdAt: string; note?: string } =
    await response.json()
  return { order, response }
}

const make = (options: MockOptions = {}) => createMock(orders, options)

describe('what is created', () => {
  it('is there with an id of its own and what only the server writes', async () => {
    const mock = make()
    const { order, response } = await created(mock, { secret: 's' })
    expect(order).toMatchObject({ customer: 'Ada', status: 'open' })
    expect(order).not.toHaveProperty('secret')
    expect(order.id).toMatch(/^[0-9a-f-]{36}$/)
    expect(Number.isNaN(Date.parse(order.createdAt))).toBe(false)
    expect(response.headers.get('location')).toBe(`/orders/${order.id}`)
    expect(await (await call(mock, 'GET', `/orders/${order.id}`)).json()).toEqual(order)
    expect((await created(mock)).order.id).not.toBe(order.id)
  })

  it('is replaced, patched by media type, and deleted', async () => {
    const mock = make()
    const { order } = await created(mock, { note: 'old' })
    const path = `/orders/${order.id}`
    const replaced = await (
      await call(mock, 'PUT', path, { customer: 'Bo', status: 'paid' })
    ).json()
    expect(replaced).toEqual({
      id: order.id,
      createdAt: order.createdAt,
      customer: 'Bo',
      status: 'paid',
    })
    const merge = { 'Content-Type': 'application/merge-patch+json' }
    const noted = await (await call(mock, 'PATCH', path, { note: 'new' }, merge)).json()
    expect(noted).toEqual({ ...replaced, note: 'new' })
    expect(await (await call(mock, 'PATCH', path, { note: null }, merge)).json()).toEqual(replaced)
    const operations = { 'Content-Type': 'application/json-patch+json' }
    const patch = [
      { op: 'test', path: '/customer', value: 'Bo' },
      { op: 'replace', path: '/customer', value: 'Cy' },
    ]
    expect(await (await call(mock, 'PATCH', path, patch, operations)).json()).toMatchObject({
      customer: 'Cy',
    })
    expect((await call(mock, 'PATCH', path, patch, operations)).status).toBe(422)
    expect((await call(mock, 'DELETE', path)).status).toBe(204)
    for (const method of ['GET', 'DELETE'])
      expect((await call(mock, method, path)).status).toBe(404)
  })

  it('is listed: filtered, ordered, and page by page', async () => {
    const mock = make()
    for (const [customer, status] of [
      ['b', 'open'],
      ['a', 'paid'],
      ['c', 'open'],
    ])
      await created(mock, { customer, status })
    const page = async (query: string) =>
      (await (await call(mock, 'GET', `/orders${query}`)).json()) as {
        data: { customer: string }[]
        total: number
        next: string | null
      }
    const customers = async (query: string) =>
      (await page(query)).data.map(({ customer }) => customer)
    const first = await page('')
    expect([first.data.map(({ customer }) => customer), first.total]).toEqual([['b', 'a'], 3])
    const second = await page(`?cursor=${encodeURIComponent(first.next ?? '')}`)
    expect([second.data.map(({ customer }) => customer), second.next]).toEqual([['c'], null])
    expect(await customers('?status=open')).toEqual(['b', 'c'])
    expect(await customers('?limit=9&sort=customer')).toEqual(['a', 'b', 'c'])
    expect(await customers('?limit=9&sort=-customer')).toEqual(['c', 'b', 'a'])
  })

  it('stands under what it was made under', async () => {
    const mock = make()
    const { order } = await created(mock)
    const line = await (await call(mock, 'POST', `/orders/${order.id}/lines`, { sku: 'x' })).json()
    expect(line).toMatchObject({ id: 1, sku: 'x', orderId: order.id })
    expect(await (await call(mock, 'GET', `/orders/${order.id}/lines`)).json()).toEqual([line])
    expect((await call(mock, 'GET', `/orders/${order.id}/lines/1`)).status).toBe(200)
    const { order: other } = await created(mock)
    expect((await call(mock, 'GET', `/orders/${other.id}/lines/1`)).status).toBe(404)
    const unknown = '00000000-0000-4000-8000-000000000000'
    expect((await call(mock, 'POST', `/orders/${unknown}/lines`, { sku: 'x' })).status).toBe(404)
    expect((await call(mock, 'POST', `/orders/${unknown}/cancel`)).status).toBe(404)
    expect(await (await call(mock, 'POST', `/orders/${order.id}/cancel`)).json()).toEqual(order)
  })

  it('has an entity tag, which conditions ask for', async () => {
    const mock = make()
    const { order } = await created(mock)
    const path = `/orders/${order.id}`
    const tag = (await call(mock, 'GET', path)).headers.get('etag') ?? ''
    expect(tag).toMatch(/^".+"$/)
    expect((await call(mock, 'GET', path, undefined, { 'If-None-Match': tag })).status).toBe(304)
    const change = { customer: 'Bo', status: 'paid' }
    expect((await call(mock, 'PUT', path, change, { 'If-Match': '"other"' })).status).toBe(412)
    const changed = await call(mock, 'PUT', path, change, { 'If-Match': tag })
    expect(changed.status).toBe(200)
    expect(changed.headers.get('etag')).not.toBe(tag)
    expect((await call(mock, 'GET', path, undefined, { 'If-None-Match': tag })).status).toBe(200)
  })
})

describe('a request that breaks the document', () => {
  it.each([
    ['no credential', 'GET', '/orders', undefined, { 'X-Key': '' }, 401],
    ['a wrong parameter', 'GET', '/orders?limit=0', undefined, {}, 400],
    ['a wrong body', 'POST', '/orders', { customer: '', status: 'open' }, {}, 422],
    ['a wrong media type', 'POST', '/orders', 'x', { 'Content-Type': 'text/plain' }, 415],
    ['a path that is none', 'GET', '/nothing', undefined, {}, 404],
    ['a method that is none', 'DELETE', '/orders', undefined, {}, 405],
  ])('is refused: %s', async (_, method, path, body, headers, status) => {
    expect((await call(make(), method, path, body, headers)).status).toBe(status)
  })

  it('fails a test in words that name place and reason', async () => {
    const mock = make({ onInvalidRequest: 'throw' })
    await expect(
      call(mock, 'POST', '/orders', { customer: 'Ada', status: 'lost' }),
    ).rejects.toThrow(/POST \/orders breaks the document.*`\/status` must be one of "open", "paid"/)
  })
})

describe('an answer', () => {
  it('is what the caller prefers', async () => {
    const mock = make()
    const price = async (prefer: string) => {
      const response = await call(mock, 'GET', '/prices/z', undefined, { Prefer: prefer })
      return [response.status, await response.json()]
    }
    expect(await price('example=dear')).toEqual([200, { sku: 'b', amount: 900 }])
    expect((await price('code=404'))[0]).toBe(404)
    const [, made] = await price('dynamic=true')
    expect(made).not.toEqual({ sku: 'a', amount: 1 })
    expect(await price('dynamic=true')).toEqual([200, made])
    expect(await price('dynamic=true, seed=2')).not.toEqual([200, made])
  })

  it('knows what the examples of the document name', async () => {
    const mock = make()
    expect(await (await call(mock, 'GET', '/shops/north')).json()).toEqual({
      id: 'north',
      city: 'Oslo',
    })
    expect((await call(mock, 'GET', '/shops/south')).status).toBe(404)
    // Nothing makes or lists prices, so that any may be there.
    expect((await call(mock, 'GET', '/prices/any')).status).toBe(200)
    expect(mock.explain().find(({ operationId }) => operationId === 'getPrice')).toMatchObject({
      role: 'without state',
    })
  })

  it('is the same for the same seed, after a reset too', async () => {
    const run = async (mock: Mock) => (await created(mock)).order
    const mock = make({ seed: 7 })
    const first = await run(mock)
    mock.reset()
    expect((await call(mock, 'GET', `/orders/${first.id}`)).status).toBe(404)
    expect(await run(mock)).toEqual(first)
    expect(await run(make({ seed: 7 }))).toEqual(first)
    expect((await run(make({ seed: 8 }))).id).not.toBe(first.id)
  })
})

describe('a test arranges', () => {
  const id = '11111111-1111-4111-8111-111111111111'

  it('what is there', async () => {
    const mock = make()
    mock.seed('/orders', [{ id, customer: 'Ada' }])
    expect(await (await call(mock, 'GET', `/orders/${id}`)).json()).toMatchObject({
      id,
      customer: 'Ada',
    })
    expect(() => mock.seed('/orders', [{ id, customer: '' }])).toThrow(
      /`\/customer` must have at least 1/,
    )
    expect(() => mock.seed('/nothing', [{}])).toThrow(/`\/orders`/)
  })

  it('a state', async () => {
    const mock = make({
      states: {
        'all is sold': (own) => own.answer('createOrder', { status: 422, body: { title: 'Sold' } }),
      },
    })
    await mock.given('an order exists', { id })
    expect((await call(mock, 'GET', `/orders/${id}`)).status).toBe(200)
    await mock.given('all is sold')
    expect((await call(mock, 'POST', '/orders', { customer: 'a', status: 'open' })).status).toBe(
      422,
    )
    await expect(mock.given('it rains')).rejects.toThrow(/it rains/)
  })

  it('an answer, which the document must allow', async () => {
    const mock = make()
    mock.answer('getShop', { status: 200, body: { id: 'x', city: 'Rome' } })
    expect(await (await call(mock, 'GET', '/shops/y')).json()).toEqual({ id: 'x', city: 'Rome' })
    expect(() => mock.answer('getShop', { status: 200, body: { id: 'x' } })).toThrow(
      /`\/city` is required/,
    )
    expect(() => mock.answer('getShop', { status: 500 })).toThrow(/no status 500/)
    expect(() => mock.answer('nothing', { status: 200 })).toThrow(/no operation/)
  })
})

describe('faults', () => {
  it('come always or by chance, for all or one operation', async () => {
    const busy = make({ faults: [{ kind: '503', operationId: 'getShop' }] })
    expect((await call(busy, 'GET', '/shops/north')).status).toBe(503)
    expect((await call(busy, 'GET', '/prices/a')).status).toBe(200)
    const flaky = make({ faults: [{ kind: '429', chance: 0.5 }] })
    const statuses = new Set<number>()
    for (let index = 0; index < 20; index += 1)
      statuses.add((await call(flaky, 'GET', '/prices/a')).status)
    expect([...statuses].sort()).toEqual([200, 429])
    await expect(call(make({ faults: [{ kind: 'drop' }] }), 'GET', '/prices/a')).rejects.toThrow(
      /fetch failed/,
    )
    const cut = await call(make({ faults: [{ kind: 'malformed' }] }), 'GET', '/prices/a')
    await expect(cut.json()).rejects.toThrow(SyntaxError)
  })
})

it('several documents stand under their base paths', async () => {
  const fetch = mountMocks([
    { basePath: '/a', mock: make({ basePath: '/a' }) },
    { basePath: '/a/b', mock: make({ basePath: '/a/b', seed: 2 }) },
  ])
  const status = async (path: string) => (await fetch(base + path, { headers: key })).status
  expect(await status('/a/shops/north')).toBe(200)
  expect(await status('/a/b/shops/north')).toBe(200)
  expect(await status('/shops/north')).toBe(404)
})

it('a schema that leaves one id keeps the newest thing, and ends', async () => {
  const thing = { type: 'object', required: ['id'], properties: { id: { const: 'only' } } }
  const content = { 'application/json': { schema: thing } }
  const mock = createMock({
    openapi: '3.1.1',
    info: { title: 'One', version: '1' },
    paths: {
      '/things': {
        post: { operationId: 'make', responses: { 201: { description: '', content } } },
      },
      '/things/{id}': {
        get: {
          operationId: 'read',
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          responses: { 200: { description: '', content } },
        },
      },
    },
  })
  for (let count = 0; count < 2; count += 1) {
    const response = await mock.fetch(`${base}/things`, { method: 'POST' })
    expect([response.status, await response.json()]).toEqual([201, { id: 'only' }])
  }
})

it('a credential that the test calls bad is refused', async () => {
  const mock = make({ credentials: { key: (credential) => credential === 'k' } })
  expect((await call(mock, 'GET', '/orders')).status).toBe(200)
  expect((await call(mock, 'GET', '/orders', undefined, { 'X-Key': 'other' })).status).toBe(401)
})
