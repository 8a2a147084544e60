import { describe, expect, it } from 'vitest'
import { at, keysAt, operationKeys, operationsOf, readDocument } from '../read-document.ts'

const document = readDocument('connhex')
const keys = operationKeys(document, 'disableMyOtherSessions')
const json = ['content', 'application/json'] as const

it('serves DELETE /sessions under the domain of the installation', () => {
  expect(operationsOf(document)).toEqual([
    { operationId: 'disableMyOtherSessions', keys: ['paths', '/sessions', 'delete'] },
  ])
  expect(at(document, 'servers', '0')).toMatchObject({
    url: 'https://apis.{domain}/auth',
    'x-provenance': 'documented',
  })
  expect(at(document, 'servers', '1')).toMatchObject({
    url: 'https://accounts.{domain}/auth',
    'x-provenance': 'public',
  })
  for (const index of ['0', '1']) {
    expect(keysAt(document, 'servers', index, 'variables')).toEqual(['domain'])
  }
})

it('takes one of its credentials, in the order in which they count', () => {
  expect(at(document, 'security')).toEqual([
    { sessionToken: [] },
    { sessionCookie: [] },
    { upstreamCookie: [] },
    { bearerToken: [] },
  ])
  const schemes = ['components', 'securitySchemes']
  expect(at(document, ...schemes, 'sessionToken')).toMatchObject({
    type: 'apiKey',
    in: 'header',
    name: 'X-Session-Token',
    'x-provenance': 'documented',
  })
  expect(at(document, ...schemes, 'sessionCookie')).toMatchObject({
    type: 'apiKey',
    in: 'cookie',
    name: 'chx_auth_cookie',
    'x-provenance': 'public',
  })
  expect(at(document, ...schemes, 'bearerToken')).toMatchObject({
    type: 'http',
    scheme: 'bearer',
    'x-provenance': 'public',
  })
})

it('answers a count that its schema does not require', () => {
  const schema = at(document, ...keys, 'responses', '200', ...json, 'schema')
  expect(schema).toMatchObject({
    type: 'object',
    properties: { count: { type: 'integer', format: 'int64' } },
  })
  expect(schema).not.toHaveProperty('required')
})

describe.each(['400', '401', 'default'])('%s', (status) => {
  const schema = [...keys, 'responses', status, ...json, 'schema']

  it('is documented as errorGeneric', () => {
    expect(at(document, ...keys, 'responses', status, 'x-provenance')).toBe('documented')
    expect(at(document, ...schema, 'title')).toBe('errorGeneric')
    expect(at(document, ...schema, 'required')).toEqual(['error'])
  })

  it('requires of the error no more than its message', () => {
    const error = [...schema, 'properties', 'error']
    expect(at(document, ...error, 'required')).toEqual(['message'])
    expect(keysAt(document, ...error, 'properties')).toEqual([
      'code',
      'debug',
      'details',
      'id',
      'message',
      'reason',
      'request',
      'status',
    ])
  })
})

it("shows the vendor's own example, and what Kratos answers without a session", () => {
  const responses = [...keys, 'responses']
  expect(at(document, ...responses, 'default', ...json, 'examples', 'notFound', 'value')).toEqual({
    error: {
      code: 404,
      debug: 'SQL field "foo" is not a bool.',
      details: {},
      id: 'string',
      message: 'The resource could not be found',
      reason: 'User with ID 1234 does not exist.',
      request: 'd7ef54b1-ec15-46e6-bccb-524b82c035e6',
      status: 'Not Found',
    },
  })
  expect(at(document, ...responses, '401', ...json, 'examples', 'noSession', 'value')).toEqual({
    error: {
      code: 401,
      status: 'Unauthorized',
      message: 'The request could not be authorized',
      reason: 'No valid session cookie found.',
    },
  })
})
