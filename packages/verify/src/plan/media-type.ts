import { parseMediaType, pickMediaType } from '@concordat/wire'

/** A media type taken apart: type in lower case, parameters by lower-case name. @see RFC 9110, 8.3.1 */
export interface MediaTypeParts {
  /** As it was written. */
  readonly text: string
  readonly type: string
  readonly parameters: ReadonlyMap<string, string>
}

/** Reads a Content-Type value; `undefined` when it is none. */
export function readMediaType(text: string): MediaTypeParts | undefined {
  const parsed = parseMediaType(text)
  return parsed && { text, type: parsed.essence, parameters: parsed.parameters }
}

/** The documented entry that covers a media type, the most specific first: the one that client and server take, too. */
export function findMediaType<Entry extends { readonly mediaType: string }>(
  content: readonly Entry[],
  actual: MediaTypeParts,
): Entry | undefined {
  const key = pickMediaType(
    content.map(({ mediaType }) => mediaType),
    actual.text,
  )
  return content.find(({ mediaType }) => mediaType === key)
}
