import type { EncodingDescriptor, MediaTypeDescriptor } from '../descriptor.ts'
import { essenceOf } from '../media/essence.ts'
import { parseMediaType } from '../media/parse-media-type.ts'
import { getOwn } from '../own-property.ts'
import { isComposite, membersOf, textOf } from '../parameters/value-text.ts'
import type { EncodedBody } from './body-codec.ts'
import { isBinarySource } from './encode-body.ts'
import { encodeJson } from './json.ts'

/**
 * Writes the properties of an object as parts: arrays one part per item, objects as JSON, bytes as files, all else as
 * text; `encoding` gives a part its content type. The items of a list are parts without names, except in a form. Bytes
 * are not copied.
 *
 * @throws TypeError for a value that is no object, and for a stream inside it (a part's length must be known).
 * @see {@link https://www.rfc-editor.org/rfc/rfc7578 | RFC 7578}; OpenAPI 3.1, 4.8.14.4 and 4.8.15, and OpenAPI 3.2, "Encoding By Position"
 */
export function encodeMultipart(
  value: unknown,
  descriptor: MediaTypeDescriptor,
  contentType: string,
): EncodedBody {
  const { encoding, files } = descriptor
  if (!isComposite(value)) throw new TypeError(`A body in \`${contentType}\` is an object`)
  const boundary = randomBoundary()
  const chunks: BlobPart[] = []
  const isList = Array.isArray(value) && !/^multipart\/form-data\b/i.test(contentType)
  for (const [index, item] of isList ? value.entries() : []) {
    const { headers, body } = encodePart(item, partType(descriptor, index))
    chunks.push(`--${boundary}\r\n${headers.join('\r\n')}\r\n\r\n`, body, '\r\n')
  }
  for (const [name, member] of isList ? [] : membersOf(value)) {
    for (const item of itemsOf(member, getOwn(encoding, name))) {
      if (item === null && files?.includes(name))
        throw new TypeError(`The file \`${name}\` cannot be null: leave it out`)
      const { headers, body } = encodePart(item, getOwn(encoding, name)?.contentType, name)
      chunks.push(`--${boundary}\r\n${headers.join('\r\n')}\r\n\r\n`, body, '\r\n')
    }
  }
  return {
    body: new Blob([...chunks, `--${boundary}--\r\n`]),
    contentType: `${essenceOf(contentType)}; boundary=${boundary}`,
  }
}

/** The parts that one property becomes: one per item, unless its `encoding` asks for one list. */
function itemsOf(value: unknown, encoding: EncodingDescriptor | undefined): unknown[] {
  if (!Array.isArray(value)) return [value]
  const items = value.filter((item) => item !== undefined)
  const delimiter = listDelimiter(encoding)
  if (delimiter === undefined || items.length === 0) return items
  const texts = items.map(textOf)
  const clash = texts.find((text) => text.includes(delimiter))
  if (clash !== undefined) throw new TypeError(`\`${clash}\` contains the delimiter of its list`)
  return [texts.join(delimiter)]
}

/** What separates the items of an array that travels as one part; `undefined`: each item is a part. */
export function listDelimiter(encoding: EncodingDescriptor | undefined): string | undefined {
  const { style = 'form', explode = style === 'form' } = encoding ?? {}
  if (explode) return undefined
  return style === 'spaceDelimited' ? ' ' : style === 'pipeDelimited' ? '|' : ','
}

/** The documented media type of a part that has a place instead of a name. */
export function partType({ partTypes }: MediaTypeDescriptor, index: number): string | undefined {
  return partTypes?.prefix?.[index] ?? partTypes?.item
}

/** A part, with the name that it has in a form; one of a list has none. */
function encodePart(
  value: unknown,
  allowed: string | undefined,
  name?: string,
): { readonly headers: readonly string[]; readonly body: BlobPart } {
  const named =
    name === undefined ? [] : [`Content-Disposition: form-data; name="${escapeName(name)}"`]
  if (isBinarySource(value)) {
    if (value instanceof ReadableStream) {
      throw new TypeError(`A stream cannot be the part \`${name}\`: give a Blob`)
    }
    const filename = value instanceof File ? value.name : 'blob'
    const type = fileType(value instanceof Blob ? value.type : '', allowed)
    const file = named.map((header) => `${header}; filename="${escapeName(filename)}"`)
    return { headers: [...file, `Content-Type: ${type}`], body: value }
  }
  const contentType = allowed ?? (isComposite(value) ? 'application/json' : undefined)
  const isJson = contentType !== undefined && /[/+]json\b/i.test(contentType)
  const unnamed = named.length === 0 ? 'text/plain' : undefined
  const type = contentType ?? unnamed
  return {
    headers: type === undefined ? named : [...named, `Content-Type: ${type}`],
    body: isJson ? encodeJson(value) : textOf(value),
  }
}

/** The file's own type, so that no label is untrue; of one without a type the first that `encoding` names. */
function fileType(own: string, allowed: string | undefined): string {
  if (parseMediaType(own)) return own
  const types = allowed?.split(',').map((text) => text.trim()) ?? []
  return types.find((text) => !text.includes('*')) ?? 'application/octet-stream'
}

/** Names as browsers write them. @see HTML, "multipart form data" encoding */
function escapeName(name: string): string {
  return name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22')
}

function randomBoundary(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return `concordat-${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
