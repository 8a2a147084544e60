import {
  isDateTime,
  isDuration,
  isEmail,
  isIri,
  isIriReference,
  isJsonPointer,
  isRegex,
  isRelativeJsonPointer,
  isTime,
  isUri,
  isUriReference,
  isUriTemplate,
  isUuid,
} from '@concordat/core'
import type { Check } from '../check.ts'
import { formatCheck } from './format-check.ts'

/** `date-time`. @see {@link https://www.rfc-editor.org/rfc/rfc3339#section-5.6 | RFC 3339, section 5.6} */
export function dateTime(): Check {
  return formatCheck(isDateTime, 'date-time')
}

/** `time`, with its offset. @see {@link https://www.rfc-editor.org/rfc/rfc3339#section-5.6 | RFC 3339, section 5.6} */
export function time(): Check {
  return formatCheck(isTime, 'time')
}

/** `duration`. @see {@link https://www.rfc-editor.org/rfc/rfc3339#appendix-A | RFC 3339, appendix A} */
export function duration(): Check {
  return formatCheck(isDuration, 'duration')
}

/** `email`. @see {@link https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2 | RFC 5321, section 4.1.2, Mailbox} */
export function email(): Check {
  return formatCheck(isEmail, 'email')
}

/** `json-pointer`. @see {@link https://www.rfc-editor.org/rfc/rfc6901#section-5 | RFC 6901, section 5} */
export function jsonPointer(): Check {
  return formatCheck(isJsonPointer, 'JSON pointer')
}

/** `relative-json-pointer`. @see Relative JSON Pointers, draft-bhutton-relative-json-pointer-00, section 3 */
export function relativeJsonPointer(): Check {
  return formatCheck(isRelativeJsonPointer, 'relative JSON pointer')
}

/** `regex`: a regular expression of ECMA-262 with the `u` flag. @see JSON Schema Validation, 7.3.8 */
export function regex(): Check {
  return formatCheck(isRegex, 'regular expression')
}

/** `uri`. @see {@link https://www.rfc-editor.org/rfc/rfc3986 | RFC 3986} */
export function uri(): Check {
  return formatCheck(isUri, 'URI')
}

/** `uri-reference`. @see {@link https://www.rfc-editor.org/rfc/rfc3986#section-4.1 | RFC 3986, section 4.1} */
export function uriReference(): Check {
  return formatCheck(isUriReference, 'URI reference')
}

/** `iri`. @see {@link https://www.rfc-editor.org/rfc/rfc3987 | RFC 3987} */
export function iri(): Check {
  return formatCheck(isIri, 'IRI')
}

/** `iri-reference`. @see {@link https://www.rfc-editor.org/rfc/rfc3987#section-2.2 | RFC 3987, section 2.2} */
export function iriReference(): Check {
  return formatCheck(isIriReference, 'IRI reference')
}

/** `uri-template`. @see {@link https://www.rfc-editor.org/rfc/rfc6570 | RFC 6570} */
export function uriTemplate(): Check {
  return formatCheck(isUriTemplate, 'URI template')
}

/** `uuid`, of any version. @see {@link https://www.rfc-editor.org/rfc/rfc4122 | RFC 4122} */
export function uuid(): Check {
  return formatCheck(isUuid, 'UUID')
}
