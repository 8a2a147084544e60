/** A media type or range, its names in lower case. */
export interface MediaType {
  /** `application/json`, `image/*`. */
  readonly essence: string
  readonly type: string
  readonly subtype: string
  /** Parameters by lower-case name; of duplicates the first counts, as in browsers. */
  readonly parameters: ReadonlyMap<string, string>
}

const token = "[!#$%&'*+.^_`|~0-9a-z-]+"
const essencePattern = new RegExp(`^\\s*(${token})/(${token})\\s*(?:;|$)`, 'i')
const parameterPattern = new RegExp(`;\\s*(${token})=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;"]*))`, 'gi')

/**
 * Reads a media type, or a range such as `image/*`; `undefined` when the text is none.
 *
 * @example
 * ```ts
 * import { parseMediaType } from '@concordat/wire'
 * parseMediaType('Application/JSON; charset="UTF-8"')?.parameters.get('charset') // 'UTF-8'
 * ```
 * @see {@link https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1 | RFC 9110, section 8.3.1}
 */
export function parseMediaType(text: string): MediaType | undefined {
  const [, type, subtype] = essencePattern.exec(text.toLowerCase()) ?? []
  if (type === undefined || subtype === undefined) return undefined
  const parameters = new Map<string, string>()
  for (const [, name = '', quoted, bare] of text.matchAll(parameterPattern)) {
    const key = name.toLowerCase()
    if (parameters.has(key)) continue
    parameters.set(key, quoted?.replace(/\\(.)/g, '$1') ?? bare?.trim() ?? '')
  }
  return { essence: `${type}/${subtype}`, type, subtype, parameters }
}

/** Whether bodies of this type are JSON values. @see RFC 6839, section 3.1 */
export function isJsonMediaType({ essence, subtype }: MediaType): boolean {
  return subtype === 'json' || subtype.endsWith('+json') || essence === 'text/json'
}

/** Whether bodies of this type are sequences of JSON values. */
export function isSequenceMediaType({ essence }: Pick<MediaType, 'essence'>): boolean {
  return /^application\/(?:(?:x-)?ndjson|jsonl|x-jsonlines|json-?lines|json-seq)$|\+json-seq$|^text\/event-stream$/.test(
    essence,
  )
}

/** Whether a range covers several media types. */
export function isMediaTypeRange({ subtype }: MediaType): boolean {
  return subtype === '*'
}
