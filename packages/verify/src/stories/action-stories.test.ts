import { loadDocumentFromText } from '@concordat/document'
import { expect, test } from 'vitest'
import { type Answer, type Call, type Routes, serve } from '../testing/small-server.ts'
import { verify } from '../verify.ts'

const json = (schema: string): string => `content: { application/json: { schema: ${schema} } }`
const lamp = `{ $ref: '#/components/schemas/Lamp' }`
const no =
  "'400': { description: no }, '401': { description: no }, '404': { description: no }, '415': { description: no }"
const byId =
  "parameters: [{ name: id, in: path, required: true, schema: { type: string, pattern: '^l[0-9]{6}$' } }]"
const document = `
openapi: 3.1.1
info: { title: Lamps, version: '1' }
security: [{ token: [] }]
paths:
  /lamps:
    get: { operationId: listLamps, responses: { '200': { description: all, ${json(`{ type: array, items: ${lamp} }`)} }, ${no} } }
    post:
      operationId: addLamp
      requestBody: { required: true, ${json('{ type: object, required: [room], properties: { room: { type: string, minLength: 1, maxLength: 40 } } }')} }
      responses: { '201': { description: it, ${json(lamp)} }, ${no} }
    delete:
      operationId: removeLamps
      requestBody: { required: true, ${json("{ type: object, required: [ids], properties: { ids: { type: array, minItems: 1, items: { type: string, pattern: '^l[0-9]{6}$' } } } }")} }
      responses: { '204': { description: gone }, ${no} }
  /lamps/{id}:
    ${byId}
    get: { operationId: readLamp, responses: { '200': { description: it, ${json(lamp)} }, ${no} } }
    patch:
      operationId: changeLamp
      summary: Change what is named; everything else stays
      requestBody: { required: true, ${json('{ type: object, minProperties: 1, properties: { room: { type: string, minLength: 1, maxLength: 40 }, isBroken: { type: boolean } } }')} }
      responses: { '200': { description: it, ${json(lamp)} }, '403': { description: another's }, ${no} }
  /lamps/{id}/lighting:
    ${byId}
    post:
      operationId: lightLamp
      description: Afterwards its \`status\` is \`lit\`. A broken lamp is not lit (409).
      responses: { '204': { description: done }, '403': { description: another's }, '409': { description: The lamp is broken. }, ${no} }
  /house/lamps:
    delete: { operationId: clearLamps, responses: { '204': { description: gone }, ${no} } }
components:
  securitySchemes: { token: { type: http, scheme: bearer } }
  schemas:
    Lamp:
      type: object
      required: [id, room, status, hungAt]
      properties:
        id: { type: string }
        room: { type: string }
        status: { type: string, enum: [dark, lit, broken] }
        hungAt: { type: string, format: date-time }
`

type Fault =
  | 'not lit'
  | 'broken and lit'
  | 'lit for others'
  | 'one in two stays'
  | 'one is left'
  | 'hung anew'
  | 'unknown is malformed'

interface Lamp {
  id: string
  room: string
  status: string
  hungAt: string
}

function lamps(fault?: Fault): Routes {
  const all = new Map<string, Lamp>()
  let last = 400_000
  let clock = Date.UTC(2026, 0, 1)
  const now = (): string => {
    clock += 1000
    return new Date(clock).toISOString()
  }
  const refuse = (status: number): Answer => [status]
  const caller = ({ headers }: Call): string | undefined =>
    /^Bearer (ann|bob)$/.exec(headers.get('Authorization') ?? '')?.[1]
  const seek = (call: Call): Answer | Lamp => {
    if (!/^l\d{6}$/.test(call.id)) return refuse(400)
    return all.get(call.id) ?? refuse(fault === 'unknown is malformed' ? 400 : 404)
  }
  const withCaller =
    (route: (call: Call) => Answer | Promise<Answer>) =>
    (call: Call): Answer | Promise<Answer> =>
      caller(call) === undefined ? [401, undefined, { 'WWW-Authenticate': 'Bearer' }] : route(call)
  const bodyOf = async (call: Call): Promise<Record<string, unknown> | number> => {
    if (!/^application\/json/.test(call.headers.get('Content-Type') ?? '')) return 415
    return call.body().catch(() => 400)
  }
  const isRoom = (room: unknown): room is string =>
    typeof room === 'string' && room !== '' && [...room].length <= 40
  const routes: Routes = {
    'GET /lamps': () => [200, [...all.values()]],
    async 'POST /lamps'(call) {
      const body = await bodyOf(call)
      if (typeof body === 'number') return refuse(body)
      if (!isRoom(body.room)) return refuse(400)
      const made = { id: `l${++last}`, room: body.room, status: 'dark', hungAt: now() }
      all.set(made.id, made)
      return [201, made, { Location: `/lamps/${made.id}` }]
    },
    async 'DELETE /lamps'(call) {
      const body = await bodyOf(call)
      if (typeof body === 'number') return refuse(body)
      const ids = body.ids
      if (!Array.isArray(ids) || ids.length === 0) return refuse(400)
      if (ids.some((id) => typeof id !== 'string' || !/^l\d{6}$/.test(id))) return refuse(400)
      for (const [index, id] of ids.entries())
        if (fault !== 'one in two stays' || index % 2 === 0) all.delete(String(id))
      return [204]
    },
    'GET /lamps/:'(call) {
      const found = seek(call)
      return 'room' in found ? [200, found] : found
    },
    async 'PATCH /lamps/:'(call) {
      const found = seek(call)
      if (!('room' in found)) return found
      const body = await bodyOf(call)
      if (typeof body === 'number') return refuse(body)
      const { isBroken, room } = body
      if (room === undefined && isBroken === undefined) return refuse(400)
      if (room !== undefined && !isRoom(room)) return refuse(400)
      if (isBroken !== undefined && typeof isBroken !== 'boolean') return refuse(400)
      if (caller(call) !== 'ann') return refuse(403)
      if (isRoom(room)) found.room = room
      if (typeof isBroken === 'boolean') found.status = isBroken ? 'broken' : 'dark'
      if (fault === 'hung anew') found.hungAt = now()
      return [200, found]
    },
    'POST /lamps/:/lighting'(call) {
      const found = seek(call)
      if (!('room' in found)) return found
      if (caller(call) !== 'ann') {
        if (fault === 'lit for others') found.status = 'lit'
        return refuse(403)
      }
      if (found.status === 'broken' && fault !== 'broken and lit') return refuse(409)
      if (fault !== 'not lit') found.status = 'lit'
      return [204]
    },
    'DELETE /house/lamps'() {
      for (const id of [...all.keys()].slice(fault === 'one is left' ? 1 : 0)) all.delete(id)
      return [204]
    },
  }
  return Object.fromEntries(Object.entries(routes).map(([key, route]) => [key, withCaller(route)]))
}

test.each<[Fault | undefined, string[]]>([
  [undefined, []],
  ['not lit', ['lightLamp action-without-effect']],
  ['broken and lit', ['lightLamp forbidden-step-taken']],
  ['lit for others', ['lightLamp refused-request-took-effect']],
  ['one in two stays', ['removeLamps bulk-removal-wrong']],
  ['one is left', ['clearLamps bulk-removal-wrong']],
  ['hung anew', ['changeLamp update-changed-other-property']],
  [
    'unknown is malformed',
    ['changeLamp', 'lightLamp', 'readLamp'].map((id) => `${id} unknown-resource-refused-otherwise`),
  ],
])(
  '%s',
  async (fault, wanted) => {
    const { loaded } = await loadDocumentFromText(document)
    const report = await verify({
      document: loaded,
      fetch: serve(lamps(fault)),
      auth: { token: 'ann' },
      identities: [{ name: 'bob', auth: { token: 'bob' } }],
      phases: ['stateful'],
      destructive: true,
      consistency: 0,
      seed: 1,
    })
    const found = report.findings.map(({ id, operationId }) => `${operationId} ${id}`)
    expect([...new Set(found)].sort()).toEqual(wanted)
  },
  60_000,
)
