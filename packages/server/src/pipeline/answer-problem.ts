import type { Context } from 'hono'
import { checkAnswer } from '../answer/check-answer.ts'
import type { EncodedAnswer } from '../answer/encode-answer.ts'
import { sendAnswer } from '../answer/send-answer.ts'
import { isPromise, type MaybePromise } from '../maybe-promise.ts'
import { problemDetails } from '../problem-details.ts'
import { type ProblemAnswer, problemStatus, type ServerProblem } from '../server-problem.ts'
import type { Exchange } from './exchange.ts'
import type { ProblemDraft } from './problem-draft.ts'
import type { Runtime } from './runtime.ts'

/**
 * Answers a problem in the vendor's shape. `Allow` and `WWW-Authenticate` are set where HTTP wants them and the adapter
 * does not; should the adapter itself fail, the default shape is answered.
 */
export function answerProblem(
  draft: ProblemDraft,
  exchange: Exchange,
  runtime: Runtime,
): MaybePromise<Response> {
  const { context, request, operation } = exchange
  const operationId = operation?.operationId
  const problem: ServerProblem = {
    ...draft,
    status: problemStatus[draft.kind],
    request,
    context,
    ...(operationId !== undefined && { operationId }),
  }
  const fallback = (error: unknown): Response => {
    runtime.onError(error, { request, context, ...(operationId !== undefined && { operationId }) })
    const message = 'The server failed to answer.'
    const internal: ServerProblem = { kind: 'internal', status: 500, message, request, context }
    return send(problemDetails(internal), internal, exchange, runtime)
  }
  try {
    const answer = runtime.errors(problem)
    if (!isPromise(answer)) return send(answer, problem, exchange, runtime)
    return answer.then((known) => send(known, problem, exchange, runtime)).catch(fallback)
  } catch (error) {
    return fallback(error)
  }
}

/** Tells of an exception and answers 500, without a word of it. */
export function answerException(
  error: unknown,
  exchange: Exchange,
  runtime: Runtime,
): MaybePromise<Response> {
  const { context, request, operation } = exchange
  const operationId = operation?.operationId
  runtime.onError(error, { request, context, ...(operationId !== undefined && { operationId }) })
  const message = 'The server failed to answer.'
  return answerProblem({ kind: 'internal', message, error }, exchange, runtime)
}

function send(
  answer: ProblemAnswer,
  problem: ServerProblem,
  exchange: Exchange,
  runtime: Runtime,
): Response {
  const encoded = encodeProblem(answer, problem)
  if (runtime.checks !== 'off') tellFindings(encoded, problem, exchange, runtime)
  return sendAnswer(encoded, exchange.context as Context)
}

function encodeProblem(answer: ProblemAnswer, problem: ServerProblem): EncodedAnswer {
  const { status } = answer
  let type = 'application/json'
  const headers: Record<string, string> = {}
  const given = new Set<string>()
  for (const [name, value] of Object.entries(answer.headers ?? {})) {
    const key = name.toLowerCase()
    given.add(key)
    if (key === 'content-type') type = value
    else headers[name] = value
  }
  if (problem.allow && status === 405 && !given.has('allow'))
    headers.Allow = problem.allow.join(', ')
  if (problem.challenges?.length && !given.has('www-authenticate') && challenges(status))
    headers['WWW-Authenticate'] = problem.challenges.join(', ')
  if (answer.body === undefined) return { status, body: null, headers }
  const isText = typeof answer.body === 'string' && !/[/+]json\s*(;|$)/i.test(type)
  const body = isText ? String(answer.body) : JSON.stringify(answer.body)
  return { status, body, headers: { 'Content-Type': type, ...headers } }
}

/** Both may tell the caller which credential would do. @see RFC 6750, section 3 */
function challenges(status: number): boolean {
  return status === 401 || status === 403
}

/** Headers of errors are HTTP's own; of the rest only a documented status with another body is surely wrong. */
function tellFindings(
  answer: EncodedAnswer,
  { kind }: ServerProblem,
  { operation }: Exchange,
  runtime: Runtime,
): void {
  if (!operation) return
  const response = operation.responses.find(answer.status)
  for (const finding of checkAnswer({ operation: operation.descriptor, answer, response })) {
    if (finding.id === 'response-header-undocumented') continue
    // That a server may fail need not be promised.
    if (!response && kind === 'internal') continue
    runtime.onFinding(response ? finding : { ...finding, severity: 'warning' })
  }
}
