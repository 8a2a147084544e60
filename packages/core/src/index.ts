export { ConcordatError, type ConcordatErrorOptions } from './concordat-error.ts'
export type { Finding, Severity, SourcePosition } from './finding.ts'
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
export { characterSet } from './pattern/character-set.ts'
export { parsePattern } from './pattern/parse-pattern.ts'
export type { CharacterSet, PatternNode, PositionKind } from './pattern/pattern-syntax.ts'
export { toUnicodeSource } from './pattern/unicode-source.ts'
export { createRandom, hashText, type Random } from './random.ts'
