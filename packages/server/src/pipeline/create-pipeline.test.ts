import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { defineServer } from '../define-server.ts'
import type { AnyHandler } from '../pipeline/prepare-operation.ts'
import { petServer } from '../testing/pet-server.ts'

describe('operations that share method and path', () => {
  const operation = (operationId: string, more: object) =>
    ({ operationId, method: 'POST', path: '/', responses: { 204: {} }, ...more }) as const
  const Action = { name: 'Action', in: 'query' } as const
  const body = { required: true, content: { 'application/json': {} } } as const
  const accepts = (schema: z.ZodType) => ({
    request: { body: { 'application/json': schema } },
    responses: {},
  })
  const reply = (name: string) => () => ({ status: 200, body: name })
  const server = defineServer(
    {
      operations: {
        any: operation('any', {}),
        named: operation('named', { parameters: [{ ...Action, required: true }] }),
        number: operation('number', { path: '/body', body }),
        text: operation('text', { path: '/body', body }),
      },
      validators: { number: accepts(z.number()), text: accepts(z.string()) },
    },
    {
      checkResponses: 'off',
      handlers: Object.fromEntries(
        ['any', 'named', 'number', 'text'].map((name) => [name, reply(name)]),
      ),
    },
  )
  const post = (path: string, value?: unknown) =>
    server.request(path, {
      method: 'POST',
      ...(value !== undefined && {
        body: JSON.stringify(value),
        headers: { 'Content-Type': 'application/json' },
      }),
    })

  it.each([
    ['/', undefined, 'any'],
    ['/?Action=x', undefined, 'named'],
    ['/body', 1, 'number'],
    ['/body', 'x', 'text'],
  ])('are told apart by what they take: %s %j', async (path, value, name) => {
    expect(await (await post(path, value)).json()).toBe(name)
  })

  it('refuse what none of them takes', async () => {
    expect((await post('/body', true)).status).toBe(400)
  })
})

describe('finding the operation', () => {
  it.each([
    { name: 'an unknown path', method: 'GET', path: '/nothing', status: 404 },
    { name: 'a trailing slash', method: 'GET', path: '/pets/', status: 404 },
    { name: 'an empty variable', method: 'GET', path: '/pets//photo', status: 404 },
    { name: 'a literal path before a template', method: 'GET', path: '/pets/mine', status: 401 },
    {
      name: 'an unknown method of a known path',
      method: 'PATCH',
      path: '/pets',
      status: 405,
      allow: 'GET, HEAD, POST, OPTIONS',
    },
    {
      name: 'a method nobody knows',
      method: 'BREW',
      path: '/pets/7',
      status: 405,
      allow: 'GET, HEAD, OPTIONS',
    },
    {
      name: 'a method of the template that the literal path hides',
      method: 'PUT',
      path: '/pets/mine',
      status: 405,
      allow: 'GET, HEAD, OPTIONS',
    },
    {
      name: 'HEAD where there is no GET',
      method: 'HEAD',
      path: '/pets/7/photo',
      status: 405,
      allow: 'PUT, OPTIONS',
    },
    {
      name: 'OPTIONS',
      method: 'OPTIONS',
      path: '/pets',
      status: 204,
      allow: 'GET, HEAD, POST, OPTIONS',
    },
    { name: 'OPTIONS of an unknown path', method: 'OPTIONS', path: '/nothing', status: 404 },
  ])('$name', async ({ method, path, status, allow }) => {
    const response = await petServer().request(path, { method })
    expect(response.status).toBe(status)
    expect(response.headers.get('allow')).toBe(allow ?? null)
  })

  it('refuses TRACE although requests cannot carry it through fetch', async () => {
    const request = new Request('http://localhost/pets')
    Object.defineProperty(request, 'method', { value: 'TRACE' })
    expect((await petServer().fetch(request)).status).toBe(405)
  })

  it('answers HEAD as GET, without the body and with its length', async () => {
    const server = petServer()
    const get = await server.request('/pets')
    const head = await server.request('/pets', { method: 'HEAD' })
    expect(head.status).toBe(200)
    expect(await head.text()).toBe('')
    expect(head.headers.get('content-length')).toBe(String((await get.text()).length))
    expect(head.headers.get('content-type')).toBe('application/json')
    expect(head.headers.get('x-total')).toBe('1')
    expect(server.seen.input).toBeDefined()
  })

  it('answers HEAD and OPTIONS by their own operations where they are documented', async () => {
    const own = (method: 'HEAD' | 'OPTIONS') =>
      ({ operationId: method, method, path: '/a', responses: { 202: {} } }) as const
    const server = defineServer(
      { operations: { HEAD: own('HEAD'), OPTIONS: own('OPTIONS') }, validators: {} },
      { handlers: { HEAD: () => ({ status: 202 }), OPTIONS: () => ({ status: 202 }) } },
    )
    expect((await server.request('/a', { method: 'HEAD' })).status).toBe(202)
    expect((await server.request('/a', { method: 'OPTIONS' })).status).toBe(202)
    const response = await server.request('/a')
    expect(response.headers.get('allow')).toBe('HEAD, OPTIONS')
  })

  it('looks behind a literal path for a template that has the method', async () => {
    const text = { operationId: 'text', method: 'POST', path: '/kb/text', responses: { 204: {} } }
    const read = { operationId: 'read', method: 'GET', path: '/kb/{id}', responses: { 200: {} } }
    const id = { name: 'id', in: 'path', required: true } as const
    const server = defineServer(
      {
        operations: { text, read: { ...read, parameters: [id] } },
        validators: {},
      } as never,
      {
        checkResponses: 'off',
        handlers: {
          text: () => ({ status: 204 }),
          read: ({ path }: { path: unknown }) => ({ status: 200, body: path }),
        },
      },
    )
    expect(await (await server.request('/kb/text')).json()).toEqual({ id: 'text' })
    expect((await server.request('/kb/text', { method: 'POST' })).status).toBe(204)
    expect((await server.request('/kb/7', { method: 'POST' })).status).toBe(405)
    const refused = await server.request('/kb/text', { method: 'DELETE' })
    expect([refused.status, refused.headers.get('allow')]).toEqual([
      405,
      'GET, HEAD, POST, OPTIONS',
    ])
  })

  it('takes the names of variables from the operation, not from its sibling', async () => {
    const operation = (operationId: string, method: 'GET' | 'DELETE', name: string) =>
      ({
        operationId,
        method,
        path: `/a/{${name}}`,
        parameters: [{ name, in: 'path', required: true }],
        responses: { 200: { content: { 'application/json': {} } } },
      }) as const
    const server = defineServer(
      {
        operations: { x: operation('x', 'GET', 'x'), y: operation('y', 'DELETE', 'y') },
        validators: {},
      },
      {
        handlers: {
          x: ({ path }: { path: object }) => ({ status: 200, body: path }),
          y: ({ path }: { path: object }) => ({ status: 200, body: path }),
        } as Record<string, AnyHandler>,
      },
    )
    expect(await (await server.request('/a/1')).json()).toEqual({ x: '1' })
    expect(await (await server.request('/a/1', { method: 'DELETE' })).json()).toEqual({ y: '1' })
  })
})
