import { ApiError } from './api-error.ts'
import type { AnyResult } from './result.ts'

/** The body of a documented success among the results. */
export type SuccessBody<R> = R extends { readonly ok: true; readonly body: infer Body }
  ? Body
  : never

/**
 * The body of a documented success; everything else is thrown. Takes a result or the promise of one.
 *
 * @throws ApiError for every other result.
 *
 * @example
 * ```ts
 * import { ApiError, type DocumentedResult, type FailedResult, unwrap } from '@concordat/client'
 * type Count = DocumentedResult<200, 'application/json', { count: number }, Record<never, never>, true>
 * declare function getCount(): Promise<Count | FailedResult>
 * try {
 *   const { count } = await unwrap(getCount())
 *   console.log(count)
 * } catch (error) {
 *   if (error instanceof ApiError) console.error(error.status, error.body)
 * }
 * ```
 */
export function unwrap<R extends AnyResult>(result: Promise<R>): Promise<SuccessBody<R>>
export function unwrap<R extends AnyResult>(result: R): SuccessBody<R>
export function unwrap<R extends AnyResult>(
  result: R | Promise<R>,
): SuccessBody<R> | Promise<SuccessBody<R>> {
  if (result instanceof Promise) return result.then((settled) => unwrap(settled))
  if (!result.ok) throw new ApiError(result)
  // Seam: `ok` is what tells a documented success.
  return result.body as SuccessBody<R>
}
