import { loadDocumentFromText } from '@concordat/document'
import { expect, test } from 'vitest'
import { formDocument, formRoutes } from './testing/form-server.ts'
import { type Routes, serve } from './testing/small-server.ts'
import { verify } from './verify.ts'

interface RightServer {
  readonly name: string
  /** Paths, and schemas under `components`, as lines of YAML. */
  readonly document: string
  readonly start: () => Routes
}

const json = (schema: string): string => `content: { application/json: { schema: ${schema} } }`
const refusal = 'description: no'

/** An order has lines, and a total that is money. */
const order: RightServer = {
  name: 'one thing with a list and an amount among its members is no page',
  document: `
  /orders:
    post:
      operationId: placeOrder
      responses: { '201': { description: made, ${json("{ $ref: '#/components/schemas/Order' }")} } }
  /orders/{orderId}:
    get:
      operationId: getOrder
      parameters: [{ name: orderId, in: path, required: true, schema: { type: string } }]
      responses: { '200': { description: it, ${json("{ $ref: '#/components/schemas/Order' }")} }, '404': { ${refusal} } }
components:
  schemas:
    Order: { type: object, required: [id, lines, total], properties: { id: { type: string }, lines: { type: array, items: { type: object } }, total: { type: integer } } }
`,
  start() {
    const orders = new Map<string, object>()
    return {
      'POST /orders'() {
        const id = `order-${orders.size}`
        orders.set(id, { id, lines: [{ price: 1250 }, { price: 1250 }], total: 2500 })
        return [201, orders.get(id)]
      },
      'GET /orders/:': ({ id }) => (orders.has(id) ? [200, orders.get(id)] : [404]),
    }
  },
}

const unordered: RightServer = {
  name: 'a list without pages may come in any order, and several tags may all be wanted',
  document: `
  /notes:
    get:
      operationId: listNotes
      parameters:
        - { name: tags, in: query, explode: false, schema: { type: array, items: { type: string } } }
        - { name: sort, in: query, schema: { type: string, enum: [price, -price] } }
      responses: { '200': { description: all, ${json('{ type: array, items: { type: object } }')} }, '400': { ${refusal} } }
`,
  start() {
    const notes = ['9.50', '10.00', '100.00'].map((price, index) => ({
      id: index + 1,
      price,
      tags: index === 0 ? ['red'] : ['red', `tag${index}`],
    }))
    return {
      'GET /notes'({ query }) {
        const tags = query.get('tags')?.split(',') ?? []
        const sort = query.get('sort')
        if (sort !== null && sort !== 'price' && sort !== '-price') return [400]
        notes.push(...notes.splice(0, 1))
        const found = notes.filter((note) => tags.every((tag) => note.tags.includes(tag)))
        if (sort !== null) found.sort((left, right) => Number(left.price) - Number(right.price))
        return [200, sort === '-price' ? found.reverse() : found]
      },
    }
  },
}

/** Changes want the current ETag, payments a key of their own, and what is closed takes no more payments. */
const guarded: RightServer = {
  name: 'conditions, idempotency keys and actions that use a thing up are driven to success',
  document: `
  /accounts:
    post:
      operationId: openAccount
      responses: { '201': { description: made, ${json("{ $ref: '#/components/schemas/Account' }")} } }
  /accounts/{accountId}:
    parameters: [{ name: accountId, in: path, required: true, schema: { type: string } }]
    get:
      operationId: getAccount
      responses: { '200': { description: it, ${json("{ $ref: '#/components/schemas/Account' }")} }, '404': { ${refusal} } }
    put:
      operationId: renameAccount
      parameters: [{ name: If-Match, in: header, required: true, schema: { type: string } }]
      requestBody: { required: true, ${json('{ type: object, required: [name], properties: { name: { type: string, maxLength: 20 } } }')} }
      responses: { '200': { description: it, ${json("{ $ref: '#/components/schemas/Account' }")} }, '400': { ${refusal} }, '404': { ${refusal} }, '412': { ${refusal} }, '415': { ${refusal} } }
  /accounts/{accountId}/close:
    post:
      operationId: closeAccount
      parameters: [{ name: accountId, in: path, required: true, schema: { type: string } }]
      responses: { '204': { description: closed }, '404': { ${refusal} }, '409': { ${refusal} } }
  /accounts/{accountId}/payments:
    post:
      operationId: pay
      parameters:
        - { name: accountId, in: path, required: true, schema: { type: string } }
        - { name: Idempotency-Key, in: header, required: true, schema: { type: string, format: uuid } }
      responses: { '204': { description: paid }, '400': { ${refusal} }, '404': { ${refusal} }, '409': { ${refusal} } }
components:
  schemas:
    Account: { type: object, required: [id, name, open], properties: { id: { type: string }, name: { type: string }, open: { type: boolean } } }
`,
  start() {
    const accounts = new Map<string, { id: string; name: string; open: boolean }>()
    const tags = new Map<string, number>()
    const keys = new Set<string>()
    const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
    return {
      'POST /accounts'() {
        const id = `account-${accounts.size}`
        accounts.set(id, { id, name: 'new', open: true })
        return [201, accounts.get(id)]
      },
      'GET /accounts/:'({ id }) {
        const account = accounts.get(id)
        return account ? [200, account, { ETag: `"${tags.get(id) ?? 0}"` }] : [404]
      },
      async 'PUT /accounts/:'({ id, headers, body }) {
        const account = accounts.get(id)
        if (account === undefined) return [404]
        if (headers.get('If-Match') === null) return [400]
        if (headers.get('If-Match') !== `"${tags.get(id) ?? 0}"`) return [412]
        if (!/^application\/json\b/.test(headers.get('Content-Type') ?? '')) return [415]
        const { name } = await body()
        if (typeof name !== 'string' || [...name].length > 20) return [400]
        tags.set(id, (tags.get(id) ?? 0) + 1)
        account.name = name
        return [200, account]
      },
      'POST /accounts/:/close'({ id }) {
        const account = accounts.get(id)
        if (account === undefined || !account.open) return [account ? 409 : 404]
        account.open = false
        return [204]
      },
      'POST /accounts/:/payments'({ id, headers }) {
        const key = headers.get('Idempotency-Key')
        if (key === null || !uuid.test(key)) return [400]
        const account = accounts.get(id)
        if (account === undefined) return [404]
        if (!account.open || keys.has(key)) return [409]
        keys.add(key)
        return [204]
      },
    }
  },
}

/** The number of a thing is the caller's to choose; a thing that ends before it starts is refused. */
const upserted: RightServer = {
  name: 'what a PUT made is there for others, and ends are bound by beginnings',
  document: `
  /trips/{tripId}:
    parameters: [{ name: tripId, in: path, required: true, schema: { type: integer, minimum: 1 } }]
    get:
      operationId: getTrip
      responses: { '200': { description: it, ${json("{ $ref: '#/components/schemas/Trip' }")} }, '404': { ${refusal} } }
    put:
      operationId: putTrip
      requestBody: { required: true, ${json("{ $ref: '#/components/schemas/Trip' }")} }
      responses: { '200': { description: it, ${json("{ $ref: '#/components/schemas/Trip' }")} }, '201': { description: made, ${json("{ $ref: '#/components/schemas/Trip' }")} }, '400': { ${refusal} }, '404': { ${refusal} }, '415': { ${refusal} } }
    delete:
      operationId: deleteTrip
      responses: { '204': { description: gone }, '404': { ${refusal} } }
components:
  schemas:
    Trip: { type: object, required: [startsOn], additionalProperties: false, properties: { startsOn: { type: string, format: date }, endsOn: { type: string, format: date } } }
`,
  start() {
    const trips = new Map<string, Record<string, unknown>>()
    const isDate = (text: unknown): boolean =>
      typeof text === 'string' &&
      /^\d{4}-\d\d-\d\d$/.test(text) &&
      new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true
    return {
      'GET /trips/:': ({ id }) => (trips.has(id) ? [200, trips.get(id)] : [404]),
      async 'PUT /trips/:'({ id, headers, body }) {
        if (!/^[1-9]\d*$/.test(id)) return [404]
        if (!/^application\/json\b/.test(headers.get('Content-Type') ?? '')) return [415]
        const trip = await body()
        const { startsOn, endsOn = startsOn, ...others } = trip
        if (!isDate(startsOn) || !isDate(endsOn) || Object.keys(others).length > 0) return [400]
        if (String(endsOn) < String(startsOn)) return [400]
        const status = trips.has(id) ? 200 : 201
        trips.set(id, trip)
        return [status, trip]
      },
      'DELETE /trips/:': ({ id }) => (trips.delete(id) ? [204] : [404]),
    }
  },
}

const upload: RightServer = {
  name: 'a binary part is sent as a file',
  document: `
  /files:
    post:
      operationId: upload
      requestBody: { required: true, content: { multipart/form-data: { schema: { type: object, required: [file], properties: { file: { type: string, format: binary } } } } } }
      responses: { '204': { description: stored }, '400': { ${refusal} }, '415': { ${refusal} } }
`,
  start: () => ({
    async 'POST /files'({ headers, body }) {
      if (!/^multipart\/form-data\b/.test(headers.get('Content-Type') ?? '')) return [415]
      const { file } = await body()
      return [file instanceof File ? 204 : 400]
    },
  }),
}

const forms = ['application/x-www-form-urlencoded', 'multipart/form-data'].map((mediaType) => ({
  name: `people are entered and changed as ${mediaType}`,
  document: formDocument(mediaType),
  start: () => formRoutes(mediaType),
}))

test.each([order, unordered, guarded, upserted, upload, ...forms])(
  '$name',
  async ({ document, start }) => {
    const text = `openapi: 3.1.1\ninfo: { title: Right, version: '1' }\npaths:${document}`
    const { loaded } = await loadDocumentFromText(text)
    const report = await verify({ document: loaded, fetch: serve(start()), seed: 3 })
    expect(report.findings.map(({ id, message }) => `${id}: ${message}`)).toEqual([])
    expect(report.operations.filter(({ verdict }) => verdict === 'not-verified')).toEqual([])
  },
)
