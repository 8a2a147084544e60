export { ConcordatError, type ConcordatErrorOptions } from './concordat-error.ts'
export type { Finding, Severity, SourcePosition } from './finding.ts'
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
