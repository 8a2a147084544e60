import { isText, json, members, methods, type RightServer, reply, segments } from '../kit.ts'

const numbers: RightServer = {
  name: 'numbers of many digits',
  document: `
  /measures:
    get: { operationId: measures, responses: { '200': { description: ok, ${json('{ type: object, required: [sum, count], properties: { sum: { type: number }, small: { type: number }, count: { type: integer } } }')} } } }
`,
  start: () => (request) => {
    if (new URL(request.url).pathname !== '/measures') return reply(404)
    if (request.method !== 'GET' && request.method !== 'HEAD') return methods('GET')
    const text = `{"sum":0.30000000000000004,"small":0.0000012345678901234567,"count":12345678901234567890,"list":[-1.0000000000000002e-7,1E400]}`
    return new Response(text, { headers: { 'Content-Type': 'application/json' } })
  },
}

const versions: RightServer = {
  name: 'one media type with and without parameters',
  document: `
  /thing:
    get:
      operationId: getThing
      responses:
        '200':
          description: it
          content:
            application/json: { schema: { type: object, required: [old], properties: { old: { type: string } } } }
            application/json; version=2: { schema: { type: object, required: [new], properties: { new: { type: integer } } } }
            'application/problem+json; profile="a;b"': { schema: { type: object, required: [profile], properties: { profile: { type: integer } } } }
  /logs:
    post:
      operationId: send
      requestBody: { required: true, content: { application/json: { schema: { type: array, items: { type: string } } }, 'application/json;simple=1': { schema: { type: object, required: [m], properties: { m: { type: string } } } } } }
      responses: { '200': { description: ok }, '400': { description: bad }, '415': { description: no } }
`,
  start() {
    let calls = 0
    const shapes: [string, unknown][] = [
      ['application/json; charset=utf-8', { old: 'a' }],
      ['Application/JSON; Version="2"', { new: 1 }],
      ['application/json;charset=UTF-8;version=2', { new: 1 }],
      ['application/problem+json; profile="a;b"', { profile: 1 }],
    ]
    const take = async (request: Request): Promise<Response> => {
      const type = (request.headers.get('Content-Type') ?? '').toLowerCase().replace(/[\s"]/g, '')
      if (!/^application\/json(;|$)/.test(type)) return reply(415)
      try {
        const body: unknown = JSON.parse(await request.text())
        const isSimple = type.includes('simple=1')
        const isList = Array.isArray(body) && body.every((item) => typeof item === 'string')
        const isObject = typeof body === 'object' && body !== null && !Array.isArray(body)
        const fits = isSimple ? isObject && typeof Reflect.get(body, 'm') === 'string' : isList
        return reply(fits ? 200 : 400)
      } catch {
        return reply(400)
      }
    }
    return (request) => {
      const { pathname } = new URL(request.url)
      if (pathname === '/logs') return request.method === 'POST' ? take(request) : methods('POST')
      if (pathname !== '/thing') return reply(404)
      if (request.method !== 'GET') return methods('GET')
      const [type = '', body] = shapes[calls++ % shapes.length] ?? []
      return new Response(JSON.stringify(body), { headers: { 'Content-Type': type } })
    }
  },
}

const exploded: RightServer = {
  name: 'an exploded object of exactly one member beside another parameter',
  document: `
  /events:
    get:
      operationId: listEvents
      parameters:
        - { name: filter, in: query, required: true, style: form, explode: true, schema: { type: object, oneOf: [{ properties: { user_id: { type: string } }, required: [user_id], additionalProperties: false }, { properties: { email: { type: string } }, required: [email], additionalProperties: false }] } }
        - { name: type, in: query, required: true, schema: { type: string } }
      responses: { '200': { description: ok }, '400': { description: bad } }
`,
  start: () => (request) => {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname !== '/events') return reply(404)
    if (request.method !== 'GET') return methods('GET')
    const names = [...new Set(searchParams.keys())].filter((name) => name !== 'type')
    const isOne = names.length === 1 && /^(user_id|email)$/.test(names[0] ?? '')
    const isWhole = isOne && searchParams.has('type')
    return reply(isWhole ? 200 : 400)
  },
}

/** Answers of the language's own router to what is no request of the document: plain text, as Go and others give it. */
const router: RightServer = {
  name: "the framework's own words for what is no request of the document",
  document: `
  /notes/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer, minimum: 1, maximum: 9 }, example: 3 }]
    get: { operationId: readNote, responses: { '200': { description: it, ${json('{ type: object, required: [id], properties: { id: { type: integer } } }')} }, '400': { description: bad, ${json('{ type: object, required: [error] }')} }, '404': { description: none, ${json('{ type: object, required: [error] }')} } } }
    head: { operationId: probeNote, parameters: [{ name: X-Trace, in: header, required: true, schema: { type: string, pattern: '^t[0-9]+$' }, example: t1 }], responses: { '200': { description: there }, '400': { description: bad }, '404': { description: none } } }
`,
  start: () => (request) => {
    const plain = (status: number, text: string, headers = {}): Response =>
      new Response(request.method === 'HEAD' ? null : text, {
        status,
        headers: {
          'Content-Type': 'text/plain; charset=utf-8',
          'X-Content-Type-Options': 'nosniff',
          ...headers,
        },
      })
    const path = segments(request)
    if (path === undefined || /%00|%0[ad]/i.test(request.url)) return plain(400, '400 Bad Request')
    if (request.headers.get('Accept') === 'application/x-concordat-unknown')
      return plain(406, 'Not Acceptable')
    const [name, id = '', ...rest] = path
    if (name !== 'notes' || rest.length > 0) return plain(404, '404 page not found\n')
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return plain(405, 'Method Not Allowed', { Allow: 'GET, HEAD' })
    const isTraced = request.method === 'GET' || /^t\d+$/.test(request.headers.get('X-Trace') ?? '')
    const status = !/^[1-9]$/.test(id) || !isTraced ? 400 : id === '3' ? 200 : 404
    if (request.method === 'HEAD')
      return reply(status, undefined, status === 200 ? { 'Content-Type': 'application/json' } : {})
    return reply(status, status === 200 ? { id: 3 } : { error: 'no' })
  },
}

const hit =
  '{ type: object, required: [items, next], properties: { items: { type: array, items: { type: object, required: [id], properties: { id: { type: string } } } }, next: { type: [string, "null"] } } }'
const search: RightServer = {
  name: 'a search by POST whose cursor is not of the caller’s making',
  document: `
  /find:
    post:
      operationId: find
      requestBody: { required: true, ${json('{ type: object, additionalProperties: false, required: [words], properties: { words: { type: string, minLength: 1, maxLength: 20 }, cursor: { type: string, maxLength: 40 } } }')} }
      responses: { '200': { description: found, ${json(hit)} }, '400': { description: bad }, '415': { description: not JSON } }
`,
  start: () => async (request) => {
    if (new URL(request.url).pathname !== '/find') return reply(404)
    if (request.method !== 'POST') return methods('POST')
    const sent = await members(request)
    if (typeof sent === 'number') return reply(sent)
    const { cursor, words, ...others } = sent
    if (!isText(words, 20) || Object.keys(others).length > 0) return reply(400)
    if (cursor !== undefined && cursor !== 'c2') return reply(400)
    return reply(
      200,
      cursor ? { items: [{ id: 'b' }], next: null } : { items: [{ id: 'a' }], next: 'c2' },
    )
  },
}

/** Shirts have a size, which is no number of shirts. */
const shirts: RightServer = {
  name: 'a filter that is called as limits are',
  document: `
  /shirts:
    get:
      operationId: listShirts
      parameters: [{ name: size, in: query, schema: { type: integer, minimum: 36, maximum: 48 } }]
      responses: { '200': { description: all, ${json('{ type: array, items: { type: object, required: [id, size], properties: { id: { type: integer }, size: { type: integer } } } }')} }, '400': { description: bad } }
`,
  start: () => (request) => {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname !== '/shirts') return reply(404)
    if (request.method !== 'GET' && request.method !== 'HEAD') return methods('GET')
    const size = searchParams.get('size')
    if (size !== null && !(/^\d\d$/.test(size) && Number(size) >= 36 && Number(size) <= 48))
      return reply(400)
    const all = Array.from({ length: 60 }, (_, index) => ({ id: index, size: 36 + (index % 13) }))
    return reply(
      200,
      all.filter((shirt) => size === null || shirt.size === Number(size)),
    )
  },
}

export const messages: readonly RightServer[] = [
  numbers,
  versions,
  exploded,
  router,
  search,
  shirts,
]
