import { extractCredential, negotiate } from '@concordat/wire'
import { HTTPException } from 'hono/http-exception'
import { checkAnswer, checkItem } from '../answer/check-answer.ts'
import { encodeAnswer } from '../answer/encode-answer.ts'
import { isOutput, type Output } from '../answer/output.ts'
import type { PreparedResponse } from '../answer/prepare-responses.ts'
import { sendAnswer } from '../answer/send-answer.ts'
import { isAsyncIterable, watchItems } from '../answer/sequence-stream.ts'
import { BodyTooLargeError } from '../body/limit-stream.ts'
import { type BodyResult, readBody } from '../body/read-body.ts'
import { isPromise, type MaybePromise } from '../maybe-promise.ts'
import { type Authorisation, authorise, type PresentedCredential } from '../security/authorise.ts'
import type { SchemeCheck, SecurityPlan } from '../security/security-plan.ts'
import type { ProblemIssue } from '../server-problem.ts'
import { ServerReply } from '../server-reply.ts'
import { answerException, answerProblem } from './answer-problem.ts'
import type { OperationExchange } from './exchange.ts'
import { judgeBody } from './judge-body.ts'
import type { PreparedOperation } from './prepare-operation.ts'
import type { ProblemDraft } from './problem-draft.ts'
import { readParameters } from './read-parameters.ts'
import type { Runtime } from './runtime.ts'

/**
 * Takes a request through its operation: security, negotiation, body, parameters, validation, handler, answer. Who may
 * not call learns nothing of what is wrong with his request. Nothing waits that need not: a request without credential
 * and body whose handler answers at once is answered at once.
 */
export function runOperation(
  exchange: OperationExchange,
  runtime: Runtime,
): MaybePromise<Response> {
  const { security } = exchange.operation
  if (!security) return admit(exchange, noAuth, runtime)
  return authoriseExchange(security, exchange, runtime).then(
    (access) =>
      access.granted
        ? admit(exchange, access.auth, runtime)
        : answerProblem(refused(access), exchange, runtime),
    (error) => answerException(error, exchange, runtime),
  )
}

function admit(
  exchange: OperationExchange,
  auth: unknown,
  runtime: Runtime,
): MaybePromise<Response> {
  const { operation, context, request } = exchange
  const promises406 = Object.hasOwn(operation.descriptor.responses, '406')
  if ((promises406 || runtime.refuseUnacceptable) && !isAcceptable(operation, request))
    return answerProblem(notAcceptable, exchange, runtime)
  const body = operation.body ? readBody(operation.body, context, exchange.bytes) : undefined
  return isPromise(body)
    ? body.then(
        (read) => invoke(exchange, auth, read, runtime),
        (error) => answerException(error, exchange, runtime),
      )
    : invoke(exchange, auth, body, runtime)
}

function invoke(
  exchange: OperationExchange,
  auth: unknown,
  body: BodyResult | undefined,
  runtime: Runtime,
): MaybePromise<Response> {
  try {
    if (body?.kind === 'problem') return answerProblem(body.problem, exchange, runtime)
    const { operation, context, request } = exchange
    const { values, issues } = readParameters(operation, exchange)
    const judged = body && judgeBody(operation, body)
    const found = judged && judged.issues.length > 0 ? [...issues, ...judged.issues] : issues
    if (found.length > 0) return answerProblem(invalid(found), exchange, runtime)
    const input: Record<string, unknown> = { auth, request, context }
    for (const section of operation.sections) input[section.in] = values[section.in]
    if (body?.kind === 'read') {
      input.body = judged?.value
      input.mediaType = body.reading.type.key
    }
    const output = operation.handler(input as never)
    if (!isPromise(output)) return answer(output, exchange, runtime)
    return output.then(
      (known) => answerSafely(known, exchange, runtime),
      (error) => answerThrown(error, exchange, runtime),
    )
  } catch (error) {
    return answerThrown(error, exchange, runtime)
  }
}

const noAuth = Object.freeze({})
const notAcceptable: ProblemDraft = {
  kind: 'not-acceptable',
  message: 'The request accepts none of the media types that this operation answers.',
}

function authoriseExchange(
  plan: SecurityPlan,
  { operation, context, request, target }: OperationExchange,
  runtime: Runtime,
): Promise<Authorisation> {
  const source = { headers: request.headers, query: target.query }
  return authorise(plan, {
    policy: runtime.authPolicy,
    realm: runtime.realm,
    details: { operationId: operation.operationId, request, context },
    present: ({ scheme }: SchemeCheck): PresentedCredential | undefined => {
      if (scheme.type === 'mutualTLS') return { value: undefined }
      const value = extractCredential(scheme, source)
      return value === undefined ? undefined : { value }
    },
  })
}

function refused({ refusal, challenges }: Authorisation & { granted: false }): ProblemDraft {
  const message = refusal.message ?? refusalMessages[refusal.kind]
  return { kind: refusal.kind, message, refusal, challenges }
}

const refusalMessages = {
  unauthorized: 'The credential is not accepted.',
  forbidden: 'The credential does not allow this operation.',
} as const

/** Only promised successes count: what an error looks like is not the caller's choice. */
function isAcceptable({ descriptor }: PreparedOperation, request: Request): boolean {
  const accept = request.headers.get('accept')
  if (accept === null) return true
  const offers = Object.entries(descriptor.responses)
    .filter(([key]) => /^[23]|^default$/.test(key))
    .map(([, { content }]) => Object.keys(content ?? {}))
  if (offers.length === 0 || offers.some((types) => types.length === 0)) return true
  return negotiate(accept, offers.flat()) !== undefined
}

function invalid(issues: readonly ProblemIssue[]): ProblemDraft {
  const [first] = issues
  const where = first ? [first.in, ...first.path].join('.') : 'request'
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : ''
  return { kind: 'validation', issues, message: `Invalid ${where}: ${first?.message ?? ''}${more}` }
}

function answer(
  output: unknown,
  exchange: OperationExchange,
  runtime: Runtime,
): MaybePromise<Response> {
  const { operation, context } = exchange
  if (!isOutput(output))
    throw new TypeError(
      `The handler of \`${operation.operationId}\` must return an answer with a status from 200 to 599.`,
    )
  const response = operation.responses.find(output.status)
  const encoded = encodeAnswer(watched(output, response, exchange, runtime), response)
  if (runtime.checks === 'off') return sendAnswer(encoded, context)
  const findings = checkAnswer({ operation: operation.descriptor, answer: encoded, response })
  for (const finding of findings) runtime.onFinding(finding)
  const broken = findings.filter(({ severity }) => severity === 'error')
  if (broken.length === 0 || runtime.checks === 'report') return sendAnswer(encoded, context)
  const message = 'The server was about to answer what its document does not promise.'
  return answerProblem({ kind: 'internal', message, error: broken }, exchange, runtime)
}

/** A sequence is sent before it is whole: its items are checked, and its failure told, as it goes. */
function watched(
  output: Output,
  response: PreparedResponse | undefined,
  { operation, context, request }: OperationExchange,
  runtime: Runtime,
): Output {
  if (response?.json !== undefined || !isAsyncIterable(output.body)) return output
  const { operationId, descriptor } = operation
  const mediaType = output.mediaType ?? Object.keys(response?.content ?? {})[0] ?? ''
  const headers = { 'Content-Type': mediaType }
  const answer = { status: output.status, body: null, headers }
  const body = watchItems(output.body, {
    onItem: (item, index) => {
      if (runtime.checks === 'off') return
      const finding = checkItem(item, index, { operation: descriptor, answer, response })
      if (finding) runtime.onFinding(finding)
    },
    onError: (error) => runtime.onError(error, { operationId, request, context }),
  })
  return { ...output, body }
}

function answerSafely(
  output: unknown,
  exchange: OperationExchange,
  runtime: Runtime,
): MaybePromise<Response> {
  try {
    return answer(output, exchange, runtime)
  } catch (error) {
    return answerException(error, exchange, runtime)
  }
}

function answerThrown(
  error: unknown,
  exchange: OperationExchange,
  runtime: Runtime,
): MaybePromise<Response> {
  if (error instanceof ServerReply) return answerSafely(error.output, exchange, runtime)
  // Thrown on purpose, by middleware or by the handler, in Hono's own way.
  if (error instanceof HTTPException) return error.getResponse()
  if (error instanceof BodyTooLargeError)
    return answerProblem({ kind: 'payload-too-large', message: error.message }, exchange, runtime)
  return answerException(error, exchange, runtime)
}
