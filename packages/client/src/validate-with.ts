import {
  type OperationDescriptor,
  type OperationValidators,
  type Validator,
  type ValidatorIssue,
  validateBody,
  validatorsOf,
} from '@concordat/wire'
import type { CallInput, Validation } from './client-options.ts'
import { RequestError } from './request-error.ts'
import type { Issue } from './result.ts'

/** What is validated. */
export interface ValidateOptions {
  /** @default true */
  readonly requests?: boolean
  /** @default true */
  readonly responses?: boolean
}

/**
 * Validates inputs before they are sent and answers before they are handed over, by the validators of a generated
 * package (`./validators`). An input that breaks the document is a `failed` result with reason `request` whose error is a
 * {@link RequestError}; an answer whose
 * body does is `malformed`, one whose headers do tells so in `headerIssues`, unless the client is `strict`.
 *
 * @example
 * ```ts
 * import { type ClientOptions, validateWith } from '@concordat/client'
 * import type { OperationValidators } from '@concordat/wire'
 * declare const validators: Record<string, OperationValidators>
 * const options: ClientOptions = { validate: validateWith(validators, { requests: false }) }
 * ```
 */
export function validateWith(
  validators: Readonly<Record<string, OperationValidators>>,
  { requests = true, responses = true }: ValidateOptions = {},
): Validation {
  return {
    request(operation, input) {
      const request = requests
        ? validatorsOf(validators, operation.operationId)?.request
        : undefined
      if (!request) return
      const issues = [
        ...check('path', request.path, input.path),
        ...check('query', request.query, input.query),
        ...check('header', request.header, lowerCaseKeys(input.header)),
        ...check('cookie', request.cookie, input.cookie),
        ...checkBody(operation, request.body, input),
      ]
      if (issues.length > 0) throw new RequestError(operation.operationId, issues)
    },
    response(operation, key, { mediaType = '', body, headers }) {
      const response = responses
        ? validatorsOf(validators, operation.operationId)?.responses[key]
        : undefined
      const validator = response?.content?.[mediaType]
      return [
        // What is missing or could not be read, the client has told already.
        ...check('header', response?.headers, headers).filter(
          ({ path: [name] }) => headers[String(name)] !== undefined,
        ),
        ...(validator
          ? inBody(validateBody(validator, body, operation.responses[key]?.content?.[mediaType]))
          : []),
      ]
    },
  }
}

const inBody = (issues: readonly ValidatorIssue[]): Issue[] =>
  issues.map(({ path, message }) => ({ in: 'body', path, message }))

function check(
  place: Issue['in'],
  validator: Validator | undefined,
  value: Readonly<Record<string, unknown>> | undefined,
): Issue[] {
  if (!validator) return []
  const result = validator.safeParse(value ?? {})
  return result.success
    ? []
    : result.error.issues.map(({ path, message }) => ({ in: place, path, message }))
}

function checkBody(
  { body }: OperationDescriptor,
  validators: Readonly<Record<string, Validator>> | undefined,
  input: CallInput,
): Issue[] {
  if (!body) return []
  if (input.body === undefined) {
    return body.required ? [{ in: 'body', path: [], message: 'is required' }] : []
  }
  const [first = ''] = Object.keys(body.content)
  const json = 'application/json'
  const key = input.mediaType ?? (body.content[json] ? json : first)
  const validator = validators?.[key]
  return validator ? inBody(validateBody(validator, input.body, body.content[key])) : []
}

function lowerCaseKeys(
  record: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(record ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  )
}
