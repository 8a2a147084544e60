import type { SecurityRequirement, SecuritySchemeDescriptor } from '@concordat/wire'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { defineServer } from '../define-server.ts'
import type { AnyHandler } from '../pipeline/prepare-operation.ts'
import { refuse } from '../refuse.ts'
import type { ServerProblem } from '../server-problem.ts'
import type { AuthPolicy, Server } from '../types/server-options.ts'
import type { AnyVerifier } from './security-plan.ts'

const schemes = {
  bearer: { type: 'http', scheme: 'Bearer' },
  basic: { type: 'http', scheme: 'basic' },
  digest: { type: 'http', scheme: 'Digest' },
  header: { type: 'apiKey', in: 'header', name: 'X-Session-Token' },
  bare: { type: 'apiKey', in: 'header', name: 'Authorization' },
  query: { type: 'apiKey', in: 'query', name: 'key' },
  cookie: { type: 'apiKey', in: 'cookie', name: 'session' },
  oauth: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: '/token', scopes: {} } } },
  oidc: { type: 'openIdConnect', openIdConnectUrl: 'https://example.com/' },
  tls: { type: 'mutualTLS' },
} as const satisfies Record<string, SecuritySchemeDescriptor>

type Name = keyof typeof schemes

const answers: Readonly<Record<string, unknown>> = {
  good: 'somebody',
  bad: null,
  nobody: undefined,
  no: false,
  banned: refuse({ kind: 'forbidden', message: 'Banned.', code: 'BANNED' }),
  expired: refuse({ kind: 'unauthorized', challenge: 'Bearer error="expired"' }),
}

function verifiersOf(
  calls: [string, unknown, readonly string[]][] = [],
): Record<Name, AnyVerifier> {
  const verifier =
    (name: string): AnyVerifier =>
    async (credential: unknown, { scopes }) => {
      calls.push([name, credential, scopes])
      const text =
        typeof credential === 'object' && credential !== null && 'password' in credential
          ? String(credential.password)
          : String(credential ?? 'good')
      return answers[text]
    }
  const names = Object.keys(schemes)
  return Object.fromEntries(names.map((name) => [name, verifier(name)])) as Record<
    Name,
    AnyVerifier
  >
}

interface World {
  readonly server: Server
  readonly calls: [string, unknown, readonly string[]][]
  readonly problems: ServerProblem[]
}

function worldOf(
  security: readonly SecurityRequirement[] | undefined,
  authPolicy: AuthPolicy = 'any',
): World {
  const calls: World['calls'] = []
  const problems: ServerProblem[] = []
  const handler: AnyHandler = ({ auth }: { auth: object }) => ({ status: 200, body: auth })
  const server = defineServer(
    {
      operations: {
        ask: {
          operationId: 'ask',
          method: 'POST',
          path: '/',
          parameters: [{ name: 'limit', in: 'query', required: true, shape: 'integer' }],
          body: { required: true, content: { 'application/json': {} } },
          responses: { 200: { content: { 'application/json': {} } } },
          ...(security && { security }),
        },
      },
      validators: {},
      securitySchemes: schemes,
    },
    {
      handlers: { ask: handler },
      auth: verifiersOf(calls),
      authPolicy,
      realm: 'the "zoo"',
      errors: (problem) => {
        problems.push(problem)
        return { status: problem.status }
      },
      onError: () => undefined,
    },
  )
  return { server, calls, problems }
}

const ask = (server: Server, headers: Record<string, string>, query = ''): Promise<Response> =>
  Promise.resolve(
    server.request(`/?limit=1${query}`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json', ...headers },
    }),
  )

const basic = (password: string): string =>
  `Basic ${Buffer.from(`käthe:${password}`).toString('base64')}`

describe('credentials', () => {
  it.each<{
    name: string
    scheme: Name
    headers?: Record<string, string>
    query?: string
    status: number
  }>([
    {
      name: 'a bearer token',
      scheme: 'bearer',
      headers: { authorization: 'Bearer good' },
      status: 200,
    },
    {
      name: 'a scheme in another case',
      scheme: 'bearer',
      headers: { authorization: 'bEARER good' },
      status: 200,
    },
    {
      name: 'another scheme',
      scheme: 'bearer',
      headers: { authorization: 'Basic good' },
      status: 401,
    },
    {
      name: 'a token without its scheme',
      scheme: 'bearer',
      headers: { authorization: 'good' },
      status: 401,
    },
    {
      name: 'an empty token',
      scheme: 'bearer',
      headers: { authorization: 'Bearer ' },
      status: 401,
    },
    {
      name: 'a wrong token',
      scheme: 'bearer',
      headers: { authorization: 'Bearer bad' },
      status: 401,
    },
    {
      name: 'a verifier that says nothing',
      scheme: 'bearer',
      headers: { authorization: 'Bearer nobody' },
      status: 401,
    },
    {
      name: 'a verifier that says false',
      scheme: 'bearer',
      headers: { authorization: 'Bearer no' },
      status: 401,
    },
    {
      name: 'a refusal',
      scheme: 'bearer',
      headers: { authorization: 'Bearer banned' },
      status: 403,
    },
    {
      name: 'user and password',
      scheme: 'basic',
      headers: { authorization: basic('good') },
      status: 200,
    },
    {
      name: 'user and password that are no base64',
      scheme: 'basic',
      headers: { authorization: 'Basic !' },
      status: 401,
    },
    {
      name: 'a key in a header',
      scheme: 'header',
      headers: { 'x-session-token': 'good' },
      status: 200,
    },
    {
      name: 'a bare token in Authorization',
      scheme: 'bare',
      headers: { authorization: 'good' },
      status: 200,
    },
    { name: 'a key in the query', scheme: 'query', query: '&key=good', status: 200 },
    { name: 'two keys in the query', scheme: 'query', query: '&key=good&key=good', status: 401 },
    {
      name: 'a key in a cookie',
      scheme: 'cookie',
      headers: { cookie: 'a=b; session=good' },
      status: 200,
    },
    {
      name: 'an OAuth 2 token',
      scheme: 'oauth',
      headers: { authorization: 'Bearer good' },
      status: 200,
    },
    {
      name: 'an OpenID Connect token',
      scheme: 'oidc',
      headers: { authorization: 'Bearer good' },
      status: 200,
    },
    { name: 'a client certificate, which the connection shows', scheme: 'tls', status: 200 },
    { name: 'nothing', scheme: 'header', status: 401 },
  ])('$scheme: $name is $status', async ({ scheme, headers = {}, query, status }) => {
    const { server } = worldOf([{ [scheme]: [] }])
    expect((await ask(server, headers, query)).status).toBe(status)
  })
})

describe('alternatives and combinations', () => {
  const good = { 'x-session-token': 'good' }
  const cookie = (value: string): Record<string, string> => ({ cookie: `session=${value}` })
  const token = (value: string): Record<string, string> => ({ authorization: `Bearer ${value}` })

  it.each<{
    name: string
    security: SecurityRequirement[] | undefined
    headers: Record<string, string>
    any: number | object
    first: number | object
  }>([
    { name: 'no security', security: undefined, headers: {}, any: {}, first: {} },
    { name: 'an empty list', security: [], headers: {}, any: {}, first: {} },
    { name: 'only the anonymous alternative', security: [{}], headers: {}, any: {}, first: {} },
    {
      name: 'the second alternative alone',
      security: [{ header: [] }, { bearer: [] }],
      headers: token('good'),
      any: { bearer: 'somebody' },
      first: { bearer: 'somebody' },
    },
    {
      name: 'a wrong first beside a good second',
      security: [{ header: [] }, { bearer: [] }],
      headers: { ...token('good'), 'x-session-token': 'bad' },
      any: { bearer: 'somebody' },
      first: 401,
    },
    {
      name: 'a good first beside a wrong second',
      security: [{ header: [] }, { bearer: [] }],
      headers: { ...token('bad'), ...good },
      any: { header: 'somebody' },
      first: { header: 'somebody' },
    },
    {
      name: 'both wrong',
      security: [{ header: [] }, { bearer: [] }],
      headers: { ...token('bad'), 'x-session-token': 'bad' },
      any: 401,
      first: 401,
    },
    {
      name: 'one wrong, one forbidden',
      security: [{ header: [] }, { bearer: [] }],
      headers: { ...token('banned'), 'x-session-token': 'bad' },
      any: 403,
      first: 401,
    },
    {
      name: 'both of a combination',
      security: [{ header: [], cookie: [] }],
      headers: { ...good, ...cookie('good') },
      any: { header: 'somebody', cookie: 'somebody' },
      first: { header: 'somebody', cookie: 'somebody' },
    },
    {
      name: 'half of a combination',
      security: [{ header: [], cookie: [] }],
      headers: good,
      any: 401,
      first: 401,
    },
    {
      name: 'a combination of which one is wrong',
      security: [{ header: [], cookie: [] }],
      headers: { ...good, ...cookie('bad') },
      any: 401,
      first: 401,
    },
    {
      name: 'half of a combination beside a whole alternative',
      security: [{ header: [], cookie: [] }, { bearer: [] }],
      headers: { ...good, ...token('good') },
      any: { bearer: 'somebody' },
      first: { bearer: 'somebody' },
    },
    {
      name: 'anonymous, when nothing is presented',
      security: [{}, { header: [] }],
      headers: {},
      any: {},
      first: {},
    },
    {
      name: 'the principal, although anonymous comes first',
      security: [{}, { header: [] }],
      headers: good,
      any: { header: 'somebody' },
      first: { header: 'somebody' },
    },
    {
      name: 'anonymous in spite of a wrong credential',
      security: [{ header: [] }, {}],
      headers: { 'x-session-token': 'bad' },
      any: {},
      first: 401,
    },
  ])('$name', async ({ security, headers, any, first }) => {
    for (const [policy, want] of [
      ['any', any],
      ['first-present', first],
    ] as const) {
      const response = await ask(worldOf(security, policy).server, headers)
      if (typeof want === 'number') expect(response.status, policy).toBe(want)
      else expect(await response.json(), policy).toEqual(want)
    }
  })

  it('is what OpenAPI says, for any security and any request', async () => {
    const name = fc.constantFrom<Name>('bearer', 'header', 'query', 'cookie')
    const requirement = fc.uniqueArray(name, { maxLength: 3 })
    const shown = fc.record({
      bearer: fc.constantFrom('good', 'bad', undefined),
      header: fc.constantFrom('good', 'bad', undefined),
      query: fc.constantFrom('good', 'bad', undefined),
      cookie: fc.constantFrom('good', 'bad', undefined),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(requirement, { maxLength: 4 }),
        shown,
        async (alternatives, credentials) => {
          const { server } = worldOf(
            alternatives.map((names) => Object.fromEntries(names.map((one) => [one, []]))),
          )
          const headers: Record<string, string> = {}
          if (credentials.bearer) headers.authorization = `Bearer ${credentials.bearer}`
          if (credentials.header) headers['x-session-token'] = credentials.header
          if (credentials.cookie) headers.cookie = `session=${credentials.cookie}`
          const response = await ask(
            server,
            headers,
            credentials.query ? `&key=${credentials.query}` : '',
          )
          const satisfied = alternatives.some((names) =>
            names.every((one) => credentials[one as 'bearer'] === 'good'),
          )
          expect(response.status).toBe(alternatives.length === 0 || satisfied ? 200 : 401)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('asks a verifier once per request, with the scopes of the operation', async () => {
    const { server, calls } = worldOf([
      { bearer: ['read'], header: [] },
      { bearer: ['read'], cookie: [] },
    ])
    await ask(server, { ...token('good'), 'x-session-token': 'bad', ...cookie('good') })
    expect(calls.filter(([name]) => name === 'bearer')).toEqual([['bearer', 'good', ['read']]])
  })

  it('asks no verifier of a scheme whose credential is absent', async () => {
    const { server, calls } = worldOf([{ bearer: [] }, { header: [] }])
    await ask(server, good)
    expect(calls.map(([name]) => name)).toEqual(['header'])
  })
})

describe('a refused request', () => {
  it('learns nothing of what else is wrong with it', async () => {
    const { server, problems } = worldOf([{ bearer: [] }])
    const response = await server.request('/?limit=x', {
      method: 'POST',
      body: '{',
      headers: { 'content-type': 'text/html', 'content-length': '99999999' },
    })
    expect(response.status).toBe(401)
    expect(problems[0]).not.toHaveProperty('issues')
  })

  it.each<{
    name: string
    security: SecurityRequirement[]
    headers?: Record<string, string>
    want: string | null
  }>([
    { name: 'bearer', security: [{ bearer: [] }], want: 'Bearer realm="the \\"zoo\\""' },
    {
      name: 'a wrong bearer token',
      security: [{ bearer: [] }],
      headers: { authorization: 'Bearer bad' },
      want: 'Bearer realm="the \\"zoo\\"", error="invalid_token"',
    },
    {
      name: 'a challenge of the verifier',
      security: [{ bearer: [] }],
      headers: { authorization: 'Bearer expired' },
      want: 'Bearer error="expired"',
    },
    {
      name: 'basic',
      security: [{ basic: [] }],
      want: 'Basic realm="the \\"zoo\\"", charset="UTF-8"',
    },
    { name: 'another scheme', security: [{ digest: [] }], want: 'Digest realm="the \\"zoo\\""' },
    {
      name: 'a key',
      security: [{ cookie: [] }],
      want: 'ApiKey realm="the \\"zoo\\"", in="cookie", name="session"',
    },
    { name: 'OAuth 2', security: [{ oauth: ['a'] }], want: 'Bearer realm="the \\"zoo\\""' },
    {
      name: 'missing scopes',
      security: [{ oauth: ['a', 'b'] }],
      headers: { authorization: 'Bearer banned' },
      want: 'Bearer realm="the \\"zoo\\"", error="insufficient_scope", scope="a b"',
    },
    {
      name: 'a missing permission',
      security: [{ header: [] }],
      headers: { 'x-session-token': 'banned' },
      want: null,
    },
    {
      name: 'equal alternatives, once',
      security: [{ bearer: [] }, { oidc: [] }, { basic: [] }],
      want: 'Bearer realm="the \\"zoo\\"", Basic realm="the \\"zoo\\"", charset="UTF-8"',
    },
  ])('is challenged for $name', async ({ security, headers = {}, want }) => {
    const response = await ask(worldOf(security).server, headers)
    expect(response.headers.get('www-authenticate')).toBe(want)
  })

  it('tells the adapter what the verifier said', async () => {
    const { server, problems } = worldOf([{ header: [] }])
    await ask(server, { 'x-session-token': 'banned' })
    expect(problems).toMatchObject([
      { kind: 'forbidden', message: 'Banned.', refusal: { code: 'BANNED' } },
    ])
  })
})

it('a verifier that fails is a failure of the server, not a way in', async () => {
  const onError = vi.fn()
  const handler = vi.fn()
  const server = defineServer(
    {
      operations: {
        a: {
          operationId: 'a',
          method: 'GET',
          path: '/',
          security: [{ key: [] }, {}],
          responses: { 200: {} },
        },
      },
      validators: {},
      securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'k' } },
    },
    {
      handlers: { a: handler },
      auth: { key: () => Promise.reject(new Error('store is down')) },
      onError,
    },
  )
  expect((await server.request('/', { headers: { k: '1' } })).status).toBe(500)
  expect(handler).not.toHaveBeenCalled()
  expect(onError).toHaveBeenCalledOnce()
})
