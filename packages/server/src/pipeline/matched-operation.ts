import type { OperationDescriptor } from '@concordat/wire'
import type { Context } from 'hono'

/** What of an operation middleware may need: its id, its method and its path as the document writes it. */
export type MatchedOperation = Pick<OperationDescriptor, 'operationId' | 'method' | 'path'>

/** Name of the context variable that holds the operation of a request, from the moment in which it is found. */
export const operationVariable = 'openapiOperation'

/**
 * The operation that a request was matched to, for handlers, and for middleware after `next()`; `undefined` where there
 * is none. It stands in the context variable `openapiOperation`.
 *
 * @example
 * ```ts
 * import { matchedOperation } from '@concordat/server'
 * import type { MiddlewareHandler } from 'hono'
 * const log: MiddlewareHandler = async (context, next) => {
 *   await next()
 *   console.log(matchedOperation(context)?.path, context.res.status)
 * }
 * ```
 */
export function matchedOperation(context: Context): MatchedOperation | undefined {
  return context.get(operationVariable)
}
