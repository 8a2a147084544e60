import type { AnyMethod } from './client.ts'
import type { AnyResult } from './result.ts'

type BodyOf<R> = R extends { readonly body: infer Body } ? Body : undefined
type HeadersOf<R> = R extends { readonly headers: infer Headers } ? Headers : undefined
type ResponseOf<R> = R extends { readonly response: infer Answer } ? Answer : undefined

/** The results of a method that `unwrap` throws. */
export type ErrorResult<M extends AnyMethod> = Exclude<
  Awaited<ReturnType<M>>,
  { readonly ok: true }
>

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
 * Whether a thrown value is the error of one operation; if so, `status`, `body` and `headers` have that operation's types.
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
 *   return isApiError(error, getPet) && error.result.status === 404 ? error.result.body.hint : undefined
 * }
 * ```
 */
export function isApiError<M extends AnyMethod>(
  error: unknown,
  method: M,
): error is ApiError<ErrorResult<M>> {
  return error instanceof ApiError && error.operationId === method.operation.operationId
}

function messageOf(result: AnyResult): string {
  const { operationId } = result
  switch (result.status) {
    case 'failed':
      return `${operationId} got no answer (${result.reason}): ${textOf(result.error)}`
    case 'undocumented':
      return `${operationId} got an answer whose ${result.reason === 'status' ? `status ${result.response.status}` : 'media type'} is not documented`
    case 'malformed': {
      const [issue] = result.issues
      const where = issue
        ? `: ${[issue.in, ...issue.path.map(String)].join('.')} ${issue.message}`
        : ''
      return `${operationId} got a malformed answer with status ${result.documentedStatus}${where}`
    }
    default:
      return `${operationId} was answered with status ${result.status}`
  }
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
