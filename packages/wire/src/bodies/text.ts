import type { Decoded } from '../issue.ts'
import type { MediaType } from '../media/parse-media-type.ts'
import { refuse } from '../parameters/decode-parts.ts'

const place = { in: 'body', path: [] } as const

/** Bytes as text in the charset that the media type names, UTF-8 by default. What is no such text is refused. */
export function decodeCharset(bytes: Uint8Array, mediaType?: MediaType): Decoded<string> {
  const charset = mediaType?.parameters.get('charset') ?? 'utf-8'
  try {
    return { ok: true, value: new TextDecoder(charset, { fatal: true }).decode(bytes) }
  } catch {
    // RangeError for a charset that is unknown, TypeError for bytes that are none of it.
    return refuse(place, 'malformed', `text in ${charset}`)
  }
}
