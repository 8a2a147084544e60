import type { BodyCodec } from './body-codec.ts'
import { decodeMultipart } from './multipart-decode.ts'
import { encodeMultipart } from './multipart-encode.ts'

/** Forms in `multipart/form-data`, files included; other `multipart/*` types are said in the same way. */
export const multipartCodec: BodyCodec = {
  handles: ({ essence }) => essence.startsWith('multipart/'),
  encode: encodeMultipart,
  decode: decodeMultipart,
}
