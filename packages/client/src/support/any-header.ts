import { decodeHeaders } from '@concordat/wire'
import { DecodeError } from './decode-error.ts'
import type { HeaderSupport } from './run-time-support.ts'

/** Response headers of every shape, or said by `content`. */
export const anyHeader: HeaderSupport = (_text, descriptor, key, headers) => {
  const decoded = decodeHeaders({ [key]: descriptor }, headers)
  if (decoded.ok) return decoded.value[key]
  throw new DecodeError(decoded.issues)
}
