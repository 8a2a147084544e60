import type { HeaderDescriptor } from '../descriptor.ts'
import type { Decoded, DecodeIssue } from '../issue.ts'
import { refusal } from './decode-parts.ts'
import { decodeWholeText } from './decode-text-parameter.ts'

/**
 * Reads the documented headers of a response, under lower-case names. A required header that is absent is an issue.
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
): Decoded<Record<string, unknown>> {
  const values: Record<string, unknown> = {}
  const issues: DecodeIssue[] = []
  for (const [name, descriptor] of Object.entries(descriptors)) {
    const key = name.toLowerCase()
    const place = {
      in: 'header',
      path: [key],
      unescapeText: (text: string) => text.trim(),
    } as const
    const text = headers.get(key)
    if (key === 'set-cookie' && typeof descriptor.shape === 'object') {
      // The one header whose lines cannot be joined by commas.
      values[key] = headers.getSetCookie()
    } else if (text !== null) {
      const decoded = decodeWholeText({ ...descriptor, name }, text, place)
      if (decoded.ok) values[key] = decoded.value
      else issues.push(...decoded.issues)
    } else if (descriptor.required) {
      issues.push({ ...refusal(place, 'missing', 'a value'), message: 'is required' })
    }
  }
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: values }
}
