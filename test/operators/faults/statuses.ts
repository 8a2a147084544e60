import { documentedFor, names, type Operation } from '../api/api.ts'
import { encode, type Reply, reply, withHeader } from '../api/message.ts'
import { answer } from '../server/answer.ts'
import type { Operator, Seen } from './operator.ts'

const isSuccess = ({ status }: Reply): boolean => status >= 200 && status < 300
const isCarried = ({ success }: Operation): boolean => (success?.json ?? undefined) !== undefined

/** An operator that answers in another way where the right answer is of some kind. */
function instead(
  id: string,
  title: string,
  family: Operator['family'],
  checks: readonly string[],
  isHere: (operation: Operation) => boolean,
  change: (answer: Reply, operation: Operation, seen: Seen) => Reply | undefined,
): Operator {
  return {
    id,
    title,
    checks,
    family,
    sites: (operation) =>
      isHere(operation)
        ? [
            {
              place: operation.success === undefined ? '' : String(operation.success.status),
              fault: { after: ({ answer: right, ...seen }) => change(right, operation, seen) },
            },
          ]
        : [],
  }
}

const undocumented = (operation: Operation, ...statuses: number[]): number | undefined =>
  statuses.find((status) => documentedFor(operation, status) === undefined)

const refusedBad = new Set([400, 422])
const leak =
  'Error: relation "things" does not exist\n    at Query.run (/srv/app/node_modules/db/query.js:41:11)\n    at async /srv/app/src/handler.ts:17:5'

export const statusOperators: readonly Operator[] = [
  instead(
    'success-of-other-status',
    'success has a status that the document does not name',
    'statuses',
    ['response-status-undocumented'],
    (operation) => undocumented(operation, 202, 206, 203) !== undefined,
    (right, operation) => {
      const status = undocumented(operation, 202, 206, 203)
      return isSuccess(right) && status !== undefined ? { ...right, status } : undefined
    },
  ),
  instead(
    'success-breaks',
    'what should succeed fails inside the server',
    'statuses',
    ['server-error'],
    () => true,
    (right) => (isSuccess(right) ? reply(500) : undefined),
  ),
  instead(
    'unknown-thing-breaks',
    'asking for what is not there fails inside the server',
    'statuses',
    ['server-error'],
    ({ path }) => path.includes('{'),
    (right) => (right.status === 404 || right.status === 410 ? reply(500) : undefined),
  ),
  instead(
    'bad-request-breaks',
    'a bad request fails inside the server',
    'statuses',
    ['server-error'],
    ({ json, model }) => json !== undefined || model.parameters.length > 0,
    (right) => (refusedBad.has(right.status) ? reply(500) : undefined),
  ),
  instead(
    'bad-request-of-other-status',
    'a bad request is refused with a status that says something else',
    'statuses',
    ['invalid-request-wrong-status', 'response-status-undocumented'],
    (operation) =>
      operation.json !== undefined && [400, 422].some((status) => names(operation, status)),
    (right) => (refusedBad.has(right.status) ? { ...right, status: 409 } : undefined),
  ),
  instead(
    'unknown-thing-of-other-status',
    'what is not there is answered with a status that the document does not name',
    'statuses',
    ['response-status-undocumented', 'unknown-resource-wrong-status'],
    (operation) => operation.path.includes('{') && names(operation, 404),
    (right, operation) => {
      const status = undocumented(operation, 418, 451)
      return right.status === 404 && status !== undefined ? { ...right, status } : undefined
    },
  ),
  instead(
    'unknown-thing-served',
    'what is not there is served',
    'statuses',
    ['unknown-resource-served'],
    (operation) =>
      operation.path.endsWith('}') &&
      operation.method === 'GET' &&
      names(operation, 404) &&
      isCarried(operation),
    (right, operation) => {
      const { success } = operation
      if (right.status !== 404 || success?.json === undefined) return undefined
      const value = operation.api.make(success.json.schema, 'response', 'nobody')
      return value === undefined
        ? undefined
        : answer(operation, success.status, success.response, value)
    },
  ),
  instead(
    'internals-shown',
    'a refusal shows the inside of the server',
    'protocol',
    ['internals-leaked', 'server-error', 'response-media-type-undocumented'],
    ({ json, path }) => json !== undefined || path.includes('{'),
    (right) =>
      right.status >= 400 && right.status !== 401
        ? withHeader({ ...right, body: encode(leak) }, 'Content-Type', 'text/plain')
        : undefined,
  ),
]

/** Operators on headers. */
export const headerOperators: readonly Operator[] = [
  {
    id: 'required-header-left-out',
    title: 'an answer lacks a required header',
    checks: ['response-header-missing'],
    family: 'headers',
    sites: (operation) =>
      headersOf(operation, true).map((name) => ({
        place: name,
        fault: {
          after: ({ answer: right }) =>
            isSuccess(right) && right.headers.has(name)
              ? withHeader(right, name, undefined)
              : undefined,
        },
      })),
  },
  {
    id: 'header-of-other-form',
    title: 'a header is not what its schema says',
    checks: ['response-header-schema-mismatch', 'response-date-header-malformed'],
    family: 'headers',
    sites: (operation) =>
      headersOf(operation, false)
        .filter((name) => {
          const header = operation.success?.response.headers.find((one) => one.name === name)
          return (
            header !== undefined &&
            !operation.api.schemas.accepts(header.schema.pointer, '~ ~', 'response')
          )
        })
        .map((name) => ({
          place: name,
          fault: {
            after: ({ answer: right }) =>
              isSuccess(right) && right.headers.has(name)
                ? withHeader(right, name, '~ ~')
                : undefined,
          },
        })),
  },
  instead(
    'location-elsewhere',
    'Location leads to nothing',
    'headers',
    ['location-wrong'],
    (operation) =>
      operation.method === 'POST' &&
      headersOf(operation, false).some((name) => /^location$/i.test(name)),
    (right) =>
      right.status === 201 && right.headers.has('Location')
        ? withHeader(right, 'Location', `${right.headers.get('Location')}-elsewhere`)
        : undefined,
  ),
  {
    id: 'allow-left-out',
    title: 'a method that is not allowed is refused without Allow',
    checks: ['method-not-allowed-without-allow'],
    family: 'headers',
    sites: (operation) => [
      {
        place: '405',
        shownAt: besides(operation),
        fault: {
          everyMethod: true,
          after: ({ answer: right }) =>
            right.status === 405 && right.headers.has('Allow')
              ? withHeader(right, 'Allow', undefined)
              : undefined,
        },
      },
    ],
  },
  instead(
    'challenge-left-out',
    '401 comes without a challenge',
    'headers',
    ['unauthorized-without-challenge'],
    ({ model }) => model.security.length > 0 && model.security.every((one) => one.length > 0),
    (right) =>
      right.status === 401 ? withHeader(right, 'WWW-Authenticate', undefined) : undefined,
  ),
  {
    id: 'undocumented-method-served',
    title: 'a method that the document does not have is served',
    checks: ['method-undocumented-served'],
    family: 'protocol',
    sites: (operation) => [
      {
        place: 'any',
        shownAt: besides(operation),
        fault: {
          everyMethod: true,
          after: ({ answer: right, ask }) =>
            right.status === 405 && ['DELETE', 'PUT', 'PATCH', 'POST'].includes(ask.method)
              ? reply(200, {})
              : undefined,
        },
      },
    ],
  },
  {
    id: 'head-of-other-status',
    title: 'HEAD is answered otherwise than GET',
    checks: ['head-differs-from-get'],
    family: 'protocol',
    sites: (operation) =>
      operation.method === 'GET'
        ? [
            {
              place: 'HEAD',
              fault: {
                after: ({ answer: right, ask }) =>
                  ask.method === 'HEAD' && isSuccess(right) ? { ...right, status: 202 } : undefined,
              },
            },
          ]
        : [],
  },
]

/** The operations of a path: what is said of a method that none of them has, is said at one of them. */
function besides({ api, path }: Operation): Operation[] {
  return api.operations.filter((one) => one.path === path)
}

function headersOf({ success }: Operation, isRequired: boolean): string[] {
  return (success?.response.headers ?? [])
    .filter(
      ({ name, required }) =>
        (required || !isRequired) && !/^(content-type|content-length|link)$/i.test(name),
    )
    .map(({ name }) => name)
}
