import { operations, securitySchemes } from '@concordat/cumulonimbus/operations'
import { createServer, definition } from '@concordat/cumulonimbus/server'
import { describe, expect, it } from 'vitest'
import type { AnswerFinding } from './answer-finding.ts'
import { automaticErrors } from './automatic/automatic-errors.ts'
import { automaticHandlers } from './automatic/automatic-handlers.ts'
import { automaticVerifiers } from './automatic/automatic-verifiers.ts'
import { refuse } from './refuse.ts'

const findings: AnswerFinding[] = []
const onFinding = (finding: AnswerFinding): number => findings.push(finding)
const source = { ...definition, operations }

const server = createServer({
  basePath: '',
  auth: {
    sessionToken: (token) =>
      token === 'token' ? { staff: true } : refuse({ kind: 'unauthorized' }),
  },
  onFinding,
  handlers: {
    ...automaticHandlers(source),
    listUserSessions: ({ path, query, auth }) => ({
      status: 200,
      body: {
        count: query.limit,
        items: auth.sessionToken.staff ? [{ iat: 1, exp: 2, sub: path.id, name: 'x' }] : [],
      },
    }),
    deleteUserSessions: ({ body }) => ({
      status: 200,
      body: { count: body.sessions.length, type: 'session' },
    }),
  },
  errors: automaticErrors(source),
})
const headers = { authorization: 'token', 'content-type': 'application/json' }

describe('a generated server', () => {
  it.each([
    { name: 'a default', method: 'GET', path: '/user/1/sessions', status: 200 },
    { name: 'a limit', method: 'GET', path: '/user/1/sessions?limit=50', status: 200 },
    { name: 'too high a limit', method: 'GET', path: '/user/1/sessions?limit=51', status: 400 },
    { name: 'an empty limit', method: 'GET', path: '/user/1/sessions?limit=', status: 400 },
    {
      name: 'a hexadecimal limit',
      method: 'GET',
      path: '/user/1/sessions?limit=0x10',
      status: 400,
    },
    {
      name: 'a body',
      method: 'DELETE',
      path: '/user/1/sessions',
      body: '{"sessions":["1"]}',
      status: 200,
    },
    { name: 'no body', method: 'DELETE', path: '/user/1/sessions', status: 400 },
    { name: 'a broken body', method: 'DELETE', path: '/user/1/sessions', body: '{', status: 400 },
    { name: 'an automatic answer', method: 'DELETE', path: '/user/1/sessions/all', status: 200 },
    { name: 'another method', method: 'PUT', path: '/user/1/sessions', status: 405 },
    { name: 'an unknown path', method: 'GET', path: '/user/1', status: 404 },
  ])('answers $name with $status', async ({ method, path, body, status }) => {
    findings.length = 0
    const init = { method, headers, ...(body !== undefined && { body }) }
    const response = await server.request(path, init)
    expect(response.status).toBe(status)
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it('refuses a stranger', async () => {
    const response = await server.request('/user/1/sessions', { headers: { authorization: 'x' } })
    expect(response.status).toBe(401)
    // The document gives the challenge by an example, which the automatic error takes.
    expect(response.headers.get('www-authenticate')).toBe('Token realm="cumulonimbus"')
  })

  it('serves its document, and puts its routes into the registry', async () => {
    const own = createServer({
      basePath: '',
      auth: automaticVerifiers(securitySchemes),
      handlers: automaticHandlers(source),
      documentPath: '/openapi.json',
    })
    const document: unknown = await (await own.request('/openapi.json')).json()
    expect(document).toMatchObject({ openapi: expect.stringMatching(/^3\.1/) })
    expect(own.app.openAPIRegistry.definitions.length).toBe(Object.keys(operations).length)
  })
})
