import { describe, expect, it } from 'vitest'
import { at, keysAt, operationKeys, operationsOf, readDocument } from '../read-document.ts'

const document = readDocument('cumulonimbus')
const responses = (operationId: string) => [...operationKeys(document, operationId), 'responses']

it('serves the five operations under https://alekeagle.me/api', () => {
  expect(at(document, 'servers', '0', 'url')).toBe('https://alekeagle.me/api')
  expect(
    operationsOf(document).map(({ operationId, keys: [, path, method] }) => [
      operationId,
      method,
      path,
    ]),
  ).toEqual([
    ['listUserSessions', 'get', '/user/{id}/sessions'],
    ['deleteUserSessions', 'delete', '/user/{id}/sessions'],
    ['getUserSession', 'get', '/user/{id}/session/{sid}'],
    ['deleteUserSession', 'delete', '/user/{id}/session/{sid}'],
    ['deleteAllUserSessions', 'delete', '/user/{id}/sessions/all'],
  ])
})

it('takes the token bare in Authorization', () => {
  expect(at(document, 'security')).toEqual([{ sessionToken: [] }])
  expect(at(document, 'components', 'securitySchemes', 'sessionToken')).toMatchObject({
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    'x-provenance': 'documented',
  })
})

it('bounds limit and offset as documented', () => {
  const parameters = [...operationKeys(document, 'listUserSessions'), 'parameters']
  expect(at(document, ...parameters, '0')).toMatchObject({
    name: 'limit',
    in: 'query',
    schema: { type: 'integer', minimum: 1, maximum: 50, default: 50 },
  })
  expect(at(document, ...parameters, '1')).toMatchObject({
    name: 'offset',
    in: 'query',
    schema: { type: 'integer', minimum: 0, default: 0 },
  })
})

it('describes its pagination by names that there are', () => {
  const list = operationKeys(document, 'listUserSessions')
  expect(at(document, ...list, 'x-pagination')).toEqual({
    style: 'offset',
    limit: 'limit',
    offset: 'offset',
    items: 'items',
    total: 'count',
  })
  const schema = ['200', 'content', 'application/json', 'schema', 'properties']
  expect(keysAt(document, ...responses('listUserSessions'), ...schema)).toEqual(['count', 'items'])
})

it.each([
  ['getUserSession', ['iat', 'exp', 'sub', 'name']],
  ['deleteUserSession', ['iat', 'exp', 'sub', 'name']],
  ['listUserSessions', ['count', 'items']],
  ['deleteUserSessions', ['count', 'type']],
  ['deleteAllUserSessions', ['count', 'type']],
])('%s answers 200 with %j, all of them always', (operationId, properties) => {
  const schema = [...responses(operationId), '200', 'content', 'application/json', 'schema']
  expect(keysAt(document, ...schema, 'properties')).toEqual(properties)
  expect(at(document, ...schema, 'required')).toEqual(properties)
  expect(at(document, ...responses(operationId), '200', 'x-provenance')).toBe('documented')
})

it('counts and names what a bulk deletion deletes', () => {
  const properties = ['components', 'schemas', 'DeleteBulk', 'properties']
  expect(at(document, ...properties, 'type', 'enum')).toEqual([
    'user',
    'session',
    'file',
    'domain',
    'instruction',
  ])
})

it('takes at most 50 ids, of any form, and needs no more than the array', () => {
  const [path, route, method] = operationKeys(document, 'deleteUserSessions')
  const body = [path, route, method, 'requestBody', 'content', 'application/json']
  expect(at(document, ...body, 'schema', 'required')).toEqual(['sessions'])
  expect(at(document, ...body, 'schema', 'properties', 'sessions')).toMatchObject({
    type: 'array',
    maxItems: 50,
    items: { type: 'string' },
  })
  expect(at(document, ...body, 'examples', 'twoSessions', 'value')).toEqual({
    sessions: ['1234567890', '0987654321'],
  })
})

const errors = {
  InvalidSession: ['INVALID_SESSION_ERROR', 'Invalid Session'],
  Permissions: ['INSUFFICIENT_PERMISSIONS_ERROR', 'Missing Permissions'],
  Banned: ['BANNED_ERROR', 'Account Banned'],
  InvalidUser: ['INVALID_USER_ERROR', 'Invalid User'],
  MissingFields: ['MISSING_FIELDS_ERROR', 'Missing Fields'],
  RateLimited: ['RATELIMITED_ERROR', 'You Have Been Ratelimited. Please Try Again Later.'],
  Internal: ['INTERNAL_SERVER_ERROR', 'Internal Server Error'],
  InvalidEndpoint: ['INVALID_ENDPOINT_ERROR', 'Invalid Endpoint'],
  SessionMissing: ['SESSION_NOT_FOUND_ERROR', 'Session Not Found'],
  BodyTooLarge: ['BODY_TOO_LARGE_ERROR', 'Request Body Too Large'],
} as const

describe('the errors', () => {
  it.each(Object.entries(errors))('%s is told by its code', (name, [code, message]) => {
    const schema = ['components', 'schemas', name]
    expect(at(document, ...schema, 'properties', 'code', 'const')).toBe(code)
    expect(at(document, ...schema, 'properties', 'message', 'examples')).toEqual([message])
    expect(at(document, ...schema, 'required')).toEqual(
      name === 'MissingFields' ? ['code', 'message', 'fields'] : ['code', 'message'],
    )
    expect(at(document, ...schema, 'x-provenance')).toBe('public')
  })

  const everywhere = {
    '401': ['InvalidSession'],
    '403': ['Banned', 'Permissions'],
    '429': ['RateLimited'],
    '500': ['Internal'],
  }
  const bad = { '400': ['MissingFields', 'InvalidFields', 'MalformedBody'] }
  it.each([
    ['listUserSessions', { ...everywhere, '404': ['InvalidUser', 'InvalidEndpoint'] }],
    [
      'getUserSession',
      {
        ...everywhere,
        '404': ['InvalidUser', 'SessionMissing', 'InvalidSession', 'InvalidEndpoint'],
      },
    ],
    [
      'deleteUserSession',
      { ...everywhere, '404': ['InvalidUser', 'InvalidSession', 'InvalidEndpoint'] },
    ],
    ['deleteUserSessions', { ...everywhere, ...bad, '404': ['InvalidUser', 'InvalidEndpoint'] }],
    ['deleteAllUserSessions', { ...everywhere, '404': ['InvalidUser', 'InvalidEndpoint'] }],
  ])('%s can answer those that the vendor lists', (operationId, statuses) => {
    for (const [status, names] of Object.entries(statuses)) {
      const response = [...responses(operationId), status]
      const schema = [...response, 'content', 'application/json', 'schema']
      expect(errorCodes(schema), status).toEqual(names.map(codeOf))
      expect(at(document, ...response, 'x-provenance'), status).toBe('documented')
      expect(exampleCodes(response), status).toEqual(names.map(codeOf))
    }
  })

  it('a 429 carries the four headers', () => {
    for (const { operationId } of operationsOf(document)) {
      const headers = [...responses(operationId), '429', 'headers']
      for (const name of [
        'Retry-After',
        'X-RateLimit-Limit',
        'X-RateLimit-Remaining',
        'X-RateLimit-Reset',
      ]) {
        expect(at(document, ...headers, name)).toMatchObject({
          required: true,
          'x-provenance': 'public',
          schema: { type: 'integer' },
        })
      }
      expect(at(document, ...headers, 'X-RateLimit-Limit', 'example')).toBe(100)
    }
  })
})

function codeOf(name: string): unknown {
  return at(document, 'components', 'schemas', name, 'properties', 'code', 'const')
}

function errorCodes(schema: readonly string[]): unknown[] {
  const oneOf = at(document, ...schema, 'oneOf')
  if (oneOf === undefined) return [at(document, ...schema, 'properties', 'code', 'const')]
  return Object.keys(oneOf ?? {}).map((index) =>
    at(document, ...schema, 'oneOf', index, 'properties', 'code', 'const'),
  )
}

function exampleCodes(response: readonly string[]): unknown[] {
  const examples = [...response, 'content', 'application/json', 'examples']
  return keysAt(document, ...examples).map((name) =>
    at(document, ...examples, name, 'value', 'code'),
  )
}
