import { json, methods, type RightServer, reply } from '../kit.ts'

const document = `
  /greeting:
    get:
      operationId: getGreeting
      security: [{ token: [] }]
      responses:
        '200': { description: A greeting, ${json('{ type: object, required: [text], properties: { text: { type: string } } }')} }
        '401': { description: No token or a wrong one }
components: { securitySchemes: { token: { type: http, scheme: bearer } } }`

/** Servers that tell a header they cannot read from a token they do not know. */
export const credentials: readonly RightServer[] = [
  {
    name: 'an Authorization header that holds no token is a malformed request (RFC 6750, 3.1)',
    document,
    auth: { token: 'green-door' },
    start: () => (request) => {
      if (new URL(request.url).pathname !== '/greeting') return reply(404)
      if (request.method !== 'GET' && request.method !== 'HEAD') return methods('GET', 'HEAD')
      const header = request.headers.get('Authorization')
      const challenge = { 'WWW-Authenticate': 'Bearer' }
      if (header === null) return reply(401, undefined, challenge)
      const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(header)?.[1]
      if (token === undefined)
        return reply(400, undefined, { 'WWW-Authenticate': 'Bearer error="invalid_request"' })
      if (token !== 'green-door') return reply(401, undefined, challenge)
      return reply(200, { text: 'hello' })
    },
  },
]
