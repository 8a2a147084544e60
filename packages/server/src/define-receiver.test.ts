import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { defineReceiver } from './define-receiver.ts'
import { operations, securitySchemes, validators } from './testing/pets.ts'

const { addPet } = operations
const receiver = defineReceiver(
  {
    operations: {
      addPet: { ...addPet, path: '{$request.body#/callbackUrl}' },
      getPet: operations.getPet,
    },
    validators,
    securitySchemes,
  },
  {
    auth: { token: (token: string) => (token === 'good' ? {} : null), login: () => null },
    handlers: { addPet: ({ body }: { body: object }) => ({ status: 201, body }) },
  },
)

const request = (init: RequestInit = {}): Request =>
  new Request('https://example.com/my/own/url?x=1', {
    method: 'POST',
    body: '{"name":"Tom"}',
    headers: { 'content-type': 'application/json', authorization: 'Bearer good' },
    ...init,
  })

describe('a receiver', () => {
  it('answers at any URL', async () => {
    const response = await receiver.receive('addPet', request())
    expect(response.status).toBe(201)
    expect(await response.json()).toEqual({ name: 'Tom' })
  })

  it.each([
    { name: 'another method', init: { method: 'PUT' }, status: 405 },
    {
      name: 'no credential',
      init: { headers: { 'content-type': 'application/json' } },
      status: 401,
    },
    { name: 'an invalid body', init: { body: '{}' }, status: 400 },
    {
      name: 'another media type',
      init: { headers: { 'content-type': 'text/csv', authorization: 'Bearer good' } },
      status: 415,
    },
  ])('refuses $name', async ({ init, status }) => {
    expect((await receiver.receive('addPet', request(init))).status).toBe(status)
  })

  it('knows only what it has handlers for', async () => {
    expect((await receiver.receive('getPet', request())).status).toBe(404)
    expect((await receiver.receive('nothing', request())).status).toBe(404)
  })

  it('can be mounted', async () => {
    const app = new Hono().route('/hooks', receiver.app)
    const { headers } = request()
    const response = await app.request('/hooks/addPet', {
      method: 'POST',
      body: '{"name":"Ada"}',
      headers,
    })
    expect(await response.json()).toEqual({ name: 'Ada' })
  })
})
