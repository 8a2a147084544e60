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
 * text; `encoding` gives a part its content type. Bytes are not copied.
 *
 * @throws TypeError for a value that is no object, and for a stream inside it (a part's length must be known).
 * @see {@link https://www.rfc-editor.org/rfc/rfc7578 | RFC 7578}; OpenAPI 3.1, 4.8.14.4 and 4.8.15
 */
export function encodeMultipart(
  value: unknown,
  { encoding, files }: MediaTypeDescriptor,
  contentType: string,
): EncodedBody {
  if (!isComposite(value)) throw new TypeError(`A body in \`${contentType}\` is an object`)
  const boundary = randomBoundary()
  const chunks: BlobPart[] = []
  for (const [name, member] of membersOf(value)) {
    for (const item of itemsOf(member, getOwn(encoding, name))) {
      if (item === null && files?.includes(name))
        throw new TypeError(`The file \`${name}\` cannot be null: leave it out`)
      const { headers, body } = encodePart(name, item, getOwn(encoding, name))
      chunks.push(`--${boundary}\r\n${headers}\r\n\r\n`, body, '\r\n')
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

function encodePart(
  name: string,
  value: unknown,
  encoding: EncodingDescriptor | undefined,
): { readonly headers: string; readonly body: BlobPart } {
  const disposition = `Content-Disposition: form-data; name="${escapeName(name)}"`
  if (isBinarySource(value)) {
    if (value instanceof ReadableStream) {
      throw new TypeError(`A stream cannot be the part \`${name}\`: give a Blob`)
    }
    const filename = value instanceof File ? value.name : 'blob'
    const type = fileType(value instanceof Blob ? value.type : '', encoding?.contentType)
    return {
      headers: `${disposition}; filename="${escapeName(filename)}"\r\nContent-Type: ${type}`,
      body: value,
    }
  }
  const contentType = encoding?.contentType ?? (isComposite(value) ? 'application/json' : undefined)
  const isJson = contentType !== undefined && /[/+]json\b/i.test(contentType)
  return {
    headers:
      contentType === undefined ? disposition : `${disposition}\r\nContent-Type: ${contentType}`,
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
