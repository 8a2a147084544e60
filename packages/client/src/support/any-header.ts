import { decodeHeader } from '@concordat/wire'
import { DecodeError } from './decode-error.ts'
import type { HeaderSupport } from './run-time-support.ts'

/** Response headers of every shape, or said by `content`. */
export const anyHeader: HeaderSupport = (text, descriptor, name, headers) => {
  const place = { in: 'header', path: [name], unescapeText: (part: string) => part.trim() } as const
  const decoded = decodeHeader({ ...descriptor, name }, text, place, headers)
  if (decoded.ok) return decoded.value
  throw new DecodeError(decoded.issues)
}
