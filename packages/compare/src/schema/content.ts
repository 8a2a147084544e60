import { isJsonObject, type JsonValue } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import type { Content } from './cell.ts'

/**
 * What a schema says of the text of its strings: `contentEncoding`, `contentMediaType`, and OpenAPI 3.0's formats that
 * mean the same. Bytes of no particular kind are said by nothing.
 * @see {@link https://spec.openapis.org/oas/v3.1.1#working-with-binary-data | OpenAPI 3.1, 4.8.24.4}
 */
export function contentOf({ source, format }: SchemaModel): Content | undefined {
  if (!isJsonObject(source)) return undefined
  const encoding =
    text(source.contentEncoding) ?? (format === 'byte' ? 'base64' : encodingFormats.get(format))
  const written = text(source.contentMediaType)
  const mediaType = written === 'application/octet-stream' ? undefined : written
  if (encoding === undefined && mediaType === undefined) return undefined
  return {
    ...(encoding !== undefined && { encoding }),
    ...(mediaType !== undefined && { mediaType }),
  }
}

const encodingFormats: ReadonlyMap<string | undefined, string> = new Map([
  ['base64url', 'base64url'],
])

/** Whether what a schema says of the text of its strings is said by another too. */
export function isContentWithin(content: Content, other: Content): boolean {
  return (
    (other.encoding === undefined || other.encoding === content.encoding) &&
    (other.mediaType === undefined || other.mediaType === content.mediaType)
  )
}

const alphabets: Readonly<Record<string, RegExp>> = {
  base64: /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
  base64url: /^[A-Za-z0-9_-]*={0,2}$/,
  base16: /^(?:[0-9A-F]{2})*$/i,
  base32: /^[A-Z2-7]*={0,6}$/,
}

/** Whether a text can be what it is said to stand for, as far as that can be seen. */
export function isOfContent({ encoding, mediaType }: Content, written: string): boolean {
  const alphabet = encoding === undefined ? undefined : alphabets[encoding]
  if (alphabet && !alphabet.test(written.replaceAll(/[\r\n]/g, ''))) return false
  if (mediaType === undefined || !/[/+]json$/.test(mediaType)) return true
  const decoded = encoding === 'base64' ? Buffer.from(written, 'base64').toString() : written
  if (encoding !== undefined && encoding !== 'base64') return true
  return isJson(decoded)
}

function isJson(written: string): boolean {
  try {
    JSON.parse(written)
    return true
  } catch {
    return false
  }
}

function text(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value.toLowerCase() : undefined
}
