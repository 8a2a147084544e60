// Notes in Hono: routes and schemas by @hono/zod-openapi, one bearer token per user.
import { serve } from '@hono/node-server'
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { bearerAuth } from 'hono/bearer-auth'
import { etag } from 'hono/etag'
import { secureHeaders } from 'hono/secure-headers'

const tokens: Record<string, string> = { 'token-of-ada': 'ada', 'token-of-bob': 'bob' }

const NoteInput = z
  .object({
    title: z.string().trim().min(1).max(100).openapi({ example: 'Shopping' }),
    text: z.string().max(10_000).default(''),
    labels: z.array(z.string().min(1).max(20)).max(8).default([]),
    pinned: z.boolean().default(false),
  })
  .openapi('NoteInput')
const Note = NoteInput.extend({
  id: z.string().openapi({ example: 'n_12' }),
  revision: z.number().int(),
  updatedAt: z.iso.datetime(),
}).openapi('Note')
const ErrorBody = z.object({ code: z.number().int(), message: z.string() }).openapi('Error')
type Note = z.infer<typeof Note>

const notes = new Map<string, Note & { owner: string }>()
let last = 0

type Env = { Variables: { user: string } }
const app = new OpenAPIHono<Env>({
  defaultHook: (result, c) => {
    if (!result.success) {
      const message = result.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; ')
      return c.json({ code: 400, message }, 400)
    }
  },
})
app.onError((error, c) => {
  if ('getResponse' in error) {
    const { status } = error as unknown as { status: 400 }
    return c.json({ code: status, message: error.message }, status)
  }
  console.error(error)
  return c.json({ code: 500, message: 'Internal Server Error' }, 500)
})
app.notFound((c) => c.json({ code: 404, message: 'Not Found' }, 404))
app.use(secureHeaders())
app.use(etag())

app.openAPIRegistry.registerComponent('securitySchemes', 'Bearer', {
  type: 'http',
  scheme: 'bearer',
})

const error = (description: string) => ({
  description,
  content: { 'application/json': { schema: ErrorBody } },
})
const ok = (description: string) => ({
  description,
  content: { 'application/json': { schema: Note } },
})
const security = [{ Bearer: [] }]
const params = z.object({ id: z.string().openapi({ param: { name: 'id', in: 'path' } }) })
const body = { required: true, content: { 'application/json': { schema: NoteInput } } }

app.use('/notes/*', async (c, next) => {
  const auth = bearerAuth({
    verifyToken: (token) => token in tokens,
    noAuthenticationHeader: { message: { code: 401, message: 'Unauthorized' } },
    invalidAuthenticationHeader: { message: { code: 401, message: 'Bad Request' } },
    invalidToken: { message: { code: 401, message: 'Unauthorized' } },
  })
  c.set('user', tokens[c.req.header('Authorization')?.slice(7) ?? ''] ?? '')
  return auth(c as never, next)
})

const own = (user: string, id: string) => {
  const note = notes.get(id)
  return note?.owner === user ? note : undefined
}
const shown = ({ owner: _, ...note }: Note & { owner: string }): Note => note

app.openapi(
  createRoute({
    method: 'get',
    path: '/notes',
    operationId: 'listNotes',
    security,
    request: {
      query: z.object({
        label: z.string().optional(),
        pinned: z.enum(['true', 'false']).optional(),
        page: z.coerce.number().int().min(1).default(1),
        per_page: z.coerce.number().int().min(1).max(100).default(30),
      }),
    },
    responses: {
      200: {
        description: 'Notes of the caller, the newest first',
        content: { 'application/json': { schema: z.array(Note) } },
      },
      400: error('Wrong query'),
      401: error('Unauthorized'),
    },
  }),
  (c) => {
    const { label, pinned, page, per_page } = c.req.valid('query')
    const found = [...notes.values()]
      .filter((note) => note.owner === c.get('user'))
      .filter((note) => label === undefined || note.labels.includes(label))
      .filter((note) => pinned === undefined || String(note.pinned) === pinned)
      .reverse()
    return c.json(found.slice((page - 1) * per_page, page * per_page).map(shown), 200)
  },
)

app.openapi(
  createRoute({
    method: 'post',
    path: '/notes',
    operationId: 'createNote',
    security,
    request: { body },
    responses: { 201: ok('Created'), 400: error('Wrong body'), 401: error('Unauthorized') },
  }),
  (c) => {
    const note = {
      ...c.req.valid('json'),
      id: `n_${++last}`,
      revision: 1,
      updatedAt: new Date().toISOString(),
      owner: c.get('user'),
    }
    notes.set(note.id, note)
    return c.json(shown(note), 201)
  },
)

app.openapi(
  createRoute({
    method: 'get',
    path: '/notes/{id}',
    operationId: 'getNote',
    security,
    request: { params },
    responses: { 200: ok('The note'), 401: error('Unauthorized'), 404: error('No such note') },
  }),
  (c) => {
    const note = own(c.get('user'), c.req.valid('param').id)
    return note ? c.json(shown(note), 200) : c.json({ code: 404, message: 'No such note' }, 404)
  },
)

app.openapi(
  createRoute({
    method: 'put',
    path: '/notes/{id}',
    operationId: 'replaceNote',
    security,
    request: { params, body },
    responses: {
      200: ok('Replaced'),
      400: error('Wrong body'),
      401: error('Unauthorized'),
      404: error('No such note'),
    },
  }),
  (c) => {
    const note = own(c.get('user'), c.req.valid('param').id)
    if (!note) return c.json({ code: 404, message: 'No such note' }, 404)
    const next = {
      ...note,
      ...c.req.valid('json'),
      revision: note.revision + 1,
      updatedAt: new Date().toISOString(),
    }
    notes.set(note.id, next)
    return c.json(shown(next), 200)
  },
)

app.openapi(
  createRoute({
    method: 'delete',
    path: '/notes/{id}',
    operationId: 'deleteNote',
    security,
    request: { params },
    responses: {
      204: { description: 'Deleted' },
      401: error('Unauthorized'),
      404: error('No such note'),
    },
  }),
  (c) => {
    const note = own(c.get('user'), c.req.valid('param').id)
    if (!note) return c.json({ code: 404, message: 'No such note' }, 404)
    notes.delete(note.id)
    return c.body(null, 204)
  },
)

app.doc31('/openapi.json', { openapi: '3.1.0', info: { title: 'Notes', version: '1.0.0' } })

serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' })
