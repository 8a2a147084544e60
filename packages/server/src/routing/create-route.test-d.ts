import { createRoute as createZodRoute, OpenAPIHono } from '@hono/zod-openapi'
import { expectTypeOf, test } from 'vitest'
import * as z from 'zod'
import { createRoute } from './create-route.ts'

const config = {
  method: 'post',
  path: '/pets/{petId}/{toy}',
  tags: ['pets'],
  request: {
    params: z.object({ petId: z.string() }),
    body: {
      required: true,
      content: {
        'application/json': { schema: z.object({ name: z.string() }) },
        'image/png': { schema: { type: 'string', format: 'binary' } },
      },
    },
  },
  responses: { 200: { description: 'ok', content: { 'text/plain': { schema: z.string() } } } },
} as const

test('a route has the type that the library gives it', () => {
  const { tags: _, ...comparable } = config
  const ours = createRoute(comparable)
  const theirs = createZodRoute(comparable)
  expectTypeOf(ours).toEqualTypeOf(theirs)
  expectTypeOf(ours.getRoutingPath()).toEqualTypeOf<'/pets/:petId/:toy'>()
})

test('an app of the library takes a route and holds its handler to it', () => {
  const route = createRoute({
    method: 'post',
    path: '/pets',
    tags: ['pets'],
    request: {
      body: {
        required: true,
        content: { 'application/json': { schema: z.object({ name: z.string() }) } },
      },
    },
    responses: {
      200: { description: 'ok', content: { 'application/json': { schema: z.string() } } },
    },
  })
  expectTypeOf(route.path).toEqualTypeOf<'/pets'>()
  const app = new OpenAPIHono()
  app.openapi(route, (context) => {
    expectTypeOf(context.req.valid('json')).toEqualTypeOf<{ name: string }>()
    return context.json(context.req.valid('json').name, 200)
  })
  // @ts-expect-error a number is not what the route promises
  app.openapi(route, (context) => context.json(1, 200))
})
