import type { Api } from './read-document.ts'

/** One statement of a vendor's page on its endpoint, and where the document says it. */
export interface Statement {
  readonly api: Api
  /** What the page says, in our words. */
  readonly says: string
  /** Where the document says it, key by key; references are followed. */
  readonly at: readonly string[]
  /** What stands there: a value, or a part of a text. */
  readonly holds: string | number | boolean
  /** Who promises it: the nearest `x-provenance` at the place or above it; the whole document: `documented`. */
  readonly provenance: 'documented' | 'public' | 'inferred'
}

const json = ['content', 'application/json'] as const
const operation = (path: string, method: string, ...more: readonly string[]) =>
  ['paths', path, method, ...more] as const

const iproyal = (
  says: string,
  at: readonly string[],
  holds: Statement['holds'],
  provenance: Statement['provenance'] = 'documented',
): Statement => ({ api: 'iproyal', says, at, holds, provenance })

const connhex = (
  says: string,
  at: readonly string[],
  holds: Statement['holds'],
  provenance: Statement['provenance'] = 'documented',
): Statement => ({ api: 'connhex', says, at, holds, provenance })

const cumulonimbus = (
  says: string,
  at: readonly string[],
  holds: Statement['holds'],
  provenance: Statement['provenance'] = 'documented',
): Statement => ({ api: 'cumulonimbus', says, at, holds, provenance })

const senhasegura = (
  says: string,
  at: readonly string[],
  holds: Statement['holds'],
  provenance: Statement['provenance'] = 'documented',
): Statement => ({ api: 'senhasegura', says, at, holds, provenance })

const reset = (...more: readonly string[]) => operation('/sessions', 'delete', ...more)
const hashes = ['requestBody', ...json, 'schema', 'properties', 'residential_user_hashes'] as const
const disable = (...more: readonly string[]) => operation('/sessions', 'delete', ...more)
const errorOf = (status: string, field: string) =>
  disable(
    'responses',
    status,
    ...json,
    'schema',
    'properties',
    'error',
    'properties',
    field,
    'type',
  )
const list = (...more: readonly string[]) => operation('/user/{id}/sessions', 'get', ...more)
const bulk = (...more: readonly string[]) => operation('/user/{id}/sessions', 'delete', ...more)
const one = (method: string, ...more: readonly string[]) =>
  operation('/user/{id}/session/{sid}', method, ...more)
const every = (...more: readonly string[]) =>
  operation('/user/{id}/sessions/all', 'delete', ...more)
const answers = (status: string) => ['responses', status, 'description'] as const
const drop = (...more: readonly string[]) =>
  operation('/api/pam/session/drop/{session_id}', 'delete', ...more)
const success = (...more: readonly string[]) =>
  drop('responses', '200', ...json, 'examples', 'dropped', 'value', ...more)

/** Every statement of the four pages. */
export const statements: readonly Statement[] = [
  iproyal('the base address', ['servers', '0', 'url'], 'https://resi-api.iproyal.com/v1'),
  iproyal('DELETE /sessions removes sessions', reset('operationId'), 'resetSessions'),
  iproyal('a bearer token', ['components', 'securitySchemes', 'apiToken', 'scheme'], 'bearer'),
  iproyal('the body names user hashes', reset(...hashes, 'type'), 'array'),
  iproyal('a hash is a text', reset(...hashes, 'items', 'type'), 'string'),
  iproyal(
    'the Java sample sends POST',
    operation('/sessions', 'post', 'x-source'),
    'the Java sample',
  ),
  iproyal(
    'with the method in a header',
    operation('/sessions', 'post', 'parameters', '0', 'name'),
    'X-HTTP-Method-Override',
  ),
  iproyal(
    'whose value is DELETE',
    operation('/sessions', 'post', 'parameters', '0', 'schema', 'const'),
    'DELETE',
  ),
  iproyal('no answer is documented', reset(...answers('200')), 'not documented', 'inferred'),

  connhex('the address', ['servers', '0', 'url'], 'https://apis.{domain}/auth'),
  connhex('all sessions but the current one', disable('description'), 'except the current one'),
  connhex('session data stay', disable('description'), 'not deleted'),
  connhex(
    'a session token in a header',
    ['components', 'securitySchemes', 'sessionToken', 'name'],
    'X-Session-Token',
  ),
  connhex(
    'of a format',
    ['components', 'securitySchemes', 'sessionToken', 'description'],
    'MP2YWEMeM8MxjkGKpH4dqOQ4Q4DlSPaj',
  ),
  connhex(
    'or the caller’s Cookie header',
    ['components', 'securitySchemes', 'sessionCookie', 'x-source'],
    'the Cookie header parameter',
    'public',
  ),
  connhex(
    '200 answers a count',
    disable('responses', '200', ...json, 'schema', 'properties', 'count', 'format'),
    'int64',
  ),
  connhex(
    'of the sessions that were revoked',
    disable('responses', '200', ...json, 'schema', 'properties', 'count', 'description'),
    'number of sessions that were revoked',
  ),
  ...['400', '401', 'default'].flatMap((status) => [
    connhex(`${status} answers an error`, errorOf(status, 'message'), 'string'),
    connhex(`${status} has a code`, errorOf(status, 'code'), 'integer'),
    connhex(`${status} has a debug text`, errorOf(status, 'debug'), 'string'),
    connhex(`${status} has details`, errorOf(status, 'details'), 'object'),
    connhex(`${status} has an id`, errorOf(status, 'id'), 'string'),
    connhex(`${status} has a reason`, errorOf(status, 'reason'), 'string'),
    connhex(`${status} has a request`, errorOf(status, 'request'), 'string'),
    connhex(`${status} has a status`, errorOf(status, 'status'), 'string'),
  ]),

  cumulonimbus('the base address', ['servers', '0', 'url'], 'https://alekeagle.me/api'),
  cumulonimbus(
    'the token stands bare in Authorization',
    ['components', 'securitySchemes', 'sessionToken', 'name'],
    'Authorization',
  ),
  cumulonimbus('a list of sessions', list('operationId'), 'listUserSessions'),
  cumulonimbus('limit: 50 by default', list('parameters', '0', 'schema', 'default'), 50),
  cumulonimbus('limit: 50 at most', list('parameters', '0', 'schema', 'maximum'), 50),
  cumulonimbus('offset: none by default', list('parameters', '1', 'schema', 'default'), 0),
  cumulonimbus('one session', one('get', 'operationId'), 'getUserSession'),
  cumulonimbus('one session, deleted', one('delete', 'operationId'), 'deleteUserSession'),
  cumulonimbus('deleting answers the session', one('delete', ...answers('200')), 'was deleted'),
  cumulonimbus('a list of sessions, deleted', bulk('operationId'), 'deleteUserSessions'),
  cumulonimbus('invalid sessions are ignored', bulk('description'), 'ignored'),
  cumulonimbus('but count to the limit', bulk('description'), 'count towards the limit'),
  cumulonimbus('a missing field is 400', bulk(...answers('400')), 'MISSING_FIELDS_ERROR'),
  cumulonimbus('all sessions, deleted', every('operationId'), 'deleteAllUserSessions'),
  cumulonimbus('a missing session when read', one('get', ...answers('404')), 'SESSION_NOT_FOUND'),
  cumulonimbus('when deleted', one('delete', ...answers('404')), 'INVALID_SESSION_ERROR'),
  ...(['401', '403', '404', '429', '500'] as const).flatMap((status) =>
    [list, bulk, every].map((of) =>
      cumulonimbus(`${status} of ${of('operationId').at(-2)}`, of(...answers(status)), ''),
    ),
  ),

  senhasegura('DEL ends a session', drop('operationId'), 'dropRemoteSession'),
  senhasegura('a session_id', drop('parameters', '0', 'name'), 'session_id'),
  senhasegura('a text', drop('parameters', '0', 'schema', 'type'), 'string'),
  senhasegura('that must be given', drop('parameters', '0', 'required'), true),
  senhasegura(
    'which GET of all sessions answers',
    drop('parameters', '0', 'description'),
    'GET | List all remote sessions',
  ),
  senhasegura('200 says its code', success('code'), 200),
  senhasegura('and its status', success('response', 'status'), 200),
  senhasegura('in Portuguese', success('response', 'mensagem'), 'Sessão interrompida com sucesso'),
  senhasegura('no error', success('response', 'error'), false),
  senhasegura('no erro', success('response', 'erro'), false),
  senhasegura('no error code', success('response', 'error_code'), 0),
  senhasegura('no cod_erro', success('response', 'cod_erro'), 0),
  senhasegura('no detail', success('response', 'detail'), ''),
  senhasegura('404: the resource', drop(...answers('404')), '"Resource sub not found"'),
  senhasegura('404: its solution', drop(...answers('404')), 'Check the URL'),
  senhasegura('500: unexpected', drop(...answers('500')), '"Unexpected error."'),
  senhasegura('500: its solution', drop(...answers('500')), 'Contact its support'),
  senhasegura(
    '500: not authorized',
    drop(...answers('500')),
    '"You are not authorized to access this resource."',
  ),
  senhasegura('500: ask the administrator', drop(...answers('500')), 'Ask the administrator'),
  senhasegura(
    '500: not dropped',
    drop(...answers('500')),
    '"An error occurred while droping session."',
  ),
  senhasegura('500: check the id', drop(...answers('500')), 'Check the `session_id`'),
  senhasegura(
    'a failed authentication',
    drop(...answers('401')),
    '"Client authentication failed."',
    'inferred',
  ),
  senhasegura('its solution', drop(...answers('401')), 'request a new access token', 'inferred'),
  senhasegura('a wrong signature', drop(...answers('401')), '"Invalid signature"', 'inferred'),
  senhasegura('its cause', drop(...answers('401')), 'not recognised', 'inferred'),
  senhasegura('no route', drop(...answers('404')), '"No route matched with those values."'),
  senhasegura('its cause', drop(...answers('404')), 'authorization header is missing'),
  senhasegura('its solution', drop(...answers('404')), 'new access token'),
  senhasegura('a time-out', drop(...answers('504')), '"Request timed out."', 'inferred'),
  senhasegura('its solution', drop(...answers('504')), 'connectivity', 'inferred'),
]
