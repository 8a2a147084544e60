import { type RetryOptions, retry } from '@concordat/client'
import { describe, expect, it } from 'vitest'
import { answering, json } from '../test/answer.ts'
import { createClient } from '../test/pet-api.ts'

const busy = (headers: HeadersInit = {}) => new Response(null, { status: 503, headers })
const fine = json({ items: [], total: 0 }, { headers: { 'x-total': '0' } })

/** A policy whose time passes only by sleeping. */
const policy = (options: RetryOptions = {}) => {
  const delays: number[] = []
  let now = Date.parse('2030-01-01T00:00:00Z')
  const run = retry({
    clock: () => now,
    random: () => 0.5,
    sleep: async (delay) => {
      delays.push(delay)
      now += delay
    },
    ...options,
  })
  return { delays, retry: run }
}

describe('a call is repeated', () => {
  it('after a refusal for the moment, with growing waits and jitter', async () => {
    const { fetch, requests } = answering((_, count) => (count < 4 ? busy() : fine.clone()))
    const { delays, retry } = policy({ attempts: 5, initialDelay: 100, maxDelay: 150 })
    expect(await createClient({ fetch, retry }).listPets()).toMatchObject({ status: 200 })
    expect(requests).toHaveLength(4)
    expect(delays).toEqual([50, 75, 75])
  })

  it('after a failure on the way', async () => {
    const { fetch } = answering((_, count) =>
      count === 1 ? Promise.reject(new TypeError('reset')) : fine.clone(),
    )
    expect(await createClient({ fetch, ...policy() }).listPets()).toMatchObject({ status: 200 })
  })

  it('after a timeout, each attempt with its own', async () => {
    const { fetch } = answering((_, count) =>
      count === 1 ? new Promise<Response>(() => undefined) : fine.clone(),
    )
    const client = createClient({ fetch, timeout: 30, retry: policy().retry })
    expect(await client.listPets()).toMatchObject({ status: 200 })
  })

  it('only so often, and then the last result is the result', async () => {
    const { fetch, requests } = answering(busy())
    const client = createClient({ fetch, retry: policy().retry })
    expect(await client.listPets()).toMatchObject({
      status: 'malformed',
      documentedStatus: 503,
    })
    expect(requests).toHaveLength(3)
  })

  it.each([
    ['seconds', '7', 7000],
    ['a date', 'Tue, 01 Jan 2030 00:00:09 GMT', 9000],
    ['a date that is over', 'Mon, 31 Dec 2029 00:00:00 GMT', 0],
    ['rubbish', 'soon', 100],
  ])('after as long as Retry-After says: %s', async (_, header, delay) => {
    const { fetch } = answering((_request, count) =>
      count === 1 ? busy({ 'retry-after': header }) : fine.clone(),
    )
    const { delays, retry } = policy()
    expect(await createClient({ fetch, retry }).listPets()).toMatchObject({ status: 200 })
    expect(delays).toEqual([delay])
  })

  it('with fresh credentials', async () => {
    const { fetch, requests } = answering((_, count) => (count === 1 ? busy() : fine.clone()))
    let count = 0
    const bearer = () => `t${++count}`
    await createClient({ fetch, auth: { bearer }, retry: policy().retry }).listPets()
    expect(requests.map(({ headers }) => headers.get('authorization'))).toEqual([
      'Bearer t1',
      'Bearer t2',
    ])
  })

  it('although its method has effects, when that is asked for or the document says so', async () => {
    const { fetch, requests } = answering(busy())
    const client = createClient({ fetch, retry: policy({ anyMethod: true }).retry })
    await client.createPet({ body: { name: 'a' } })
    expect(requests).toHaveLength(3)
    expect(await Promise.all(requests.map((request) => request.text()))).toEqual(
      Array(3).fill('{"name":"a"}'),
    )
  })

  it('and its watcher is told', async () => {
    const events: unknown[] = []
    const { fetch } = answering((_, count) => (count < 2 ? busy() : fine.clone()))
    const { retry } = policy({ onRetry: ({ attempt, delay }) => events.push([attempt, delay]) })
    await createClient({ fetch, retry }).listPets()
    expect(events).toEqual([[1, 100]])
  })
})

describe('a call is not repeated', () => {
  const attempts = async (
    answer: Parameters<typeof answering>[0],
    options: RetryOptions,
    call: (client: ReturnType<typeof createClient>) => Promise<unknown>,
  ) => {
    const { fetch, requests } = answering(answer)
    const result = await call(createClient({ fetch, retry: policy(options).retry }))
    return { count: requests.length, result }
  }

  it('when its method has effects', async () => {
    expect(
      await attempts(busy(), {}, (client) => client.createPet({ body: { name: 'a' } })),
    ).toMatchObject({
      count: 1,
    })
  })
  it('when its body is a stream', async () => {
    const body = new Blob(['x']).stream()
    const { count } = await attempts(busy(), { anyMethod: true }, (client) =>
      client.upload({ mediaType: 'application/octet-stream', body }),
    )
    expect(count).toBe(1)
  })
  it('for an answer that another attempt would not change', async () => {
    const missing = json({ hint: 'x' }, { status: 404 })
    expect(
      await attempts(missing, {}, (client) => client.getPet({ path: { id: '1' } })),
    ).toMatchObject({
      count: 1,
      result: { status: 404 },
    })
  })
  it('when Retry-After goes beyond what may elapse', async () => {
    const late = busy({ 'retry-after': '31' })
    expect(await attempts(late, {}, (client) => client.listPets())).toMatchObject({ count: 1 })
  })
  it('when the call says no', async () => {
    const { count } = await attempts(busy(), {}, (client) => client.listPets({}, { retry: false }))
    expect(count).toBe(1)
  })
  it('when it is aborted while it waits', async () => {
    const { fetch, requests } = answering(busy())
    const controller = new AbortController()
    const client = createClient({
      fetch,
      retry: retry({
        initialDelay: 60_000,
        maxDelay: 60_000,
        maxElapsed: 120_000,
        random: () => 0.9,
      }),
    })
    const call = client.listPets({}, { signal: controller.signal })
    setTimeout(() => controller.abort(new Error('enough')), 20)
    expect(await call).toMatchObject({
      status: 'failed',
      reason: 'aborted',
      operationId: 'listPets',
      error: { message: 'enough' },
    })
    expect(requests).toHaveLength(1)
  })
})

it('waits in real time by default', async () => {
  const { fetch } = answering((_, count) => (count === 1 ? busy() : fine.clone()))
  const start = performance.now()
  const client = createClient({ fetch, retry: retry({ initialDelay: 60, random: () => 0.99 }) })
  expect(await client.listPets()).toMatchObject({ status: 200 })
  expect(performance.now() - start).toBeGreaterThan(50)
})
