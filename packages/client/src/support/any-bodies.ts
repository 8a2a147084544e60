import {
  type BodyDecoder,
  type BodyEncoder,
  decodeBody,
  encodeBody,
  pickMediaType,
} from '@concordat/wire'
import { DecodeError } from './decode-error.ts'
import type { BodySupport } from './run-time-support.ts'

/**
 * Bodies of every documented media type: several for one request, ranges, text in any charset. `encoders` holds those
 * beside JSON, text and bytes that requests use, `decoders` those that answers use.
 */
export function anyBodies(
  encoders?: readonly BodyEncoder[],
  decoders?: readonly BodyDecoder[],
): BodySupport {
  return {
    encode(request, content, input) {
      const { body, contentType } = encodeBody(content, input.body, input.mediaType, encoders)
      request.headers['Content-Type'] = contentType
      request.body = body
    },
    pick: pickMediaType,
    decode: (bytes, descriptor, contentType, key) => {
      const decoded = decodeBody(bytes, { key, descriptor, contentType }, decoders)
      if (decoded.ok) return decoded.value
      throw new DecodeError(decoded.issues)
    },
  }
}
