import { extractCredential, negotiate, validateBody } from '@concordat/wire'
import { HTTPException } from 'hono/http-exception'
import { checkAnswer } from '../answer/check-answer.ts'
import { encodeAnswer } from '../answer/encode-answer.ts'
import { isOutput } from '../answer/output.ts'
import { sendAnswer } from '../answer/send-answer.ts'
import { BodyTooLargeError } from '../body/limit-stream.ts'
import { type BodyResult, readBody } from '../body/read-body.ts'
import { authorise, type PresentedCredential } from '../security/authorise.ts'
import type { SchemeCheck, SecurityPlan } from '../security/security-plan.ts'
import type { ProblemIssue } from '../server-problem.ts'
import { ServerReply } from '../server-reply.ts'
import { answerException, answerProblem } from './answer-problem.ts'
import type { PreparedOperation } from './prepare-operation.ts'
import type { ProblemDraft } from './problem-draft.ts'
import { readParameters } from './read-parameters.ts'
import type { Exchange, Runtime } from './runtime.ts'
import { validationIssue } from './validation-issue.ts'

/** A request that has found its operation. */
export interface OperationExchange extends Exchange {
  readonly operation: PreparedOperation
  /** Raw texts of the path's variables, in the template's order. */
  readonly values: readonly string[]
}

/**
 * Takes a request through its operation: security, negotiation, body, parameters, validation, handler, answer. Who may
 * not call learns nothing of what is wrong with his request.
 */
export async function runOperation(
  exchange: OperationExchange,
  runtime: Runtime,
): Promise<Response> {
  try {
    const { operation, context, request } = exchange
    const access = operation.security
      ? await authoriseExchange(operation.security, exchange, runtime)
      : noAuth
    if ('problem' in access) return await answerProblem(access.problem, exchange, runtime)
    if (runtime.refuseUnacceptable && !isAcceptable(operation, request))
      return await answerProblem(notAcceptable, exchange, runtime)
    const body = operation.body ? await readBody(operation.body, context) : undefined
    if (body?.kind === 'problem') return await answerProblem(body.problem, exchange, runtime)
    const { values, issues } = readParameters(operation, {
      path: variablesOf(operation, exchange.values),
      query: exchange.target.query,
      headers: request.headers,
    })
    const found = body ? [...issues, ...bodyIssues(operation, body)] : issues
    if (found.length > 0) return await answerProblem(invalid(found), exchange, runtime)
    const input: Record<string, unknown> = { auth: access.auth, request, context }
    for (const section of operation.sections) input[section.in] = values[section.in]
    if (body?.kind === 'read') {
      input.body = body.value
      input.mediaType = body.reading.type.key
    }
    return await answer(await operation.handler(input as never), exchange, runtime)
  } catch (error) {
    return answerThrown(error, exchange, runtime)
  }
}

const noAuth = { auth: Object.freeze({}) } as const
const notAcceptable: ProblemDraft = {
  kind: 'not-acceptable',
  message: 'The request accepts none of the media types that this operation answers.',
}

async function authoriseExchange(
  plan: SecurityPlan,
  { operation, context, request, target }: OperationExchange,
  runtime: Runtime,
): Promise<{ readonly auth: unknown } | { readonly problem: ProblemDraft }> {
  const source = { headers: request.headers, query: target.query }
  const result = await authorise(plan, {
    policy: runtime.authPolicy,
    realm: runtime.realm,
    details: { operationId: operation.operationId, request, context },
    present: ({ scheme }: SchemeCheck): PresentedCredential | undefined => {
      if (scheme.type === 'mutualTLS') return { value: undefined }
      const value = extractCredential(scheme, source)
      return value === undefined ? undefined : { value }
    },
  })
  if (result.granted) return result
  const { refusal, challenges } = result
  const message = refusal.message ?? refusalMessages[refusal.kind]
  return { problem: { kind: refusal.kind, message, refusal, challenges } }
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

const noVariables: Readonly<Record<string, string>> = Object.freeze({})

function variablesOf(
  { variables }: PreparedOperation,
  values: readonly string[],
): Readonly<Record<string, string>> {
  if (variables.length === 0) return noVariables
  const record: Record<string, string> = Object.create(null)
  for (const [index, name] of variables.entries()) record[name] = values[index] ?? ''
  return record
}

function bodyIssues(operation: PreparedOperation, body: BodyResult): readonly ProblemIssue[] {
  if (body.kind === 'mistyped') return body.issues
  if (body.kind === 'absent')
    return operation.body?.required
      ? [{ in: 'body', path: [], message: 'is required', missing: true }]
      : []
  if (body.kind === 'problem' || !body.reading.validator) return []
  const { validator, type } = body.reading
  return validateBody(validator, body.value, type.descriptor).map((issue) =>
    validationIssue('body', issue, body.value),
  )
}

function invalid(issues: readonly ProblemIssue[]): ProblemDraft {
  const [first] = issues
  const where = first ? [first.in, ...first.path].join('.') : 'request'
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : ''
  return { kind: 'validation', issues, message: `Invalid ${where}: ${first?.message ?? ''}${more}` }
}

async function answer(
  output: unknown,
  exchange: OperationExchange,
  runtime: Runtime,
): Promise<Response> {
  const { operation, context } = exchange
  if (!isOutput(output))
    throw new TypeError(
      `The handler of \`${operation.operationId}\` must return an answer with a status from 200 to 599.`,
    )
  const response = operation.responses.find(output.status)
  const encoded = encodeAnswer(output, response)
  if (runtime.checks === 'off') return sendAnswer(encoded, context)
  const findings = checkAnswer({ operation: operation.descriptor, answer: encoded, response })
  for (const finding of findings) runtime.onFinding(finding)
  const broken = findings.filter(({ severity }) => severity === 'error')
  if (broken.length === 0 || runtime.checks === 'report') return sendAnswer(encoded, context)
  const message = 'The server was about to answer what its document does not promise.'
  return answerProblem({ kind: 'internal', message, error: broken }, exchange, runtime)
}

async function answerThrown(
  error: unknown,
  exchange: OperationExchange,
  runtime: Runtime,
): Promise<Response> {
  try {
    if (error instanceof ServerReply) return await answer(error.output, exchange, runtime)
    // Thrown on purpose, by middleware or by the handler, in Hono's own way.
    if (error instanceof HTTPException) return error.getResponse()
  } catch (failure) {
    return answerException(failure, exchange, runtime)
  }
  if (error instanceof BodyTooLargeError)
    return answerProblem({ kind: 'payload-too-large', message: error.message }, exchange, runtime)
  return answerException(error, exchange, runtime)
}
