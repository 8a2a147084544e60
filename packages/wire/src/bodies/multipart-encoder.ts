import type { BodyEncoder } from './body-codec.ts'
import { encodeMultipart } from './multipart-encode.ts'

/** Writes forms in `multipart/form-data`, files included; other `multipart/*` types are said in the same way. */
export const multipartEncoder: BodyEncoder = {
  handles: ({ essence }) => essence.startsWith('multipart/'),
  encode: encodeMultipart,
}
