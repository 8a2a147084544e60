import { isText, json, members, methods, type RightServer, reply, segments } from '../kit.ts'

interface Shape {
  readonly name: string
  /** Schema of the id, and the id of the thing with a number. */
  readonly schema: string
  readonly idOf: (number: number) => string
  /** What the id is called in answers, and in paths. */
  readonly member: string
  readonly parameter: string
  /** Path before the things, and how the document writes it. */
  readonly above?: { readonly path: string; readonly template: string; readonly parameter: string }
  readonly location?: true
}

/** Seats that are made, listed, read, renamed and removed. */
function seats({ above, idOf, location, member, name, parameter, schema }: Shape): RightServer {
  const seat = `{ type: object, additionalProperties: false, required: [${member}, name], properties: { ${member}: ${schema}, name: { type: string, minLength: 1, maxLength: 20 } } }`
  const body = `requestBody: { required: true, ${json('{ type: object, additionalProperties: false, required: [name], properties: { name: { type: string, minLength: 1, maxLength: 20 } } }')} }`
  const list = `${above?.template ?? ''}/seats`
  const bad = "'400': { description: bad }, '404': { description: none }"
  const headers = location
    ? 'headers: { Location: { required: true, schema: { type: string } } }, '
    : ''
  return {
    name,
    document: `
  ${list}:
    parameters: [${above?.parameter ?? ''}]
    get: { operationId: listSeats, responses: { '200': { description: all, ${json(`{ type: object, required: [items], properties: { items: { type: array, items: ${seat} } } }`)} }, ${bad} } }
    post: { operationId: makeSeat, ${body}, responses: { '201': { description: made, ${headers}${json(seat)} }, ${bad}, '415': { description: not JSON } } }
  ${list}/{${parameter}}:
    parameters: [${above ? `${above.parameter}, ` : ''}{ name: ${parameter}, in: path, required: true, schema: ${schema} }]
    get: { operationId: readSeat, responses: { '200': { description: one, ${json(seat)} }, ${bad} } }
    patch: { operationId: renameSeat, ${body}, responses: { '200': { description: renamed, ${json(seat)} }, ${bad}, '415': { description: not JSON } } }
    delete: { operationId: removeSeat, responses: { '204': { description: gone }, ${bad} } }
`,
    start() {
      const kept = new Map<string, Record<string, unknown>>()
      let count = 0
      const prefix = above?.path.split('/').slice(1) ?? []
      return async (request) => {
        const path = segments(request) ?? []
        const own = path.slice(prefix.length)
        if (own[0] !== 'seats' || own.length > 2) return reply(404)
        if (prefix.some((segment, index) => path[index] !== segment)) return reply(404)
        const id = own[1]
        const needsBody = request.method === 'PATCH' || (request.method === 'POST' && !id)
        const sent = needsBody ? await members(request) : {}
        if (typeof sent === 'number') return reply(sent)
        if (needsBody && !(isText(sent.name, 20) && Object.keys(sent).length === 1))
          return reply(400)
        if (id === undefined) {
          if (request.method === 'GET') return reply(200, { items: [...kept.values()] })
          if (request.method !== 'POST') return methods('GET', 'POST')
          const made = idOf(++count)
          kept.set(made, { [member]: made, name: sent.name })
          const at = `/${path.join('/')}/${made}`
          return reply(201, kept.get(made), location ? { Location: at } : {})
        }
        const found = kept.get(id)
        switch (request.method) {
          case 'GET':
          case 'HEAD':
            return found ? reply(200, found) : reply(404)
          case 'PATCH':
            if (found) found.name = sent.name
            return found ? reply(200, found) : reply(404)
          case 'DELETE':
            return reply(kept.delete(id) ? 204 : 404)
          default:
            return methods('GET', 'PATCH', 'DELETE')
        }
      }
    },
  }
}

const six = "{ type: string, pattern: '^s[0-9]{6}$' }"
const wide = (number: number): string => `s${String(number).padStart(6, '0')}`
const usual = { schema: six, idOf: wide, member: 'id', parameter: 'id' }
export const ids: readonly RightServer[] = [
  seats({ ...usual, name: 'ids of six digits that count up' }),
  seats({
    ...usual,
    name: 'an id of another name, and a Location',
    member: 'reference',
    parameter: 'seat',
    location: true,
  }),
  seats({
    ...usual,
    name: 'an id of another name, told by its pattern alone',
    member: 'reference',
    parameter: 'seat',
  }),
  seats({
    ...usual,
    name: 'short ids that count up',
    schema: "{ type: string, pattern: '^t[0-9]+$' }",
    idOf: (number) => `t${number}`,
  }),
  seats({
    ...usual,
    name: 'short ids without a pattern',
    schema: '{ type: string }',
    idOf: (number) => `t${number}`,
  }),
  seats({
    ...usual,
    name: 'things in a room that only an example names',
    above: {
      path: '/rooms/r07',
      template: '/rooms/{room}',
      parameter:
        "{ name: room, in: path, required: true, schema: { type: string, pattern: '^r[0-9]{2}$' }, example: r07 }",
    },
  }),
]
