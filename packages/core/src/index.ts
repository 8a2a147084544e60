export { ConcordatError, type ConcordatErrorOptions } from './concordat-error.ts'
export type { Finding, Severity, SourcePosition } from './finding.ts'
export { isBase64, isBase64url } from './formats/base64.ts'
export { isDate, isDateTime, isDuration, isTime } from './formats/date-time.ts'
export { isEmail } from './formats/email.ts'
export { formatTests } from './formats/format-tests.ts'
export { isHostname } from './formats/hostname.ts'
export { isIpv4, isIpv6 } from './formats/ip-address.ts'
export { isJsonPointer, isRelativeJsonPointer } from './formats/json-pointer.ts'
export { isRegex } from './formats/regex.ts'
export { isIri, isIriReference, isUri, isUriReference } from './formats/uri.ts'
export { isUriTemplate } from './formats/uri-template.ts'
export { isUuid } from './formats/uuid.ts'
export { canonicalText, isJsonEqual } from './json-equal.ts'
export {
  escapeToken,
  type JsonPointer,
  joinPointer,
  splitPointer,
  unescapeToken,
  valueAt,
} from './json-pointer.ts'
export {
  isJsonObject,
  isJsonSchema,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
} from './json-value.ts'
export { isMultipleOf } from './multiple-of.ts'
export { characterSet } from './pattern/character-set.ts'
export { parsePattern } from './pattern/parse-pattern.ts'
export type { CharacterSet, PatternNode, PositionKind } from './pattern/pattern-syntax.ts'
export { toUnicodeSource } from './pattern/unicode-source.ts'
export { createRandom, hashText, type Random } from './random.ts'
