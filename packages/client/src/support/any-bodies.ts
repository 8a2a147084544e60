import { type BodyCodec, decodeBody, encodeBody, pickMediaType } from '@concordat/wire'
import { DecodeError } from './decode-error.ts'
import type { BodySupport } from './run-time-support.ts'

/**
 * Bodies of every documented media type: several for one request, ranges, text in any charset; `codecs` holds those
 * beside JSON, text and bytes that the document uses.
 */
export function anyBodies(codecs?: readonly BodyCodec[]): BodySupport {
  return {
    encode(request, content, input) {
      const { body, contentType } = encodeBody(content, input.body, input.mediaType, codecs)
      request.headers['Content-Type'] = contentType
      request.body = body
    },
    pick: pickMediaType,
    decode: (bytes, descriptor, contentType, key = '') => {
      const decoded = decodeBody(bytes, { key, descriptor, contentType }, codecs)
      if (decoded.ok) return decoded.value
      throw new DecodeError(decoded.issues)
    },
  }
}
