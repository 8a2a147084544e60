import type { MediaTypeDescriptor } from '../descriptor.ts'
import { findMediaType } from '../media/match-media-type.ts'
import { isJsonMediaType } from '../media/parse-media-type.ts'
import { textOf } from '../parameters/value-text.ts'
import type { BinarySource } from '../types/media-type-value.ts'
import type { BodyCodec, EncodedBody } from './body-codec.ts'
import { encodeJson } from './json.ts'

/**
 * Writes a body in the documented media type that `mediaType` names; without it in `application/json`, or else in the
 * first one that is documented.
 *
 * @throws TypeError for a media type that is not documented or whose codec is not among `codecs`, and for a value
 * that the media type cannot say.
 *
 * @example
 * ```ts
 * import { encodeBody } from '@concordat/wire'
 * encodeBody({ 'application/json': {} }, { sessions: ['1'] })
 * // { body: '{"sessions":["1"]}', contentType: 'application/json' }
 * ```
 */
export function encodeBody(
  content: Readonly<Record<string, MediaTypeDescriptor>>,
  value: unknown,
  mediaType?: string,
  codecs: readonly BodyCodec[] = [],
): EncodedBody {
  const contentType = mediaType ?? defaultMediaType(content, value)
  const type = findMediaType(content, contentType)
  if (!type) throw new TypeError(`The media type \`${contentType}\` is not documented`)
  const { key, descriptor, actual } = type
  if (isBinarySource(value)) return { body: value, contentType }
  const codec = codecs.find((one) => one.handles(actual))
  if (codec) return codec.encode(value, type, contentType)
  if (isJsonMediaType(actual)) return { body: encodeJson(value), contentType }
  if (typeof value === 'string' || descriptor.shape) return { body: textOf(value), contentType }
  throw new TypeError(`A body in \`${key}\` is a string, bytes, or needs its codec`)
}

function defaultMediaType(
  content: Readonly<Record<string, MediaTypeDescriptor>>,
  value: unknown,
): string {
  const [first = ''] = Object.keys(content)
  if ('application/json' in content) return 'application/json'
  if (!first.includes('*')) return first
  if (value instanceof Blob && value.type) return value.type
  const { binary, shape } = content[first] ?? {}
  return binary ? 'application/octet-stream' : shape ? 'text/plain' : 'application/json'
}

/** Whether a value is bytes that `fetch` sends as they are. */
export function isBinarySource(value: unknown): value is BinarySource {
  return (
    value instanceof Blob ||
    value instanceof ArrayBuffer ||
    ArrayBuffer.isView(value) ||
    value instanceof ReadableStream
  )
}
