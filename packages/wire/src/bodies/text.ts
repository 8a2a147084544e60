import type { Decoded } from '../issue.ts'
import { refuse } from '../parameters/decode-parts.ts'

/** Keeps nothing between bodies, as none is decoded in pieces: making one for each is a good part of reading it. */
const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Bytes as text in the charset that a `Content-Type` names, UTF-8 by default. What is no such text is refused.
 *
 * @example
 * ```ts
 * import { decodeText } from '@concordat/wire'
 * decodeText(new Uint8Array([0xe9]), 'text/plain; charset=iso-8859-1') // { ok: true, value: 'é' }
 * ```
 */
export function decodeText(bytes: Uint8Array, contentType = ''): Decoded<string> {
  const charset = /;\s*charset="?([^\s";]+)/i.exec(contentType)?.[1] ?? 'utf-8'
  try {
    const decoder = charset === 'utf-8' ? utf8 : new TextDecoder(charset, { fatal: true })
    return { ok: true, value: decoder.decode(bytes) }
  } catch {
    // RangeError for a charset that is unknown, TypeError for bytes that are none of it.
    return refuse({ in: 'body', path: [] }, 'malformed', `text in ${charset}`)
  }
}
