import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'

const Small = z.object({
  id: z.int().min(1),
  name: z.string().min(1).max(80),
  active: z.boolean(),
  tags: z.array(z.string()).max(10).optional(),
})
const Item = z.object({ iat: z.int(), exp: z.int(), sub: z.string(), name: z.string() })
const List = z.object({ count: z.int().min(0), items: z.array(Item).max(100) })
const Shapes = z.array(
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('circle'), radius: z.number().min(0) }),
    z.object({ kind: z.literal('square'), side: z.number().min(0) }),
    z.object({ kind: z.literal('text'), text: z.string(), size: z.int().optional() }),
  ]),
)

function content<Schema extends z.ZodType>(schema: Schema) {
  return { content: { 'application/json': { schema } } }
}

/** The three operations as one writes them by hand today. */
export function handWrittenApp(): OpenAPIHono {
  const app = new OpenAPIHono()
  app.openapi(
    createRoute({
      method: 'post',
      path: '/small/{id}',
      request: {
        params: z.object({ id: z.coerce.number().int().min(1) }),
        body: { ...content(Small), required: true },
      },
      responses: { 200: { ...content(Small), description: 'The same.' } },
    }),
    (c) => c.json(c.req.valid('json'), 200),
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: '/list',
      request: {
        query: z.object({ limit: z.coerce.number().int().min(1).max(50).optional() }),
        body: { ...content(List), required: true },
      },
      responses: { 200: { ...content(List), description: 'The same.' } },
    }),
    (c) => c.json(c.req.valid('json'), 200),
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: '/union',
      request: { body: { ...content(Shapes), required: true } },
      responses: { 200: { ...content(Shapes), description: 'The same.' } },
    }),
    (c) => c.json(c.req.valid('json'), 200),
  )
  return app
}
