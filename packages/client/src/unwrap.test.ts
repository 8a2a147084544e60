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
      message: 'getPet was answered with status 404',
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
      'listPets got an answer whose media type is not documented',
    ],
    [
      json({ items: [], total: 0 }),
      'malformed',
      'listPets got a malformed answer with status 200: header.x-total is missing',
    ],
  ])('throws what no document describes: %#', async (answer, status, message) => {
    const client = createClient(answering(answer))
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
})
