/** A documented response and the key that documents it. */
export interface FoundResponse<Response> {
  /** `'200'`, `'2XX'` or `'default'`. */
  readonly key: string
  readonly response: Response
}

/**
 * The response that documents a status: the exact code before its range, the range before `default`. A status that
 * HTTP does not allow (below 100, above 599) is documented by an exact code only.
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
  // No key of these is ever inherited.
  const range = `${status}`[0]
  const keys = status < 100 || status > 599 ? [status] : [status, `${range}XX`, 'default']
  const key = keys.find((one) => responses[one])
  const response = responses[`${key}`]
  return response && { key: `${key}`, response }
}
