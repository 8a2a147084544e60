/** A media type taken apart: type in lower case, parameters by lower-case name. @see RFC 9110, 8.3.1 */
export interface MediaTypeParts {
  readonly type: string
  readonly parameters: ReadonlyMap<string, string>
}

/** Reads a Content-Type value; `undefined` when it is none. */
export function readMediaType(text: string): MediaTypeParts | undefined {
  const [type = '', ...rest] = text.split(';')
  const name = type.trim().toLowerCase()
  if (!/^[!#$%&'*+.^_`|~0-9a-z-]+\/[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name)) return undefined
  const parameters = new Map<string, string>()
  for (const parameter of rest) {
    const at = parameter.indexOf('=')
    if (at < 0) continue
    const value = parameter.slice(at + 1).trim()
    parameters.set(parameter.slice(0, at).trim().toLowerCase(), value.replace(/^"(.*)"$/, '$1'))
  }
  return { type: name, parameters }
}

/** Whether a documented media type or range covers a concrete one. Parameters that the document names must agree, `charset` aside. */
export function coversMediaType(documented: string, actual: MediaTypeParts): boolean {
  const range = readMediaType(documented)
  if (range === undefined) return false
  const [top, sub] = range.type.split('/')
  const [actualTop] = actual.type.split('/')
  const fits =
    range.type === actual.type || range.type === '*/*' || (sub === '*' && top === actualTop)
  if (!fits) return false
  for (const [name, value] of range.parameters) {
    if (name === 'charset' || name === 'q' || name === 'boundary') continue
    if (actual.parameters.get(name) !== value) return false
  }
  return true
}

/** The documented entry that covers a media type, the most specific first. */
export function findMediaType<Entry extends { readonly mediaType: string }>(
  content: readonly Entry[],
  actual: MediaTypeParts,
): Entry | undefined {
  const rank = (entry: Entry): number =>
    entry.mediaType.startsWith('*/*') ? 2 : entry.mediaType.includes('/*') ? 1 : 0
  return content
    .filter((entry) => coversMediaType(entry.mediaType, actual))
    .sort((left, right) => rank(left) - rank(right))[0]
}
