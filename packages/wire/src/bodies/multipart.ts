import type { BodyCodec } from './body-codec.ts'
import { decodeMultipart } from './multipart-decode.ts'
import { multipartEncoder } from './multipart-encoder.ts'

/** Forms in `multipart/form-data`, files included; other `multipart/*` types are said in the same way. */
export const multipartCodec: BodyCodec = { ...multipartEncoder, decode: decodeMultipart }
