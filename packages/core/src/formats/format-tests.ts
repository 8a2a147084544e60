import { isBase64, isBase64url } from './base64.ts'
import { isDate, isDateTime, isDuration, isTime } from './date-time.ts'
import { isEmail } from './email.ts'
import { isHostname } from './hostname.ts'
import { isIpv4, isIpv6 } from './ip-address.ts'
import { isJsonPointer, isRelativeJsonPointer } from './json-pointer.ts'
import { isRegex } from './regex.ts'
import { isIri, isIriReference, isUri, isUriReference } from './uri.ts'
import { isUriTemplate } from './uri-template.ts'
import { isUuid } from './uuid.ts'

/**
 * Tests of the formats of texts, by name. Formats without a test accept every text.
 * @see {@link https://json-schema.org/draft/2020-12/json-schema-validation#section-7.3 | JSON Schema Validation, 7.3}
 * @see {@link https://spec.openapis.org/registry/format/ | OpenAPI's registry of formats}
 */
export const formatTests: ReadonlyMap<string, (text: string) => boolean> = new Map([
  ['date', isDate],
  ['date-time', isDateTime],
  ['time', isTime],
  ['duration', isDuration],
  ['email', isEmail],
  ['hostname', isHostname],
  ['ipv4', isIpv4],
  ['ipv6', isIpv6],
  ['uri', isUri],
  ['uri-reference', isUriReference],
  ['iri', isIri],
  ['iri-reference', isIriReference],
  ['uri-template', isUriTemplate],
  ['uuid', isUuid],
  ['json-pointer', isJsonPointer],
  ['relative-json-pointer', isRelativeJsonPointer],
  ['regex', isRegex],
  ['byte', isBase64],
  ['base64url', isBase64url],
])
