import type { Check } from '../check.ts'
import { formatCheck } from './format-check.ts'

const pattern = /^[\da-fA-F]{8}-[\da-fA-F]{4}-[\da-fA-F]{4}-[\da-fA-F]{4}-[\da-fA-F]{12}$/

/** `uuid`, of any version. @see {@link https://www.rfc-editor.org/rfc/rfc4122 | RFC 4122} */
export function uuid(): Check {
  return formatCheck((text) => pattern.test(text), 'UUID')
}
