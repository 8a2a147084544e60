import type { Check } from '../check.ts'
import { formatCheck } from './format-check.ts'

const pointer = /^(?:\/(?:[^~/]|~[01])*)*$/u
const relativePointer = /^(?:0|[1-9]\d*)(?:#|(?:\/(?:[^~/]|~[01])*)*)$/u

/** `json-pointer`. @see {@link https://www.rfc-editor.org/rfc/rfc6901#section-5 | RFC 6901, section 5} */
export function jsonPointer(): Check {
  return formatCheck((text) => pointer.test(text), 'JSON pointer')
}

/** `relative-json-pointer`. @see Relative JSON Pointers, draft-bhutton-relative-json-pointer-00, section 3 */
export function relativeJsonPointer(): Check {
  return formatCheck((text) => relativePointer.test(text), 'relative JSON pointer')
}
