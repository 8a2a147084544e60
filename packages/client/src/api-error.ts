import type { AnyMethod } from './client.ts'
import { textOf } from './request-error.ts'
import type { AnyResult } from './result.ts'

type BodyOf<R> = R extends { readonly body: infer Body } ? Body : undefined
type HeadersOf<R> = R extends { readonly headers: infer Headers } ? Headers : undefined
type ResponseOf<R> = R extends { readonly response: infer Answer } ? Answer : undefined

/** The results of a method that `unwrap` throws. */
export type ErrorResult<M extends AnyMethod> = Exclude<
  Awaited<ReturnType<M>>,
  { readonly ok: true }
>

/** The errors of a method: one for each of its results, so that a `switch` over `status` narrows `body` and `headers`. */
export type ErrorOf<M extends AnyMethod> = EachError<ErrorResult<M>>

type EachError<R> = R extends AnyResult ? ApiError<R> : never

/**
 * A result that is no documented success, thrown by `unwrap`. Its `status` is the result's: a status code of the
 * document, or `'undocumented'`, `'malformed'`, `'failed'`.
 *
 * @example
 * ```ts
 * import { ApiError } from '@concordat/client'
 * function explain(error: unknown): string {
 *   return error instanceof ApiError ? `${error.operationId}: ${error.status}` : String(error)
 * }
 * ```
 */
export class ApiError<R extends AnyResult = AnyResult> extends Error {
  override readonly name = 'ApiError'
  readonly operationId: string
  readonly status: R['status']
  /** What arrived, typed where the document describes it; `undefined` when nothing did. */
  readonly body: BodyOf<R>
  /** The documented headers under lower-case names; `undefined` when the answer is not documented. */
  readonly headers: HeadersOf<R>
  /** `undefined` when nothing arrived. */
  readonly response: ResponseOf<R>
  /** The whole result, to tell its variants apart. */
  readonly result: R

  constructor(result: R) {
    super(messageOf(result), 'error' in result ? { cause: result.error } : undefined)
    this.operationId = result.operationId
    this.status = result.status
    // Seams: a member that a variant lacks is `undefined` at run time and in its type.
    this.body = ('body' in result ? result.body : undefined) as BodyOf<R>
    this.headers = ('headers' in result ? result.headers : undefined) as HeadersOf<R>
    this.response = ('response' in result ? result.response : undefined) as ResponseOf<R>
    this.result = result
  }
}

/**
 * Whether a thrown value is the error of one operation; if so, it is a union over that operation's results: a `switch` over
 * its `status` tells the types of `body` and `headers`.
 *
 * @example
 * ```ts
 * import { isApiError, type Method } from '@concordat/client'
 * import type { OperationDescriptor } from '@concordat/wire'
 * interface GetPet {
 *   parameters: { path: { id: string } }
 *   responses: {
 *     200: { headers: Record<string, unknown>; content: { 'application/json': { name: string } } }
 *     404: { headers: Record<string, unknown>; content: { 'application/json': { hint: string } } }
 *   }
 * }
 * declare const getPet: Method<GetPet, OperationDescriptor>
 * function hintOf(error: unknown): string | undefined {
 *   return isApiError(error, getPet) && error.status === 404 ? error.body.hint : undefined
 * }
 * ```
 */
export function isApiError<M extends AnyMethod>(error: unknown, method: M): error is ErrorOf<M> {
  return error instanceof ApiError && error.operationId === method.operation.operationId
}

function messageOf(result: AnyResult): string {
  const { operationId } = result
  if (result.status === 'failed') {
    return `${operationId} got no answer (${result.reason}): ${causeOf(result.error)}`
  }
  const { status, headers } = result.response
  const type = headers.get('content-type')?.replace(/\s*;.*/, '')
  const answer = `${operationId} was answered with ${status}${type ? ` ${type}` : ''}`
  if (result.status === 'undocumented') return `${answer}, which the document does not describe`
  if (result.status !== 'malformed') return answer
  return `${answer}, malformed${textOf(result.issues[0])}`
}

/** An error and what caused it: `fetch failed: connect ECONNREFUSED 127.0.0.1:80`. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { message, name, cause } = error
  // Where several addresses were tried in vain, Node says so by a code alone.
  const said = message || ('code' in error ? error.code : name)
  return cause === undefined ? `${said}` : `${said}: ${causeOf(cause)}`
}
