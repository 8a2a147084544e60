import { unescapeUri } from '../parameters/escape.ts'

/** One part of a multipart body. */
export interface MultipartPart {
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>
  readonly bytes: Uint8Array<ArrayBuffer>
}

const carriageReturn = 13
const lineFeed = 10
const encoder = new TextEncoder()

/**
 * Splits a multipart body at its boundary; `undefined` when it is not well formed: no boundary line, or no final one.
 * @see {@link https://www.rfc-editor.org/rfc/rfc2046#section-5.1.1 | RFC 2046, section 5.1.1}
 */
export function parseMultipart(
  bytes: Uint8Array<ArrayBuffer>,
  boundary: string,
): MultipartPart[] | undefined {
  const delimiter = encoder.encode(`--${boundary}`)
  const parts: MultipartPart[] = []
  let start: number | undefined
  for (let at = findDelimiter(bytes, delimiter, 0); at !== undefined; ) {
    if (start !== undefined) {
      const part = parsePart(bytes.subarray(start, Math.max(start, at - 2)))
      if (!part) return undefined
      parts.push(part)
    }
    const after = at + delimiter.length
    if (bytes[after] === 45 && bytes[after + 1] === 45) return parts
    // White space may stand between the boundary and its line's end.
    const end = bytes.indexOf(lineFeed, after)
    if (end < 0) return undefined
    start = end + 1
    at = findDelimiter(bytes, delimiter, start)
  }
  return undefined
}

/** The next boundary that begins a line, from `from` on (which begins a line itself). */
function findDelimiter(bytes: Uint8Array, delimiter: Uint8Array, from: number): number | undefined {
  if (startsWith(bytes, delimiter, from)) return from
  for (let at = bytes.indexOf(carriageReturn, from); at >= 0; ) {
    if (bytes[at + 1] === lineFeed && startsWith(bytes, delimiter, at + 2)) return at + 2
    at = bytes.indexOf(carriageReturn, at + 1)
  }
  return undefined
}

function startsWith(bytes: Uint8Array, prefix: Uint8Array, from: number): boolean {
  for (let index = 0; index < prefix.length; index += 1) {
    if (bytes[from + index] !== prefix[index]) return false
  }
  return true
}

function parsePart(bytes: Uint8Array<ArrayBuffer>): MultipartPart | undefined {
  const headers = new Map<string, string>()
  let at = 0
  for (;;) {
    const end = bytes.indexOf(lineFeed, at)
    if (end < 0) return undefined
    const line = new TextDecoder().decode(bytes.subarray(at, end)).replace(/\r$/, '')
    at = end + 1
    if (line === '') return { headers, bytes: bytes.subarray(at) }
    const colon = line.indexOf(':')
    if (colon < 1) return undefined
    headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
  }
}

/**
 * The names that a `Content-Disposition` gives a part, as browsers write them: no escapes but `%22`, `%0D` and `%0A`.
 * `filename*` of RFC 5987 is read too, and preferred.
 */
export function parseDisposition(header: string): {
  readonly name: string | undefined
  readonly filename: string | undefined
} {
  const found = new Map<string, string>()
  for (const [, name = '', quoted, bare] of header.matchAll(
    /;\s*([^=;\s]+)\s*=\s*(?:"([^"]*)"|([^;\s]*))/g,
  )) {
    const text = quoted?.replace(/%0D/gi, '\r').replace(/%0A/gi, '\n').replaceAll('%22', '"')
    found.set(name.toLowerCase(), text ?? bare ?? '')
  }
  const extended = /^utf-8'[^']*'(.*)$/i.exec(found.get('filename*') ?? '')?.[1]
  return {
    name: found.get('name'),
    filename: (extended && unescapeUri(extended)) ?? found.get('filename'),
  }
}
