import { OpenAPIHono } from '@hono/zod-openapi'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { defineServer } from '../define-server.ts'
import type { Server } from '../types/server-options.ts'
import type { AnyHandler } from './prepare-operation.ts'

function serverOf(
  name: string,
  path = '/items/{id}',
  { documented, ...options }: { readonly basePath?: string; readonly documented?: string } = {},
): Server {
  const handler: AnyHandler = (input: { path?: object }) => ({
    status: 200,
    body: { name, ...input.path },
  })
  const parameters = path.includes('{') ? [{ name: 'id', in: 'path', required: true } as const] : []
  return defineServer(
    {
      operations: {
        get: {
          operationId: 'get',
          method: 'GET',
          path,
          parameters,
          responses: { 200: { content: { 'application/json': {} } } },
        },
      },
      validators: {},
      ...(documented !== undefined && { basePath: documented }),
      routes: { get: { method: 'get', path, responses: { 200: { description: 'One item.' } } } },
    },
    {
      ...options,
      handlers: { get: handler },
      errors: ({ status }) => ({ status, body: { from: name, status } }),
    },
  )
}

const told = async (response: Response | Promise<Response>): Promise<unknown> =>
  (await response).json()

describe('servers in one Hono app', () => {
  const app = new Hono()
  app.route('/a', serverOf('a').app)
  app.route('/b/v1', serverOf('b').app)
  app.route('/tenants/:tenant', serverOf('tenant').app)
  app.route('/ü', serverOf('umlaut').app)
  app.get('/health', (context) => context.text('fine'))
  app.notFound((context) => context.json({ from: 'parent' }, 404))

  it.each([
    { path: '/a/items/1', want: { name: 'a', id: '1' } },
    { path: '/a/items/a%2Fb', want: { name: 'a', id: 'a/b' } },
    { path: '/b/v1/items/2', want: { name: 'b', id: '2' } },
    { path: '/tenants/t%2F1/items/3', want: { name: 'tenant', id: '3' } },
    { path: '/%C3%BC/items/4', want: { name: 'umlaut', id: '4' } },
    { path: '/a/nothing', want: { from: 'a', status: 404 } },
    { path: '/a', want: { from: 'a', status: 404 } },
    { path: '/b/v1/items', want: { from: 'b', status: 404 } },
    { path: '/nothing', want: { from: 'parent' } },
    { path: '/b/items/1', want: { from: 'parent' } },
    { path: '/ab/items/1', want: { from: 'parent' } },
  ])('answer $path', async ({ path, want }) => {
    expect(await told(app.request(path))).toEqual(want)
  })

  it('leave what is beside them alone', async () => {
    expect(await (await app.request('/health')).text()).toBe('fine')
  })

  it('keep 405 and Allow under their prefix', async () => {
    const response = await app.request('/a/items/1', { method: 'POST' })
    expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS')
    expect(await response.json()).toEqual({ from: 'a', status: 405 })
  })

  it('nest', async () => {
    const inner = new Hono().route('/inner', serverOf('deep').app)
    const outer = new Hono().route('/outer', inner)
    expect(await told(outer.request('/outer/inner/items/1'))).toEqual({ name: 'deep', id: '1' })
  })

  it('run behind middleware of the parent', async () => {
    const parent = new Hono()
    parent.use('*', async (context, next) => {
      context.header('X-Parent', 'yes')
      await next()
    })
    parent.route('/a', serverOf('a').app)
    const response = await parent.request('/a/items/1')
    expect(response.headers.get('x-parent')).toBe('yes')
    expect(await response.json()).toEqual({ name: 'a', id: '1' })
  })

  it('share a prefix: who does not know a path asks the next', async () => {
    const parent = new Hono()
    parent.route('/', serverOf('first', '/one').app)
    parent.route('/', serverOf('second', '/two').app)
    expect(await told(parent.request('/one'))).toEqual({ name: 'first' })
    expect(await told(parent.request('/two'))).toEqual({ name: 'second' })
    expect(await told(parent.request('/three'))).toEqual({ from: 'second', status: 404 })
  })

  it('answer for themselves although a parent has a route for everything after them', async () => {
    const parent = new Hono()
    parent.route('/a', serverOf('a').app)
    parent.all('*', (context) => context.json({ from: 'everything' }))
    expect(await told(parent.request('/a/nothing'))).toEqual({ from: 'a', status: 404 })
    expect(await told(parent.request('/nothing'))).toEqual({ from: 'everything' })
  })

  it('let routes be added to their own app', async () => {
    const server = serverOf('a')
    server.app.get('/health', (context) => context.json('fine'))
    expect(await told(server.request('/health'))).toBe('fine')
    expect(await told(server.request('/items/1'))).toEqual({ name: 'a', id: '1' })
    expect(await told(server.request('/nothing'))).toEqual({ from: 'a', status: 404 })
    const parent = new Hono().route('/p', server.app)
    expect(await told(parent.request('/p/health'))).toBe('fine')
  })

  it('answer the root of their prefix', async () => {
    const parent = new Hono().route('/p', serverOf('root', '/').app)
    expect(await told(parent.request('/p'))).toEqual({ name: 'root' })
    expect(await told(parent.request('/p/'))).toEqual({ name: 'root' })
  })

  it('put their routes into the registry, where an OpenAPIHono parent finds them', () => {
    const parent = new OpenAPIHono()
    parent.route('/p', serverOf('a').app)
    const document = parent.getOpenAPI31Document({
      openapi: '3.1.0',
      info: { title: 'a', version: '1' },
    })
    expect(Object.keys(document.paths ?? {})).toEqual(['/p/items/{id}'])
  })
})

describe('a server with a base path', () => {
  const serverUnder = (basePath: string | undefined, documented?: string): Server =>
    serverOf('based', '/items/{id}', {
      ...(basePath !== undefined && { basePath }),
      ...(documented !== undefined && { documented }),
    })

  it('answers under the path of the document, unless it is told another', async () => {
    expect(await told(serverUnder(undefined, '/v1').request('/v1/items/1'))).toMatchObject({
      id: '1',
    })
    expect(await told(serverUnder('/v2/', '/v1').request('/v2/items/1'))).toMatchObject({ id: '1' })
    expect(await told(serverUnder('', '/v1').request('/items/1'))).toMatchObject({ id: '1' })
    expect(await told(serverUnder('/ü').request('/%C3%BC/items/1'))).toMatchObject({ id: '1' })
  })

  it('says in its own shape that beside it there is nothing', async () => {
    const server = serverUnder('/v1')
    for (const path of ['/items/1', '/v1/nothing', '/v1', '/', '/v11/items/1']) {
      expect(await told(server.request(path)), path).toEqual({ from: 'based', status: 404 })
    }
    const refused = await server.request('/v1/items/1', { method: 'DELETE' })
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
  })

  it('can be mounted all the same, and tells whole paths to its registry', async () => {
    const parent = new OpenAPIHono().route('/p', serverUnder('/v1').app)
    expect(await told(parent.request('/p/v1/items/1'))).toMatchObject({ id: '1' })
    const document = parent.getOpenAPI31Document({
      openapi: '3.1.0',
      info: { title: 'a', version: '1' },
    })
    expect(Object.keys(document.paths ?? {})).toEqual(['/p/v1/items/{id}'])
  })
})
