import { decodeJson } from '@concordat/wire'
import { DecodeError } from './decode-error.ts'
import { plainBodies } from './plain-support.ts'
import type { BodySupport } from './run-time-support.ts'

/**
 * As the bodies given, but an answer in JSON with an integer that a number cannot hold is malformed, and its body is the
 * text: read as a number it would be another integer, without a word.
 */
export function exactIntegers(bodies: BodySupport = plainBodies): BodySupport {
  return {
    ...bodies,
    decode(bytes, descriptor, contentType, key) {
      if (descriptor.binary) return bodies.decode(bytes, descriptor, contentType, key)
      const decoded = decodeJson(bytes)
      if (decoded.ok) return decoded.value
      const isInexact = decoded.issues.some(({ code }) => code === 'precision')
      throw new DecodeError(decoded.issues, isInexact ? new TextDecoder().decode(bytes) : undefined)
    },
  }
}
