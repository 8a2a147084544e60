export type { Check } from './check.ts'
export {
  type ContainsBounds,
  contains,
  maxItems,
  minItems,
  uniqueItems,
} from './checks/items.ts'
export { conditional, not } from './checks/logic.ts'
export { multipleOf } from './checks/multiple-of.ts'
export { pattern } from './checks/pattern.ts'
export {
  type OtherProperties,
  patternProperties,
  type TextPattern,
} from './checks/pattern-properties.ts'
export {
  dependentRequired,
  dependentSchemas,
  maxProperties,
  minProperties,
  property,
  propertyNames,
} from './checks/properties.ts'
export { unevaluatedItems, unevaluatedProperties } from './checks/unevaluated.ts'
export type { AnySchema } from './child-schema.ts'
export {
  type CompiledValidator,
  compileValidator,
  type ValidatorIssue,
  type ValidatorResult,
} from './compile/compile-validator.ts'
export {
  type Evaluated,
  type Evaluates,
  each,
  everyItem,
  everyName,
  firstItems,
  itemsLike,
  names,
  namesLike,
  when,
  whenHas,
} from './evaluation/evaluation.ts'
export {
  dateTime,
  duration,
  email,
  iri,
  iriReference,
  jsonPointer,
  regex,
  relativeJsonPointer,
  time,
  uri,
  uriReference,
  uriTemplate,
  uuid,
} from './formats/format-checks.ts'
export { hostname, idnEmail, idnHostname } from './formats/hostname.ts'
export { linearPattern } from './pattern/linear-pattern.ts'
export { type AllInputs, type AllOutputs, allOf } from './schemas/all-of.ts'
export { anyOf } from './schemas/any-of.ts'
export { type Checked, checked, type Guard } from './schemas/checked.ts'
export { equalTo, type Mutable } from './schemas/equal-to.ts'
export { absent, ignored } from './schemas/ignored.ts'
export { integer } from './schemas/integer.ts'
export { lazy } from './schemas/lazy.ts'
export { oneOf } from './schemas/one-of.ts'
export type { InputOf, OutputOf } from './schemas/opaque.ts'
export { ownProperties } from './schemas/own-properties.ts'
export { perType } from './schemas/per-type.ts'
export { catchall, record } from './schemas/record.ts'
export { type ShapeOf, type Typed, type TypedObject, typed, typedObject } from './schemas/typed.ts'
