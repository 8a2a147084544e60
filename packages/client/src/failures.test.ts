import { describe, expect, it } from 'vitest'
import { answering, json } from '../test/answer.ts'
import { createClient, createPlainClient } from '../test/pet-api.ts'

const never = () => new Promise<Response>(() => undefined)
const pet = { path: { id: '1' } }

describe('a call fails', () => {
  it('with `network` when fetch rejects', async () => {
    const error = new TypeError('fetch failed')
    expect(await createClient({ fetch: () => Promise.reject(error) }).getPet(pet)).toEqual({
      operationId: 'getPet',
      status: 'failed',
      ok: false,
      reason: 'network',
      error,
    })
  })

  it('with `network` when the body breaks off', async () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"id":'))
        controller.error(new TypeError('terminated'))
      },
    })
    const fetch = async () =>
      new Response(body, { headers: { 'content-type': 'application/json' } })
    expect(await createClient({ fetch }).getPet(pet)).toMatchObject({
      status: 'failed',
      reason: 'network',
    })
  })

  it('with `timeout` when nothing comes in time, even from a fetch that knows no signals', async () => {
    const result = await createPlainClient({ fetch: never, timeout: 20 }).getPet(pet)
    expect(result).toMatchObject({
      status: 'failed',
      reason: 'timeout',
      error: { name: 'TimeoutError' },
    })
  })

  it('with `timeout` while a credential or the body is waited for', async () => {
    const slowAuth = createClient({
      ...answering(json({})),
      auth: { bearer: () => never().then(String) },
    })
    expect(await slowAuth.getPet(pet, { timeout: 20 })).toMatchObject({ reason: 'timeout' })
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new Uint8Array(1)),
    })
    const slowBody = createClient({
      fetch: async () => new Response(body, { headers: { 'content-type': 'application/json' } }),
    })
    expect(await slowBody.getPet(pet, { timeout: 20 })).toMatchObject({ reason: 'timeout' })
  })

  it('with `aborted` before, during and after sending', async () => {
    const { fetch, requests } = answering(json({}))
    const reason = new Error('enough')
    expect(
      await createClient({ fetch }).getPet(pet, { signal: AbortSignal.abort(reason) }),
    ).toMatchObject({
      reason: 'aborted',
      error: reason,
    })
    expect(requests).toHaveLength(0)
    const controller = new AbortController()
    const call = createClient({ fetch: never, timeout: 60_000 }).getPet(pet, {
      signal: controller.signal,
    })
    controller.abort(reason)
    expect(await call).toMatchObject({ reason: 'aborted', error: reason })
  })

  it('hands the signal on to fetch', async () => {
    const { fetch, requests } = answering(json({ id: '1', name: 'a' }))
    const controller = new AbortController()
    await createClient({ fetch }).getPet(pet, { signal: controller.signal, timeout: 60_000 })
    expect(requests[0]!.signal.aborted).toBe(false)
    controller.abort()
    expect(requests[0]!.signal.aborted).toBe(true)
  })

  it('with `request` for a timeout that is none', async () => {
    expect(await createClient({ fetch: never, timeout: -1 }).getPet(pet)).toMatchObject({
      reason: 'request',
    })
  })

  it('with `request` where fetch takes no such request', async () => {
    // GET with a body: fetch refuses it, whatever a document says.
    const { fetch } = answering(json({}))
    const client = createClient({ fetch, baseUrl: 'nowhere' })
    expect(await client.listPets()).toMatchObject({ status: 'failed', reason: 'request' })
  })
})
