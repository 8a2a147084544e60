import type { OperationDescriptor } from '@concordat/wire'
import { Hono, type MiddlewareHandler } from 'hono'
import { inspectRoutes } from 'hono/dev'
import { routePath } from 'hono/route'
import { describe, expect, it } from 'vitest'
import { defineServer } from '../define-server.ts'
import type { ServeOptions, Server } from '../types/server-options.ts'
import { matchedOperation } from './matched-operation.ts'

const templates: readonly [OperationDescriptor['method'], string][] = [
  ['GET', '/users/{id}'],
  ['GET', '/users/me'],
  ['POST', '/users/text'],
  ['DELETE', '/users/{id}'],
  ['GET', '/reports/{year}-{month}'],
  ['GET', '/reports/{name}'],
]

/** Every handler answers the route that Hono names for it, and the operation that the pipeline found. */
function serverOf(options: ServeOptions = {}): Server {
  const operations = Object.fromEntries(
    templates.map(([method, path]): [string, OperationDescriptor] => {
      const operationId = `${method} ${path}`
      const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(
        ([, name = '']) => ({ name, in: 'path', required: true }) as const,
      )
      const content = { 'application/json': {} }
      return [
        operationId,
        { operationId, method, path, parameters, responses: { 200: { content } } },
      ]
    }),
  )
  const handlers = Object.fromEntries(
    Object.keys(operations).map((id) => [
      id,
      ({ context }: { context: Parameters<MiddlewareHandler>[0] }) => ({
        status: 200,
        body: { route: routePath(context), operation: matchedOperation(context)?.path ?? null },
      }),
    ]),
  )
  return defineServer({ operations, validators: {} }, { handlers, ...options })
}

const told = async (response: Response | Promise<Response>): Promise<unknown> =>
  (await response).json()

describe('operations as routes of the app', () => {
  it('are listed by Hono, the most concrete first', () => {
    const routes = inspectRoutes(serverOf().app).filter(({ path }) => path !== '/*')
    expect(routes.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /users/me',
      'POST /users/text',
      'GET /reports/:year_month{[^/]+\\x2d[^/]+}',
      'GET /users/:id',
      'DELETE /users/:id',
      'GET /reports/:name',
    ])
  })

  it.each([
    ['/users/1', '/users/:id', '/users/{id}'],
    ['/users/me', '/users/me', '/users/me'],
    ['/users/text', '/users/:id', '/users/{id}'],
    ['/users/a%2Fb', '/users/:id', '/users/{id}'],
    ['/reports/2026-11', '/reports/:year_month{[^/]+\\x2d[^/]+}', '/reports/{year}-{month}'],
    ['/reports/all', '/reports/:name', '/reports/{name}'],
  ])('%s is %s in a handler', async (path, route, operation) => {
    expect(await told(serverOf().request(path))).toEqual({ route, operation })
    const parent = new Hono().route('/api', serverOf().app)
    expect(await told(parent.request(`/api${path}`))).toEqual({ route: `/api${route}`, operation })
  })

  it('are named to middleware after next()', async () => {
    const seen: unknown[] = []
    const trace: MiddlewareHandler = async (context, next) => {
      await next()
      seen.push([routePath(context), matchedOperation(context)?.operationId, context.res.status])
    }
    const parent = new Hono()
    parent.use('*', trace)
    parent.route('/api', serverOf({ middleware: [trace] }).app)
    await parent.request('/api/users/1', { method: 'DELETE' })
    await parent.request('/api/users/me', { method: 'DELETE' })
    await parent.request('/api/reports/1', { method: 'DELETE' })
    expect(seen).toEqual([
      ['/api/users/:id', 'DELETE /users/{id}', 200],
      ['/api/users/:id', 'DELETE /users/{id}', 200],
      ['/api/users/:id', 'DELETE /users/{id}', 200],
      ['/api/users/:id', 'DELETE /users/{id}', 200],
      ['/api/*', undefined, 405],
      ['/api/*', undefined, 405],
    ])
  })
})

describe('middleware', () => {
  const mark =
    (text: string): MiddlewareHandler =>
    async (context, next) => {
      await next()
      context.header('X-Mark', text, { append: true })
    }

  it.each([
    ['GET', '/users/1', 'id, users, all'],
    ['HEAD', '/users/1', 'id, users, all'],
    // What Hono takes for the template is another operation.
    ['GET', '/users/me', 'users, all'],
    ['DELETE', '/users/1', 'users, all'],
    ['GET', '/reports/1', 'all'],
    ['GET', '/nothing', 'all'],
  ])('%s %s runs behind %s', async (method, path, marks) => {
    const server = serverOf({
      middleware: [mark('all'), ['/users/*', mark('users')], ['GET /users/{id}', mark('id')]],
    })
    const response = await server.request(path, { method })
    expect(response.headers.get('x-mark')).toBe(marks)
  })

  it('of an operation may answer by itself', async () => {
    const server = serverOf({
      middleware: [['GET /users/me', (context) => Promise.resolve(context.text('no', 418))]],
    })
    expect((await server.request('/users/me')).status).toBe(418)
    expect((await server.request('/users/1')).status).toBe(200)
  })

  it('of nothing is refused', () => {
    expect(() => serverOf({ middleware: [['getUsre', mark('x')]] })).toThrow(/names `getUsre`/)
  })
})
