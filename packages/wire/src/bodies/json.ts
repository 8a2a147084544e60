import type { Decoded } from '../issue.ts'
import { refuse } from '../parameters/decode-parts.ts'
import { changedInteger } from './changed-integer.ts'
import { decodeText } from './text.ts'

/**
 * JSON text of a value.
 * @throws TypeError for a value that JSON has no text for: `undefined`, a function, a bigint, a circle.
 */
export function encodeJson(value: unknown): string {
  const text = JSON.stringify(value)
  if (text === undefined) throw new TypeError(`${String(value)} cannot be sent as JSON`)
  return text
}

/**
 * The value of JSON text in bytes. It is UTF-8 whatever a `charset` says; a byte order mark is skipped, bytes that are
 * not UTF-8 are refused.
 * @see {@link https://www.rfc-editor.org/rfc/rfc8259#section-8.1 | RFC 8259, section 8.1}
 */
export function decodeJson(bytes: Uint8Array): Decoded<unknown> {
  const text = decodeText(bytes)
  return text.ok ? parseJson(text.value) : text
}

/** The value of JSON text; an integer that a number cannot hold is refused, so that it is never another one. */
export function parseJson(text: string): Decoded<unknown> {
  try {
    const value: unknown = JSON.parse(text)
    const changed = changedInteger(text)
    return changed
      ? refuse({ in: 'body', path: [] }, 'precision', 'an integer that a number can hold', changed)
      : { ok: true, value }
  } catch {
    // A SyntaxError's text differs between engines; the beginning of the body says more.
    return refuse({ in: 'body', path: [] }, 'malformed', 'JSON', text || undefined)
  }
}
