import { json, members, methods, type RightServer, reply, segments } from '../kit.ts'

/** An order answers what it was sent inside a member, beside what it adds. */
function orders(
  name: string,
  order: string,
  show: (id: number, line: unknown) => unknown,
): RightServer {
  return {
    name,
    document: `
  /orders:
    post:
      operationId: createOrder
      requestBody: { required: true, ${json("{ $ref: '#/components/schemas/Line' }")} }
      responses: { '201': { description: made, ${json("{ $ref: '#/components/schemas/Order' }")} }, '400': { description: bad }, '415': { description: bad } }
  /orders/{id}:
    get:
      operationId: getOrder
      parameters: [{ name: id, in: path, required: true, schema: { type: integer, minimum: 1, maximum: 100000 } }]
      responses: { '200': { description: it, ${json("{ $ref: '#/components/schemas/Order' }")} }, '400': { description: bad }, '404': { description: none } }
components:
  schemas:
    Line: { type: object, required: [sku, qty], additionalProperties: false, properties: { sku: { type: string, enum: [a, b, c] }, qty: { type: integer, minimum: 1, maximum: 9 } } }
    Gift: { type: object, required: [gift], properties: { gift: { type: boolean } } }
    Order: ${order}
`,
    start() {
      const made = new Map<number, unknown>()
      return async (request) => {
        const [, id, ...rest] = segments(request) ?? []
        if (rest.length > 0) return reply(404)
        if (id === undefined) {
          if (request.method !== 'POST') return methods('POST')
          const line = await members(request)
          if (typeof line === 'number') return reply(line)
          const { qty, sku, ...others } = line
          const isLine =
            ['a', 'b', 'c'].includes(String(sku)) &&
            typeof sku === 'string' &&
            Number.isInteger(qty) &&
            Number(qty) >= 1 &&
            Number(qty) <= 9
          if (!isLine || Object.keys(others).length > 0) return reply(400)
          made.set(made.size + 1, show(made.size + 1, { sku, qty }))
          return reply(201, made.get(made.size))
        }
        if (request.method !== 'GET' && request.method !== 'HEAD') return methods('GET')
        if (!/^[1-9]\d{0,5}$/.test(id) || Number(id) > 100_000) return reply(400)
        return made.has(Number(id)) ? reply(200, made.get(Number(id))) : reply(404)
      }
    },
  }
}

const line = "{ $ref: '#/components/schemas/Line' }"
export const echoes: readonly RightServer[] = [
  orders(
    'what was sent comes back inside a member',
    `{ type: object, required: [id, line], properties: { id: { type: integer }, line: ${line} } }`,
    (id, sent) => ({ id, line: sent }),
  ),
  orders(
    'what was sent comes back inside a member of one of two schemas',
    `{ type: object, required: [id, line], properties: { id: { type: integer }, line: { oneOf: [${line}, { $ref: '#/components/schemas/Gift' }] } } }`,
    (id, sent) => ({ id, line: sent }),
  ),
  orders(
    'what was sent comes back inside a list',
    `{ type: object, required: [id, lines], properties: { id: { type: integer }, lines: { type: array, items: ${line} } } }`,
    (id, sent) => ({ id, lines: [sent] }),
  ),
  orders(
    'what was sent does not come back',
    '{ type: object, required: [id], properties: { id: { type: integer } } }',
    (id) => ({ id, total: 3 }),
  ),
]
