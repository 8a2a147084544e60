import type { Decoded } from '../issue.ts'
import { isJsonMediaType } from '../media/parse-media-type.ts'
import { refuse } from '../parameters/decode-parts.ts'
import { describeShape, readText } from '../parameters/read-text.ts'
import type { BodyCodec, BodyType } from './body-codec.ts'
import { decodeJson } from './json.ts'
import { decodeCharset } from './text.ts'

/**
 * Reads a whole body as its documented media type says. JSON and forms become values, sequences arrays, text strings
 * (or what the shape says), all else a `Blob`. Under a range such as `application/*` whose schema is not bytes or text,
 * any body is read as JSON.
 *
 * @example
 * ```ts
 * import { decodeBody, findMediaType } from '@concordat/wire'
 * const type = findMediaType({ 'application/json': {} }, 'application/json; charset=utf-8')
 * const bytes = new TextEncoder().encode('{"count":1}')
 * if (type) decodeBody(bytes, type) // { ok: true, value: { count: 1 } }
 * ```
 */
export function decodeBody(
  bytes: Uint8Array<ArrayBuffer>,
  type: BodyType,
  codecs: readonly BodyCodec[] = [],
): Decoded<unknown> {
  const { key, descriptor, actual } = type
  const { binary, shape } = descriptor
  if (binary) {
    return { ok: true, value: new Blob([bytes], { type: actual.essence }) }
  }
  const codec = codecs.find((one) => one.handles(actual))
  if (codec) return codec.decode(bytes, type)
  if (!shape && (isJsonMediaType(actual) || (key.includes('/*') && !key.startsWith('text/')))) {
    return decodeJson(bytes)
  }
  const text = decodeCharset(bytes, actual)
  if (!text.ok || !shape) return text
  const read = readText(text.value, shape)
  return read
    ? { ok: true, value: read.value }
    : refuse({ in: 'body', path: [] }, 'type', describeShape(shape), text.value)
}
