import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { defineServer } from '../define-server.ts'
import type { AnyHandler } from '../pipeline/prepare-operation.ts'
import { outcome, petServer } from '../testing/pet-server.ts'

describe('reading parameters', () => {
  it('decodes by style and shape, applies defaults, and hands over what is there', async () => {
    const server = petServer()
    await server.request('/pets?tags=a&tags=b', { headers: { 'X-Trace': 'abc', cookie: 'sid=s1' } })
    expect(server.seen.input).toMatchObject({
      query: { limit: 20, tags: ['a', 'b'] },
      header: { 'x-trace': 'abc' },
      cookie: { sid: 's1' },
      auth: {},
    })
  })

  it.each(['', '0x10', '1e1', '50.0', '50.0x', '+5', ' 5', 'null', '٥'])(
    'refuses limit=%s',
    async (text) => {
      const response = await petServer().request(`/pets?limit=${encodeURIComponent(text)}`)
      expect(await outcome(response)).toMatchObject({
        status: 400,
        body: { errors: [{ in: 'query', pointer: '/limit' }] },
      })
    },
  )

  it.each(['/pets/x', '/pets/1.5', '/pets/%00', '/pets/%E0%A4%A'])(
    'refuses the path %s',
    async (path) => {
      expect(await outcome(await petServer().request(path))).toMatchObject({
        status: 400,
        body: { errors: [{ in: 'path', pointer: '/id' }] },
      })
    },
  )

  it('tells all issues at once, each once', async () => {
    const response = await petServer().request('/pets?limit=x&limit=1', {
      headers: { 'X-Trace': 'much too long for it' },
    })
    const { body } = await outcome(response)
    expect(body).toMatchObject({ errors: [{ in: 'query' }, { in: 'header', pointer: '/x-trace' }] })
  })

  it('validates what is decoded', async () => {
    expect((await petServer().request('/pets?limit=100')).status).toBe(200)
    expect((await petServer().request('/pets?limit=101')).status).toBe(400)
  })

  it.each([
    ['ids=ab', { ids: 'ab' }],
    ['ids=7', { ids: [7] }],
    ['ids=7&ids=8', { ids: [7, 8] }],
    ['level=3', { level: 3 }],
    ['level=30', { level: '30' }],
  ])('reads %s the way that the schema allows', async (text, value) => {
    const shape = { object: { ids: { anyOf: [{ array: 'string' }, 'string'] } } } as const
    const ids = z.union([z.string().regex(/^[a-z]+$/), z.array(z.int())])
    const level = z.union([z.int().max(9), z.string().length(2)])
    const validator = z.object({ ids: ids.optional(), level: level.optional() })
    const operation = {
      operationId: 'a',
      method: 'POST',
      path: '/a',
      parameters: [
        { name: 'ids', in: 'query', shape: { anyOf: [{ array: 'integer' }, 'string'] } },
        { name: 'level', in: 'query', shape: { anyOf: ['integer', 'string'] } },
      ],
      body: { content: { 'application/x-www-form-urlencoded': { shape } } },
      responses: { 200: { content: { 'application/json': {} } } },
    } as const
    const form = z.object({ ids: z.string().optional() })
    const body = { 'application/x-www-form-urlencoded': form }
    const server = defineServer(
      {
        operations: { a: operation },
        validators: { a: { request: { query: validator, body }, responses: {} } },
      },
      {
        handlers: {
          a: (input: { query: unknown; body: unknown }) => ({
            status: 200,
            body: [input.query, input.body],
          }),
        } as Record<string, AnyHandler>,
      },
    )
    const init = { method: 'POST', body: new URLSearchParams({ ids: '5' }) }
    const response = await server.request(`/a?${text}`, init)
    expect(await response.json()).toEqual([value, { ids: '5' }])
  })

  it('takes a default that its own schema refuses', async () => {
    const operation = {
      operationId: 'a',
      method: 'GET',
      path: '/a',
      parameters: [{ name: 'size', in: 'query', shape: 'integer', default: 0 }],
      responses: { 200: { content: { 'application/json': {} } } },
    } as const
    const query = z.object({ size: z.int().min(1).optional() })
    const server = defineServer(
      { operations: { a: operation }, validators: { a: { request: { query }, responses: {} } } },
      {
        handlers: {
          a: (input: { query: unknown }) => ({ status: 200, body: input.query }),
        } as Record<string, AnyHandler>,
      },
    )
    expect(await (await server.request('/a')).json()).toEqual({ size: 0 })
    expect((await server.request('/a?size=0')).status).toBe(400)
  })

  it('gives each request its own copy of a default', async () => {
    const operation = {
      operationId: 'a',
      method: 'GET',
      path: '/a',
      parameters: [{ name: 'tags', in: 'query', shape: { array: 'string' }, default: ['x'] }],
      responses: { 200: { content: { 'application/json': {} } } },
    } as const
    const server = defineServer(
      { operations: { a: operation }, validators: {} },
      {
        handlers: {
          a: ({ query }: { query: { tags: string[] } }) => ({
            status: 200,
            body: query.tags.push('y'),
          }),
        } as Record<string, AnyHandler>,
      },
    )
    expect(await (await server.request('/a')).json()).toBe(2)
    expect(await (await server.request('/a')).json()).toBe(2)
  })
})
