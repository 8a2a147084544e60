import { describe, expect, it } from 'vitest'
import { at, keysAt, operationKeys, operationsOf, readDocument } from '../read-document.ts'

const document = readDocument('senhasegura')
const drop = operationKeys(document, 'dropRemoteSession')
const token = operationKeys(document, 'createAccessToken')
const json = ['content', 'application/json'] as const
const dropped = (status: string) => [...drop, 'responses', status]

it("serves the drop and the token endpoint under the vault's host", () => {
  expect(at(document, 'servers', '0', 'url')).toBe('https://{vault}')
  expect(keysAt(document, 'servers', '0', 'variables')).toEqual(['vault'])
  expect(operationsOf(document)).toEqual([
    { operationId: 'createAccessToken', keys: ['paths', '/iso/oauth2/token', 'post'] },
    {
      operationId: 'dropRemoteSession',
      keys: ['paths', '/api/pam/session/drop/{session_id}', 'delete'],
    },
  ])
})

it('authorizes by client credentials from the token endpoint, which itself needs no token', () => {
  expect(at(document, 'security')).toEqual([{ clientCredentials: [] }])
  expect(at(document, 'components', 'securitySchemes', 'clientCredentials')).toMatchObject({
    type: 'oauth2',
    flows: { clientCredentials: { tokenUrl: token[1]?.slice(1) } },
    'x-provenance': 'documented',
  })
  expect(at(document, ...token, 'security')).toEqual([])
  expect(at(document, ...token, 'x-provenance')).toBe('public')
})

it('exchanges a form for a token', () => {
  const form = [...token, 'requestBody', 'content', 'application/x-www-form-urlencoded']
  expect(at(document, ...form, 'schema', 'required')).toEqual([
    'grant_type',
    'client_id',
    'client_secret',
  ])
  expect(at(document, ...token, 'responses', '200', ...json, 'schema')).toMatchObject({
    required: ['token_type', 'expires_in', 'access_token'],
    properties: { token_type: { const: 'Bearer' }, expires_in: { examples: [3600] } },
  })
  expect(keysAt(document, ...token, 'responses', '200', 'headers')).toEqual([
    'Cache-Control',
    'Pragma',
  ])
})

it('tells the errors of the token endpoint apart as RFC 6749 has them', () => {
  const errorOf = (status: string) => [
    ...token,
    'responses',
    status,
    ...json,
    'schema',
    'properties',
    'error',
  ]
  expect(at(document, ...errorOf('401'), 'const')).toBe('invalid_client')
  expect(at(document, ...errorOf('400'), 'enum')).toEqual([
    'invalid_request',
    'invalid_grant',
    'unauthorized_client',
    'unsupported_grant_type',
    'invalid_scope',
    'temporarily_unavailable',
  ])
})

it('takes any text for a session id', () => {
  expect(at(document, ...drop, 'parameters', '0')).toMatchObject({
    name: 'session_id',
    in: 'path',
    required: true,
    schema: { type: 'string', minLength: 1 },
  })
  expect(at(document, ...drop, 'parameters', '0', 'example')).toMatch(/^[0-9a-f]{40}$/)
})

it("shows the vendor's own success, Portuguese and all", () => {
  const examples = [...dropped('200'), ...json, 'examples']
  expect(at(document, ...examples, 'dropped', 'value')).toEqual({
    code: 200,
    response: {
      status: 200,
      message: 'Sessão interrompida com sucesso',
      error: false,
      error_code: 0,
      detail: '',
      mensagem: 'Sessão interrompida com sucesso',
      erro: false,
      cod_erro: 0,
    },
  })
  expect(at(document, ...examples, 'droppedWithTenant', 'value', 'tenant')).toBe('Segura')
  expect(at(document, ...dropped('200'), ...json, 'schema', 'required')).toEqual([
    'code',
    'response',
  ])
})

it('lists the three messages under 500, and shows each', () => {
  const messages = [
    'Unexpected error.',
    'You are not authorized to access this resource.',
    'An error occurred while droping session.',
  ]
  const schema = [...dropped('500'), ...json, 'schema', 'properties', 'response', 'properties']
  // Messages come in Portuguese, too.
  expect(at(document, ...schema, 'message')).not.toHaveProperty('enum')
  expect(at(document, ...schema, 'message', 'examples')).toEqual(messages)
  expect(shownMessages('500')).toEqual(messages)
  expect(at(document, ...dropped('500'), 'x-provenance')).toBe('documented')
})

it('answers 404 for a wrong resource, and in another form for a missing authorization', () => {
  expect(at(document, ...dropped('404'), 'x-provenance')).toBe('documented')
  expect(at(document, ...dropped('404'), ...json, 'examples', 'noRoute', 'value')).toEqual({
    message: 'No route matched with those values.',
  })
  expect(
    at(document, ...dropped('404'), ...json, 'examples', 'resourceNotFound', 'value'),
  ).toMatchObject({
    code: 404,
    response: { message: 'Resource sub not found', error: true, error_code: 4, cod_erro: 4 },
  })
})

it.each([
  ['401', ['Client authentication failed.', 'Invalid signature']],
  ['504', ['Request timed out.']],
])('answers %s, a status that is inferred, with %j', (status, messages) => {
  expect(at(document, ...dropped(status), 'x-provenance')).toBe('inferred')
  expect(shownMessages(status)).toEqual(messages)
})

describe.each(['401', '404', '405', '500'])('an error with status %s', (status) => {
  it('repeats the status, and says everything in two languages', () => {
    const examples = [...dropped(status), ...json, 'examples']
    for (const name of keysAt(document, ...examples)) {
      const response = at(document, ...examples, name, 'value', 'response')
      if (response === undefined) continue
      expect(at(document, ...examples, name, 'value', 'code')).toBe(Number(status))
      const part = (key: string) => at(document, ...examples, name, 'value', 'response', key)
      expect(part('status')).toBe(Number(status))
      expect(part('error')).toBe(true)
      expect(part('error_code')).toBe(status === '404' ? 4 : 1)
      expect(part('detail')).toBe('')
      expect([part('mensagem'), part('erro'), part('cod_erro')]).toEqual([
        part('message'),
        part('error'),
        part('error_code'),
      ])
    }
  })
})

function shownMessages(status: string): unknown[] {
  const examples = [...dropped(status), ...json, 'examples']
  return keysAt(document, ...examples).map(
    (name) =>
      at(document, ...examples, name, 'value', 'response', 'message') ??
      at(document, ...examples, name, 'value', 'message'),
  )
}
