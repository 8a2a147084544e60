import { encodeParameter, findResponse, type OperationDescriptor } from '@concordat/wire'
import type { Output } from '../answer/output.ts'
import { problemDetails } from '../problem-details.ts'
import type { ErrorsAdapter, ProblemAnswer, ServerProblem } from '../server-problem.ts'
import {
  type AutomaticDefinition,
  type AutomaticOptions,
  createAnswerSource,
} from './answer-source.ts'
import { orderResponses } from './choose-response.ts'

/**
 * Makes an `errors` adapter that answers what the document promises for the problem's status, with its example or a
 * value of its schema. A request that breaks the document is 422 where that is documented and 400 is not, one without a
 * good credential 403 where that is documented and 401 is not. What is not documented is answered as
 * {@link problemDetails}.
 *
 * @throws TypeError when there is no document.
 *
 * @example
 * ```ts
 * import { defineServer } from '@concordat/server'
 * import { automaticErrors, automaticHandlers } from '@concordat/server/automatic'
 * const definition = { operations: {}, validators: {}, document: {} }
 * const handlers = automaticHandlers(definition)
 * const server = defineServer(definition, { handlers, errors: automaticErrors(definition) })
 * console.log((await server.request('/')).status) // 404
 * ```
 */
export function automaticErrors<Table extends Readonly<Record<string, OperationDescriptor>>>(
  definition: AutomaticDefinition<Table>,
  options: AutomaticOptions = {},
): ErrorsAdapter {
  const source = createAnswerSource(definition, options)
  const byId = new Map(
    Object.values<OperationDescriptor>(definition.operations).map((one) => [one.operationId, one]),
  )
  return async (problem) => {
    const descriptor = byId.get(problem.operationId ?? '')
    if (!descriptor) return problemDetails(problem)
    const code = statusOf(problem, descriptor)
    if (!findResponse(descriptor.responses, code)) return problemDetails(problem)
    const [choice] = orderResponses(descriptor.responses, { code }, null)
    const output = choice && (await source(descriptor, choice))
    return (output && toProblemAnswer(output, descriptor)) ?? problemDetails(problem)
  }
}

function statusOf({ kind, status }: ServerProblem, { responses }: OperationDescriptor): number {
  const isInvalid = kind === 'validation' || kind === 'malformed-body'
  if (isInvalid && !Object.hasOwn(responses, '400') && Object.hasOwn(responses, '422')) return 422
  const isRefused = kind === 'unauthorized' && !findResponse(responses, status)
  return isRefused && Object.hasOwn(responses, '403') ? 403 : status
}

/** Errors have JSON or text bodies; what has another kind of body is left to the default. */
function toProblemAnswer(
  output: Output,
  descriptor: OperationDescriptor,
): ProblemAnswer | undefined {
  const { status, body, mediaType } = output
  const documented = findResponse(descriptor.responses, status)?.response.headers ?? {}
  const headers: Record<string, string> = {}
  for (const [name, header] of Object.entries(documented)) {
    const value = output.headers?.[name.toLowerCase()]
    const text = encodeParameter({ ...header, name, in: 'header' }, value)
    if (text !== undefined) headers[name] = text
  }
  if (body === undefined) return { status, headers }
  if (mediaType === undefined || body instanceof Blob) return undefined
  const isJson = /[/+]json\s*(?:;|$)/i.test(mediaType)
  if (!isJson && typeof body !== 'string') return undefined
  return { status, headers: { ...headers, 'Content-Type': mediaType }, body }
}
