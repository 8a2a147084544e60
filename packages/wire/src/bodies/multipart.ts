import type { BodyCodec } from './body-codec.ts'
import { decodeMultipart } from './multipart-decode.ts'
import { encodeMultipart } from './multipart-encode.ts'

/** Forms in `multipart/form-data`, files included; other `multipart/*` types are said in the same way. */
export const multipartCodec: BodyCodec = {
  handles: ({ type }) => type === 'multipart',
  encode: (value, { descriptor }, contentType) => encodeMultipart(value, descriptor, contentType),
  decode: (bytes, { descriptor, actual }) => decodeMultipart(bytes, descriptor, actual),
}
