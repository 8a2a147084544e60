import type { HeaderDescriptor } from '../descriptor.ts'
import type { Decoded, DecodeIssue } from '../issue.ts'
import { type DecodePlace, decodeOne } from './decode-parts.ts'
import { decodeWholeText } from './decode-text-parameter.ts'

/** Reads the text of one header. */
export type HeaderReader = (
  descriptor: HeaderDescriptor & { readonly name: string },
  text: string,
  place: DecodePlace,
  headers: Headers,
) => Decoded<unknown>

/**
 * Reads the documented headers of a response, under lower-case names. A required header that is absent is an issue,
 * unless `mayHide` says that not all headers can be seen (a browser hides most from other origins).
 *
 * @example
 * ```ts
 * import { decodeHeaders } from '@concordat/wire'
 * const headers = new Headers({ 'X-RateLimit-Remaining': '99' })
 * decodeHeaders({ 'X-RateLimit-Remaining': { shape: 'integer' } }, headers)
 * // { ok: true, value: { 'x-ratelimit-remaining': 99 } }
 * ```
 */
export function decodeHeaders(
  descriptors: Readonly<Record<string, HeaderDescriptor>>,
  headers: Headers,
  mayHide = false,
): Decoded<Record<string, unknown>> {
  return readHeaders(descriptors, headers, decodeHeader, mayHide)
}

/** Reads one header by any shape, or by its media type. */
export const decodeHeader: HeaderReader = (descriptor, text, place, headers) =>
  // The one header whose lines cannot be joined by commas.
  place.path[0] === 'set-cookie' && typeof descriptor.shape === 'object'
    ? { ok: true, value: headers.getSetCookie() }
    : decodeWholeText(descriptor, text, place)

/** Reads one header that is a single value: a text, a number, a boolean. */
export const decodePlainHeader: HeaderReader = ({ shape = 'string' }, text, place) =>
  decodeOne(text, shape, place)

/** As {@link decodeHeaders}, with a reader that may know less and weigh less. */
export function readHeaders(
  descriptors: Readonly<Record<string, HeaderDescriptor>>,
  headers: Headers,
  read: HeaderReader,
  mayHide: boolean,
): Decoded<Record<string, unknown>> {
  const value: Record<string, unknown> = {}
  const issues: DecodeIssue[] = []
  for (const [name, descriptor] of Object.entries(descriptors)) {
    const key = name.toLowerCase()
    const place: DecodePlace = { in: 'header', path: [key], unescapeText: (text) => text.trim() }
    const text = headers.get(key)
    if (text === null) {
      if (descriptor.required && !mayHide) {
        issues.push({ in: 'header', path: [key], code: 'missing', message: 'is required' })
      }
    } else {
      const decoded = read({ ...descriptor, name }, text, place, headers)
      if (decoded.ok) value[key] = decoded.value
      else issues.push(...decoded.issues)
    }
  }
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value }
}
