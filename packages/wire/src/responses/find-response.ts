/** A documented response and the key that documents it. */
export interface FoundResponse<Response> {
  /** `'200'`, `'2XX'` or `'default'`. */
  readonly key: string
  readonly response: Response
}

/**
 * The key of the response that documents a status: the exact code before its range, the range before `default`.
 *
 * @example
 * ```ts
 * import { responseKey } from '@concordat/wire'
 * responseKey({ 200: {}, '4XX': {}, default: {} }, 404) // '4XX'
 * ```
 * @see OpenAPI 3.1, 4.8.16
 */
export function responseKey(
  responses: Readonly<Record<string, unknown>>,
  status: number,
): string | undefined {
  // No key of these is ever inherited.
  return [`${status}`, `${`${status}`[0]}XX`, 'default'].find((key) => responses[key])
}

/**
 * The response that documents a status, with its key.
 *
 * @example
 * ```ts
 * import { findResponse } from '@concordat/wire'
 * findResponse({ 200: {}, '4XX': {}, default: {} }, 404)?.key // '4XX'
 * ```
 * @see OpenAPI 3.1, 4.8.16
 */
export function findResponse<Response>(
  responses: Readonly<Record<string, Response>>,
  status: number,
): FoundResponse<Response> | undefined {
  const key = responseKey(responses, status)
  const response = key && responses[key]
  return response ? { key, response } : undefined
}
