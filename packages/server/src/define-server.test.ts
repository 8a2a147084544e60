import { defineServer } from '@concordat/server'
import { expect, it } from 'vitest'

it('works', async () => {
  const greet = {
    operationId: 'greet',
    method: 'GET',
    path: '/',
    responses: { 200: { content: { 'application/json': {} } } },
  } as const
  const server = defineServer(
    { operations: { greet }, validators: {} },
    { handlers: { greet: () => ({ status: 200, body: { hello: 'world' } }) } },
  )
  const response = await server.request('/')
  expect(await response.json()).toEqual({ hello: 'world' })
  expect((await server.request('/x')).status).toBe(404)
  const r = await server.request('/', { method: 'POST' })
  expect(r.status).toBe(405)
  expect(r.headers.get('allow')).toBe('GET, HEAD, OPTIONS')
})
