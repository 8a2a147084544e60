import type { Decoded } from '../issue.ts'
import { essenceOf, isJson } from '../media/essence.ts'
import { refuse } from '../parameters/decode-parts.ts'
import { describeShape, readText } from '../parameters/read-text.ts'
import type { BodyDecoder, BodyType } from './body-codec.ts'
import { decodeJson } from './json.ts'
import { decodeText } from './text.ts'

/**
 * Reads a whole body as its documented media type says. JSON and forms become values, sequences arrays, text strings
 * (or what the shape says), all else a `Blob`. Under a range such as `application/*` whose schema is not bytes or text,
 * any body that is JSON is read as such.
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
  type: Pick<BodyType, 'key' | 'descriptor' | 'contentType'>,
  codecs: readonly BodyDecoder[] = [],
  turn = 0,
): Decoded<unknown> {
  const { key, descriptor, contentType } = type
  const { binary, shape } = descriptor
  const essence = essenceOf(contentType)
  if (binary) return { ok: true, value: new Blob([bytes], { type: essence }) }
  const codec = codecs.find((one) => one.handles({ essence }))
  if (codec) return codec.decode(bytes, descriptor, contentType, turn)
  if (!shape && isJson(essence)) return decodeJson(bytes)
  if (!shape && /^[^t].*\/\*/.test(key)) {
    const json = decodeJson(bytes)
    if (json.ok) return json
    if (!essence.startsWith('text/')) {
      return { ok: true, value: new Blob([bytes], { type: essence }) }
    }
  }
  const text = decodeText(bytes, contentType)
  if (!text.ok || !shape) return text
  const read = readText(text.value, shape, turn)
  return read
    ? { ok: true, value: read.value }
    : refuse({ in: 'body', path: [] }, 'type', describeShape(shape), text.value)
}
