import { type MediaType, parseMediaType } from './parse-media-type.ts'
import { pickMediaType } from './pick-media-type.ts'

/**
 * How closely a documented media type or range covers an actual one: 0 for not at all, more for closer.
 *
 * `charset` never decides. Any other parameter that both have must be equal (`version=1` is not `version=2`); one that
 * only the document has makes the match weaker.
 */
export function matchMediaType(documented: MediaType, actual: MediaType): number {
  const closeness =
    documented.essence === actual.essence
      ? 8
      : documented.subtype === '*'
        ? documented.type === actual.type
          ? 4
          : documented.type === '*'
            ? 2
            : 0
        : 0
  if (closeness === 0) return 0
  let shared = 0
  for (const [name, value] of documented.parameters) {
    if (name === 'charset') continue
    const other = actual.parameters.get(name)
    if (other === undefined) return closeness - 1
    if (other.toLowerCase() !== value.toLowerCase()) return 0
    shared += 1
  }
  return shared > 0 ? closeness + 1 : closeness
}

/** A documented media type and the key that documents it. */
export interface FoundMediaType<Descriptor> {
  /** As the document writes it. */
  readonly key: string
  readonly descriptor: Descriptor
  /** What the message says. */
  readonly contentType: string
  /** The same, parsed. */
  readonly actual: MediaType
}

/**
 * The documented media type that covers a `Content-Type` most closely; `undefined` when none does, or when there is
 * no readable `Content-Type`.
 *
 * @example
 * ```ts
 * import { findMediaType } from '@concordat/wire'
 * findMediaType({ 'application/*': 1, 'application/json': 2 }, 'application/json; charset=utf-8')?.key
 * // 'application/json'
 * ```
 * @see OpenAPI 3.1, 4.8.14: "When a request matches multiple keys, only the most specific key is applicable."
 */
export function findMediaType<Descriptor>(
  content: Readonly<Record<string, Descriptor>>,
  contentType: string | null | undefined,
): FoundMediaType<Descriptor> | undefined {
  if (!contentType) return undefined
  // A document may name a type that is none, such as `xls`, and then means that very text.
  const name = contentType.toLowerCase()
  const named = Object.hasOwn(content, contentType)
    ? { essence: name, type: name, subtype: '', parameters: new Map() }
    : undefined
  const actual = parseMediaType(contentType) ?? named
  if (!actual) return undefined
  const key = pickMediaType(Object.keys(content), contentType)
  const descriptor = key === undefined ? undefined : content[key]
  return key === undefined || descriptor === undefined
    ? undefined
    : { key, descriptor, contentType, actual }
}
