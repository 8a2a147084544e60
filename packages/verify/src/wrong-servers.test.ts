import { loadDocumentFromText } from '@concordat/document'
import { expect, test } from 'vitest'
import { formDocument, formRoutes } from './testing/form-server.ts'
import { type Routes, serve } from './testing/small-server.ts'
import { verify } from './verify.ts'

const json = (schema: string): string => `content: { application/json: { schema: ${schema} } }`

interface WrongServer {
  readonly name: string
  readonly check: string
  readonly document: string
  readonly start: () => Routes
}

const settings: WrongServer = {
  name: 'a change of the only one of its kind is not kept',
  check: 'update-not-visible',
  document: `
  /settings:
    get:
      responses: { '200': { description: it, ${json('{ type: object, properties: { language: { enum: [en, de, fr] } } }')} } }
    put:
      requestBody: { required: true, ${json('{ type: object, required: [language], properties: { language: { enum: [en, de, fr] } } }')} }
      responses: { '204': { description: kept }, '400': { description: no }, '415': { description: no } }
`,
  start: () => ({
    'GET /settings': () => [200, { language: 'en' }],
    'PUT /settings': async ({ body }) =>
      ['en', 'de', 'fr'].includes(String((await body()).language)) ? [204] : [400],
  }),
}

const pets = (): Routes => {
  const all = new Map<string, { id: number; age: number; addedAt: string }>()
  return {
    'GET /pets': () => [200, [...all.values()]],
    async 'POST /pets'({ body }) {
      const { kind, ...pet } = await body()
      const made = { id: all.size + 1, kind, age: 1, addedAt: '', ...pet }
      made.addedAt = new Date(1e12 + made.id * 5000).toISOString()
      if (kind === 'dog') Reflect.deleteProperty(made, 'tricks')
      all.set(String(made.id), made)
      return [201, made]
    },
    'GET /pets/:': ({ id }) => (all.has(id) ? [200, all.get(id)] : [404]),
    async 'PUT /pets/:'({ id, body }) {
      const old = all.get(id)
      if (old === undefined) return [404]
      all.set(id, { ...old, ...(await body()) })
      return [200, all.get(id)]
    },
  }
}

const petDocument = `
  /pets:
    get:
      description: The newest first.
      parameters: [{ name: filter, in: query, style: deepObject, schema: { type: object, properties: { minAge: { type: integer } } } }]
      responses: { '200': { description: all, ${json("{ type: array, items: { $ref: '#/components/schemas/Pet' } }")} } }
    post:
      requestBody: { required: true, ${json("{ oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }] }")} }
      responses: { '201': { description: made, ${json("{ $ref: '#/components/schemas/Pet' }")} }, '400': { description: no } }
  /pets/{petId}:
    parameters: [{ name: petId, in: path, required: true, schema: { type: integer } }]
    get:
      responses: { '200': { description: it, ${json("{ $ref: '#/components/schemas/Pet' }")} }, '404': { description: no } }
    put:
      description: Replaces the pet.
      requestBody: { required: true, ${json('{ type: object, required: [age], properties: { age: { type: integer, minimum: 2 }, nick: { type: string } } }')} }
      responses: { '200': { description: it, ${json("{ $ref: '#/components/schemas/Pet' }")} }, '400': { description: no }, '404': { description: no } }
components:
  schemas:
    Cat: { type: object, required: [kind], properties: { kind: { const: cat }, age: { type: integer, minimum: 2, maximum: 90 }, nick: { type: string } } }
    Dog: { type: object, required: [kind, tricks], properties: { kind: { const: dog }, nick: { type: string }, tricks: { type: array, minItems: 1, items: { type: string } } } }
    Pet: { type: object, required: [id], properties: { id: { type: integer }, kind: { type: string }, age: { type: integer }, nick: { type: string }, tricks: { type: array }, addedAt: { type: string, format: date-time } } }
`
/** Says what is wrong with a request before it asks who sends it. */
const talkative: WrongServer = {
  name: 'other callers are told what is wrong with their requests',
  check: 'security-after-validation',
  document: `
  /notes:
    post:
      security: [{ key: [] }]
      requestBody: { required: true, ${json('{ type: object, required: [text], properties: { text: { type: string } } }')} }
      responses: { '204': { description: made }, '400': { description: no }, '401': { description: no } }
components:
  securitySchemes: { key: { type: apiKey, in: header, name: X-Key } }
`,
  start: () => ({
    async 'POST /notes'({ headers, body }) {
      if (typeof (await body()).text !== 'string') return [400]
      return headers.get('X-Key') === 'secret' ? [204] : [401]
    },
  }),
}

const urlencoded = 'application/x-www-form-urlencoded'
const multipart = 'multipart/form-data'
const latin1 = (fields: Record<string, unknown>): Record<string, unknown> => ({
  ...fields,
  ...(fields.name === undefined ? {} : { name: Buffer.from(`${fields.name}`).toString('latin1') }),
})
const wrongForms = [
  {
    name: 'a form is read in another charset',
    check: 'created-resource-differs',
    document: formDocument(urlencoded),
    start: () => formRoutes(urlencoded, latin1),
  },
  {
    name: 'a required part is not required',
    check: 'invalid-request-accepted',
    document: formDocument(multipart),
    start: () => formRoutes(multipart, (fields) => fields, true),
  },
  {
    name: 'a change by a form is not kept',
    check: 'update-not-visible',
    document: formDocument(urlencoded),
    start: () => formRoutes(urlencoded, (all, isNew) => (isNew ? all : {})),
  },
]

const note =
  '{ type: object, required: [text], properties: { text: { type: string, minLength: 1 }, title: { type: string, minLength: 1 } } }'
const twoDoors: WrongServer = {
  name: 'what JSON keeps is lost when a form says it',
  check: 'created-resource-differs',
  document: `
  /notes:
    post:
      requestBody: { required: true, content: { application/json: { schema: ${note} }, ${urlencoded}: { schema: ${note} } } }
      responses: { '201': { description: made, ${json(note)} }, '400': { description: no } }
  /notes/{noteId}:
    get:
      parameters: [{ name: noteId, in: path, required: true, schema: { type: integer } }]
      responses: { '200': { description: it, ${json(note)} }, '404': { description: no } }
`,
  start() {
    const notes = new Map<string, object>()
    return {
      async 'POST /notes'({ headers, body }) {
        const { text, title } = await body()
        if (typeof text !== 'string') return [400]
        const id = notes.size + 1
        const isForm = headers.get('Content-Type') === urlencoded
        notes.set(String(id), { id, text, ...(isForm ? {} : { title }) })
        return [201, notes.get(String(id))]
      },
      'GET /notes/:': ({ id }) => (notes.has(id) ? [200, notes.get(id)] : [404]),
    }
  },
}

const octets = 'application/octet-stream'
const blobs: WrongServer = {
  name: 'content that is put is never kept',
  check: 'replaced-content-not-served',
  document: `
  /blobs:
    post:
      responses: { '201': { description: made, ${json('{ type: object, required: [id], properties: { id: { type: integer } } }')} } }
  /blobs/{blobId}:
    parameters: [{ name: blobId, in: path, required: true, schema: { type: integer } }]
    get:
      responses: { '200': { description: it, ${json('{ type: object }')} }, '404': { description: no } }
  /blobs/{blobId}/content:
    parameters: [{ name: blobId, in: path, required: true, schema: { type: integer } }]
    get:
      responses: { '200': { description: it, content: { ${octets}: {} } }, '404': { description: no } }
    put:
      requestBody: { required: true, content: { ${octets}: {} } }
      responses: { '204': { description: kept }, '404': { description: no } }
`,
  start() {
    let count = 0
    const isThere = (id: string): boolean => Number(id) >= 1 && Number(id) <= count
    return {
      'POST /blobs': () => [201, { id: ++count }],
      'GET /blobs/:': ({ id }) => (isThere(id) ? [200, { id: Number(id) }] : [404]),
      'GET /blobs/:/content': ({ id }) =>
        isThere(id) ? [200, 'as it was', { 'Content-Type': octets }] : [404],
      'PUT /blobs/:/content': ({ id }) => [isThere(id) ? 204 : 404],
    }
  },
}

const listDocument = (position: string): string => `
  /logs:
    get:
      parameters:
        - { name: ${position}, in: query, schema: { type: ${position === 'cursor' ? 'string' : 'integer, minimum: 1'} } }
        - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 50, default: 5 } }
      responses: { '200': { description: some, ${json('{ type: object, required: [items], properties: { items: { type: array, items: { type: object } }, next: { type: [string, "null"] }, page: { type: integer } } }')} }, '400': { description: no } }
`
const logs = Array.from({ length: 9 }, (_, index) => ({ id: index + 1 }))
const numbered = (mistake: 'page' | 'last'): Routes => ({
  'GET /logs'({ query }) {
    const [page, limit] = [Number(query.get('page') ?? 1), Number(query.get('limit') ?? 5)]
    if (!(page >= 1 && limit >= 1 && limit <= 50)) return [400]
    const items = logs.slice((page - 1) * limit, page * limit)
    const last = mistake === 'last' ? Math.floor(9 / limit) : Math.ceil(9 / limit)
    const body = { items, page: mistake === 'page' ? 1 : page }
    return [200, body, { Link: `</logs?page=${last}&limit=${limit}>; rel="last"` }]
  },
})
const wrongLists: WrongServer[] = [
  {
    name: 'a page says that it is the first',
    check: 'pagination-end-wrong',
    document: listDocument('page'),
    start: () => numbered('page'),
  },
  {
    name: 'the link to the last page leads to the one before',
    check: 'pagination-link-wrong',
    document: listDocument('page'),
    start: () => numbered('last'),
  },
  {
    name: 'a list with cursors has another default than documented',
    check: 'page-default-limit-wrong',
    document: listDocument('cursor'),
    start: () => ({
      'GET /logs'({ query }) {
        const [start, limit] = [Number(query.get('cursor') ?? 0), Number(query.get('limit') ?? 3)]
        if (!(start >= 0 && limit >= 1 && limit <= 50)) return [400]
        const end = start + limit
        return [200, { items: logs.slice(start, end), next: end < logs.length ? `${end}` : null }]
      },
    }),
  },
]

const wrongPets = [
  ['what only another branch of a choice has is lost', 'created-resource-differs'],
  ['a filter inside an object is passed over', 'filter-not-obeyed'],
  ['a list is not in the order that its description tells', 'sort-not-obeyed'],
  ['a replacement keeps what it leaves out', 'update-not-visible'],
].map(([name = '', check = '']) => ({ name, check, document: petDocument, start: pets }))

test.each([settings, talkative, twoDoors, blobs, ...wrongForms, ...wrongLists, ...wrongPets])(
  '$name: $check',
  async ({ check, document, start }) => {
    const text = `openapi: 3.1.1\ninfo: { title: Wrong, version: '1' }\npaths:${document}`
    const { loaded } = await loadDocumentFromText(text)
    const options = { document: loaded, fetch: serve(start()), seed: 3 } as const
    const report = await verify({
      ...options,
      ...(document.includes('securitySchemes') ? { auth: { key: 'secret' } } : {}),
      phases: ['examples', 'coverage', 'stateful', 'security'],
    })
    expect(report.findings.map(({ id }) => id)).toContain(check)
    // No gap where a message has nothing to say.
    expect(report.findings.filter(({ message }) => / {2}/.test(message))).toEqual([])
  },
)
