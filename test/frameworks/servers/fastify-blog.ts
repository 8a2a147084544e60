// A blog in Fastify: JSON schemas, the document by @fastify/swagger, an API key for writers, cursors.
import { randomUUID } from 'node:crypto'
import swagger from '@fastify/swagger'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify'

interface Post {
  id: string
  slug: string
  title: string
  body: string
  tags: string[]
  published: boolean
  views: number
  createdAt: string
}
interface Comment {
  id: number
  postId: string
  author: string
  text: string
  createdAt: string
}

const posts: Post[] = []
const comments: Comment[] = []
let lastComment = 0

const app = Fastify({ bodyLimit: 512 * 1024 })

// Query strings and params are text and have to be coerced; bodies are JSON and must not be.
const plugins = { useDefaults: true, removeAdditional: false, allErrors: false } as const
const strict = new Ajv({ ...plugins, coerceTypes: false })
const loose = new Ajv({ ...plugins, coerceTypes: 'array' })
for (const ajv of [strict, loose]) {
  addFormats.default(ajv)
  ajv.addKeyword('example')
}
app.setValidatorCompiler(({ schema, httpPart }) =>
  (httpPart === 'body' ? strict : loose).compile(schema as object),
)

await app.register(swagger, {
  openapi: {
    openapi: '3.0.3',
    info: { title: 'Blog', version: '0.3.0' },
    components: {
      securitySchemes: { apiKey: { type: 'apiKey', name: 'x-api-key', in: 'header' } },
    },
  },
})

const errorSchema = {
  type: 'object',
  properties: {
    statusCode: { type: 'integer' },
    code: { type: 'string' },
    error: { type: 'string' },
    message: { type: 'string' },
  },
} as const
const errors = (...codes: number[]) =>
  Object.fromEntries(codes.map((code) => [code, { description: String(code), ...errorSchema }]))

const postSchema = {
  type: 'object',
  required: ['id', 'slug', 'title', 'body', 'tags', 'published', 'views', 'createdAt'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    slug: { type: 'string' },
    title: { type: 'string' },
    body: { type: 'string' },
    tags: { type: 'array', items: { type: 'string' } },
    published: { type: 'boolean' },
    views: { type: 'integer' },
    createdAt: { type: 'string', format: 'date-time' },
  },
} as const
const postBody = {
  type: 'object',
  required: ['title', 'body'],
  additionalProperties: false,
  properties: {
    title: { type: 'string', minLength: 3, maxLength: 120 },
    body: { type: 'string', minLength: 1 },
    tags: {
      type: 'array',
      items: { type: 'string', minLength: 1, maxLength: 30 },
      maxItems: 10,
      uniqueItems: true,
      default: [],
    },
    published: { type: 'boolean', default: false },
  },
} as const
const commentSchema = {
  type: 'object',
  required: ['id', 'postId', 'author', 'text', 'createdAt'],
  properties: {
    id: { type: 'integer' },
    postId: { type: 'string' },
    author: { type: 'string' },
    text: { type: 'string' },
    createdAt: { type: 'string', format: 'date-time' },
  },
} as const
const postParams = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string', format: 'uuid' } },
} as const

const key = process.env.API_KEY ?? 'writer-key'
async function writersOnly(request: FastifyRequest, reply: FastifyReply) {
  if (request.headers['x-api-key'] !== key) {
    return reply
      .code(401)
      .send({ statusCode: 401, error: 'Unauthorized', message: 'API key needed' })
  }
}
const secured = [{ apiKey: [] }]

const slugOf = (title: string, id: string) =>
  `${title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')}-${id.slice(0, 8)}`

function notFound(reply: FastifyReply, message: string) {
  return reply.code(404).send({ statusCode: 404, error: 'Not Found', message })
}

app.get<{ Querystring: { cursor?: string; limit: number; tag?: string; published?: boolean } }>(
  '/posts',
  {
    schema: {
      operationId: 'listPosts',
      tags: ['posts'],
      querystring: {
        type: 'object',
        properties: {
          cursor: {
            type: 'string',
            format: 'uuid',
            description: '`nextCursor` of the page before',
          },
          limit: { type: 'integer', minimum: 1, maximum: 50, default: 10 },
          tag: { type: 'string' },
          published: { type: 'boolean' },
        },
      },
      response: {
        200: {
          description: 'A page',
          type: 'object',
          required: ['items', 'nextCursor'],
          properties: {
            items: { type: 'array', items: postSchema },
            nextCursor: { type: 'string', nullable: true },
          },
        },
        ...errors(400),
      },
    },
  },
  async (request) => {
    const { cursor, limit, tag, published } = request.query
    const found = posts.filter(
      (post) =>
        (tag === undefined || post.tags.includes(tag)) &&
        (published === undefined || post.published === published),
    )
    const start = cursor === undefined ? 0 : found.findIndex((post) => post.id === cursor) + 1
    const items = found.slice(start, start + limit)
    const hasMore = start + limit < found.length
    return { items, nextCursor: hasMore ? items[items.length - 1]?.id : null }
  },
)

app.post<{ Body: { title: string; body: string; tags: string[]; published: boolean } }>(
  '/posts',
  {
    onRequest: writersOnly,
    schema: {
      operationId: 'createPost',
      tags: ['posts'],
      security: secured,
      body: postBody,
      response: { 201: { description: 'Created', ...postSchema }, ...errors(400, 401) },
    },
  },
  async (request, reply) => {
    const id = randomUUID()
    const post: Post = {
      id,
      slug: slugOf(request.body.title, id),
      ...request.body,
      views: 0,
      createdAt: new Date().toISOString(),
    }
    posts.push(post)
    return reply.code(201).header('location', `/posts/${id}`).send(post)
  },
)

app.get<{ Params: { id: string } }>(
  '/posts/:id',
  {
    schema: {
      operationId: 'getPost',
      tags: ['posts'],
      params: postParams,
      response: { 200: { description: 'The post', ...postSchema }, ...errors(400, 404) },
    },
  },
  async (request, reply) => {
    const post = posts.find(({ id }) => id === request.params.id)
    if (!post) return notFound(reply, 'No such post')
    // Everybody who reads it counts.
    post.views++
    return post
  },
)

app.patch<{ Params: { id: string }; Body: Partial<Post> }>(
  '/posts/:id',
  {
    onRequest: writersOnly,
    schema: {
      operationId: 'updatePost',
      tags: ['posts'],
      security: secured,
      params: postParams,
      body: {
        type: 'object',
        additionalProperties: false,
        minProperties: 1,
        properties: {
          title: { type: 'string', minLength: 3, maxLength: 120 },
          body: { type: 'string', minLength: 1 },
          tags: {
            type: 'array',
            items: { type: 'string', minLength: 1, maxLength: 30 },
            maxItems: 10,
            uniqueItems: true,
          },
          published: { type: 'boolean' },
        },
      },
      response: { 200: { description: 'Changed', ...postSchema }, ...errors(400, 401, 404) },
    },
  },
  async (request, reply) => {
    const post = posts.find(({ id }) => id === request.params.id)
    if (!post) return notFound(reply, 'No such post')
    Object.assign(post, request.body)
    if (request.body.title !== undefined) post.slug = slugOf(post.title, post.id)
    return post
  },
)

app.delete<{ Params: { id: string } }>(
  '/posts/:id',
  {
    onRequest: writersOnly,
    schema: {
      operationId: 'deletePost',
      tags: ['posts'],
      security: secured,
      params: postParams,
      response: { 204: { description: 'Deleted', type: 'null' }, ...errors(400, 401, 404) },
    },
  },
  async (request, reply) => {
    const index = posts.findIndex(({ id }) => id === request.params.id)
    if (index < 0) return notFound(reply, 'No such post')
    posts.splice(index, 1)
    return reply.code(204).send()
  },
)

app.get<{ Params: { id: string }; Querystring: { offset: number; limit: number; order: string } }>(
  '/posts/:id/comments',
  {
    schema: {
      operationId: 'listComments',
      tags: ['comments'],
      params: postParams,
      querystring: {
        type: 'object',
        properties: {
          offset: { type: 'integer', minimum: 0, default: 0 },
          limit: { type: 'integer', minimum: 1, maximum: 100, default: 25 },
          order: { type: 'string', enum: ['asc', 'desc'], default: 'asc' },
        },
      },
      response: {
        200: {
          description: 'Comments',
          type: 'array',
          items: commentSchema,
          headers: { 'x-total-count': { type: 'integer' } },
        },
        ...errors(400, 404),
      },
    },
  },
  async (request, reply) => {
    const post = posts.find(({ id }) => id === request.params.id)
    if (!post) return notFound(reply, 'No such post')
    const found = comments.filter(({ postId }) => postId === post.id)
    if (request.query.order === 'desc') found.reverse()
    reply.header('x-total-count', found.length)
    return found.slice(request.query.offset, request.query.offset + request.query.limit)
  },
)

app.post<{ Params: { id: string }; Body: { author: string; text: string } }>(
  '/posts/:id/comments',
  {
    schema: {
      operationId: 'addComment',
      tags: ['comments'],
      params: postParams,
      body: {
        type: 'object',
        required: ['author', 'text'],
        properties: {
          author: { type: 'string', minLength: 1, maxLength: 60 },
          text: { type: 'string', minLength: 1, maxLength: 2000 },
        },
      },
      response: { 201: { description: 'Added', ...commentSchema }, ...errors(400, 404) },
    },
  },
  async (request, reply) => {
    const post = posts.find(({ id }) => id === request.params.id)
    if (!post) return notFound(reply, 'No such post')
    const comment: Comment = {
      id: ++lastComment,
      postId: post.id,
      author: request.body.author,
      text: request.body.text,
      createdAt: new Date().toISOString(),
    }
    comments.push(comment)
    return reply.code(201).send(comment)
  },
)

app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())

await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
