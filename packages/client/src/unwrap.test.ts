import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ApiError, isApiError, unwrap } from '@concordat/client'
import { describe, expect, it } from 'vitest'
import { answering, json } from '../test/answer.ts'
import { createClient } from '../test/pet-api.ts'

const pet = { path: { id: '1' } }
const thrown = async (promise: Promise<unknown>): Promise<unknown> => {
  try {
    return await promise
  } catch (error) {
    return error
  }
}

describe('unwrap', () => {
  it('gives the body of a success, of a result or of its promise', async () => {
    const client = createClient(answering(json({ id: '1', name: 'Rex' })))
    expect(await unwrap(client.getPet(pet))).toEqual({ id: '1', name: 'Rex' })
    expect(unwrap(await client.getPet(pet))).toEqual({ id: '1', name: 'Rex' })
    const empty = createClient(answering(new Response(null, { status: 204 })))
    expect(await unwrap(empty.deletePets())).toBeUndefined()
  })

  it('throws a documented error with all that was said', async () => {
    const answer = json({ hint: 'try 2' }, { status: 404 })
    const client = createClient(answering(answer))
    const error = await thrown(unwrap(client.getPet(pet)))
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({
      name: 'ApiError',
      message: 'getPet was answered with 404 application/json',
      operationId: 'getPet',
      status: 404,
      body: { hint: 'try 2' },
      headers: {},
      response: { status: 404 },
      result: { status: 404, ok: false },
    })
    expect(isApiError(error, client.getPet)).toBe(true)
    expect(isApiError(error, client.listPets)).toBe(false)
    expect(isApiError(new Error('x'), client.getPet)).toBe(false)
  })

  it.each([
    [
      new Response('<p>', { status: 502, headers: { 'content-type': 'text/html' } }),
      'undocumented',
      'listPets was answered with 502 text/html, which the document does not describe',
    ],
    [
      json({ items: [], total: 0 }),
      'malformed',
      'listPets was answered with 200 application/json, malformed: header.x-total is missing',
    ],
  ])('throws what no document describes: %#', async (answer, status, message) => {
    const client = createClient({ ...answering(answer), strict: true })
    expect(await thrown(unwrap(client.listPets()))).toMatchObject({ status, message })
  })

  it('throws failures with their cause', async () => {
    const cause = new TypeError('fetch failed')
    const client = createClient({ fetch: () => Promise.reject(cause) })
    expect(await thrown(unwrap(client.listPets()))).toMatchObject({
      status: 'failed',
      message: 'listPets got no answer (network): fetch failed',
      cause,
      body: undefined,
      response: undefined,
    })
  })

  it('names what a connection failed by', async () => {
    const { port } = await closedPort()
    for (const host of ['127.0.0.1', 'localhost']) {
      const client = createClient({ baseUrl: `http://${host}:${port}` })
      expect(await thrown(unwrap(client.listPets()))).toMatchObject({
        message: expect.stringMatching(
          /^listPets got no answer \(network\): fetch failed: .*ECONNREFUSED/,
        ),
      })
    }
  })
})

/** A port on which nobody listens. */
async function closedPort(): Promise<AddressInfo> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return address
}
