import { expect, it } from 'vitest'
import { openLoop } from './generated-loop.ts'

const document = `
openapi: 3.2.0
info: { title: Newer, version: '1' }
paths:
  /search:
    query:
      operationId: searchAll
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [q], properties: { q: { type: string } } } } } }
      responses: { '200': { description: ok, content: { application/json: { schema: { type: array, items: { type: string } } } } } }
    additionalOperations:
      PURGE: { operationId: purge, responses: { '204': { description: none } } }
      LINK: { operationId: linkIt, responses: { '204': {} } }
  /events:
    get:
      operationId: events
      parameters:
        - name: all
          in: querystring
          content:
            application/x-www-form-urlencoded:
              schema: { type: object, required: [a], properties: { a: { type: integer }, b: { type: array, items: { type: string } } } }
      responses:
        '200':
          description: stream
          content:
            application/jsonl: { itemSchema: { type: object, required: [n], properties: { n: { type: integer } } } }
  /pairs:
    get:
      operationId: pairs
      responses: { '200': { description: ok, content: { application/x-ndjson: { itemSchema: { type: array, items: { type: integer } } } } } }
`

it('serves and calls QUERY and methods that OpenAPI does not name', async () => {
  const { client, server, findings } = await openLoop(document, {
    searchAll: ({ body }: { body: { q: string } }) => ({ status: 200, body: [body.q] }),
    purge: () => ({ status: 204 }),
    linkIt: () => ({ status: 204 }),
  })
  expect(findings.filter((one) => !one.startsWith('operation-unsendable'))).toEqual([])
  expect(await client.searchAll?.({ body: { q: 'x' } })).toMatchObject({ status: 200, body: ['x'] })
  expect(await client.searchAll?.({ body: {} })).toMatchObject({ status: 'undocumented' })
  expect(await client.purge?.()).toMatchObject({ status: 204 })
  expect(await client.linkIt?.()).toMatchObject({ status: 204 })
  const refused = await server.fetch(
    new Request('http://loop.invalid/search', { method: 'DELETE' }),
  )
  expect([refused.status, refused.headers.get('allow')]).toEqual([
    405,
    'QUERY, OPTIONS, PURGE, LINK',
  ])
})

it('reads a querystring of named properties as query parameters', async () => {
  let got: unknown
  const { client, files } = await openLoop(document, {
    events: ({ query }: { query: object }) => {
      got = query
      return { status: 200, body: [{ n: 1 }, { n: 2 }] }
    },
  })
  const answer = await client.events?.({ query: { a: 5, b: ['x', 'y'] } })
  expect(answer).toMatchObject({ status: 200, body: [{ n: 1 }, { n: 2 }] })
  expect(got).toEqual({ a: 5, b: ['x', 'y'] })
  expect(await client.events?.({ query: { b: ['x'] } } as never)).toMatchObject({
    status: 'undocumented',
  })
  expect(files.get('src/types.ts')).toContain('a: number')
})

it('judges each item of a sequence by itemSchema, a list too', async () => {
  const { client, files } = await openLoop(document, {
    pairs: () => ({ status: 200, body: [[1, 2], [3]] }),
    events: () => ({ status: 200, body: [{ n: 1 }, { n: 'x' }] }),
  })
  expect(await client.pairs?.()).toMatchObject({ status: 200, body: [[1, 2], [3]] })
  expect(files.get('src/types.ts')).toContain('number[][]')
  expect(await client.events?.({ query: { a: 1 } })).toMatchObject({ status: 'undocumented' })
})

it('lets a value be the default of a discriminator, and says how it reads that', async () => {
  const pet = (own: object) => ({
    type: 'object',
    required: ['kind'],
    properties: { kind: { type: 'string' }, ...own },
  })
  const text = JSON.stringify({
    openapi: '3.2.0',
    info: { title: 'Pets', version: '1' },
    paths: {
      '/pet': {
        get: {
          operationId: 'pet',
          responses: {
            200: {
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } },
            },
          },
        },
      },
    },
    components: {
      schemas: {
        Pet: {
          discriminator: { propertyName: 'kind', defaultMapping: '#/components/schemas/Cat' },
          oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
        },
        Cat: pet({ meow: { type: 'boolean' } }),
        Dog: pet({ bark: { type: 'boolean' } }),
      },
    },
  })
  const { client, findings } = await openLoop(text, {
    pet: () => ({ status: 200, body: { kind: 'Lion', meow: true } }),
  })
  expect(await client.pet?.()).toMatchObject({ status: 200, body: { kind: 'Lion', meow: true } })
  expect(findings.join()).toContain('defaultMapping')
})
