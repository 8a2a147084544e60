import { describe, expect, it } from 'vitest'
import { at, keysAt, operationKeys, operationsOf, readDocument } from '../read-document.ts'

const document = readDocument('iproyal')
const operations = ['resetSessions', 'resetSessionsByOverride'] as const

it('serves DELETE, and POST with the override, under https://resi-api.iproyal.com/v1', () => {
  expect(at(document, 'servers', '0', 'url')).toBe('https://resi-api.iproyal.com/v1')
  expect(operationsOf(document)).toEqual([
    { operationId: 'resetSessions', keys: ['paths', '/sessions', 'delete'] },
    { operationId: 'resetSessionsByOverride', keys: ['paths', '/sessions', 'post'] },
  ])
})

it('needs a bearer token', () => {
  expect(at(document, 'security')).toEqual([{ apiToken: [] }])
  expect(at(document, 'components', 'securitySchemes', 'apiToken')).toMatchObject({
    type: 'http',
    scheme: 'bearer',
    'x-provenance': 'documented',
  })
})

it('demands the override of a POST, and nothing but DELETE, and lets it be repeated', () => {
  const post = operationKeys(document, 'resetSessionsByOverride')
  expect(at(document, ...post, 'parameters', '0')).toMatchObject({
    name: 'X-HTTP-Method-Override',
    in: 'header',
    required: true,
    schema: { const: 'DELETE' },
  })
  expect(at(document, ...post, 'x-idempotent')).toBe(true)
})

describe.each(operations)('%s', (operationId) => {
  const keys = operationKeys(document, operationId)

  it('takes hashes as the samples send them and as the service issues them', () => {
    const body = [...keys, 'requestBody', 'content', 'application/json']
    expect(at(document, ...keys, 'requestBody', 'required')).toBe(true)
    expect(at(document, ...body, 'schema', 'required')).toEqual(['residential_user_hashes'])
    expect(
      at(document, ...body, 'schema', 'properties', 'residential_user_hashes', 'items'),
    ).toMatchObject({ type: 'string', minLength: 1 })
    expect(at(document, ...body, 'examples', 'placeholders', 'value')).toEqual({
      residential_user_hashes: ['hash1', 'hash2', 'hash3'],
    })
    expect(at(document, ...body, 'examples', 'ulid', 'value')).toEqual({
      residential_user_hashes: ['01H7YCG0R9GYY1YCPS2S4QA6WB'],
    })
  })

  it('is documented, but none of its responses is', () => {
    expect(at(document, ...keys, 'x-provenance')).toBe('documented')
    const statuses = keysAt(document, ...keys, 'responses')
    expect(statuses).toEqual(expect.arrayContaining(['200', '401', '422', '429']))
    for (const status of statuses) {
      expect(at(document, ...keys, 'responses', status, 'x-provenance'), status).toBe('inferred')
    }
  })

  it('promises no body on success', () => {
    expect(at(document, ...keys, 'responses', '200')).toBeDefined()
    expect(at(document, ...keys, 'responses', '200', 'content')).toBeUndefined()
  })
})
