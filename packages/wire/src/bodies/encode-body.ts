import type { MediaTypeDescriptor } from '../descriptor.ts'
import { essenceOf, isJson } from '../media/essence.ts'
import { pickMediaType } from '../media/pick-media-type.ts'
import { textOf } from '../parameters/value-text.ts'
import type { BinarySource } from '../types/media-type-value.ts'
import type { BodyEncoder, EncodedBody } from './body-codec.ts'
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
  codecs: readonly BodyEncoder[] = [],
): EncodedBody {
  const keys = Object.keys(content)
  const contentType = mediaType ?? defaultMediaType(content, value)
  const key = pickMediaType(keys, contentType)
  const descriptor = key === undefined ? undefined : content[key]
  if (!descriptor) throw new TypeError(`The media type \`${contentType}\` is not documented`)
  const essence = essenceOf(contentType)
  if (isBinarySource(value)) return { body: value, contentType }
  const codec = codecs.find((one) => one.handles({ essence }))
  if (codec) return codec.encode(value, descriptor, contentType)
  if (isJson(essence)) return { body: encodeJson(value), contentType }
  if (typeof value === 'string' || descriptor.shape) return { body: textOf(value), contentType }
  throw new TypeError(`A body in \`${contentType}\` is a string or bytes`)
}

function defaultMediaType(
  content: Readonly<Record<string, MediaTypeDescriptor>>,
  value: unknown,
): string {
  const [first = ''] = Object.keys(content)
  if (content['application/json']) return 'application/json'
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
