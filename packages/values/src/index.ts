export {
  acceptsValue,
  type CheckContext,
  type Direction,
  type FormatTests,
} from './check/check-value.ts'
export { type ValueIssue, valueIssues } from './check/value-issues.ts'
export { withoutLeftOut } from './check/without-left-out.ts'
export type { ContradictingPlace, Contradiction, ContradictionKind } from './goal/contradiction.ts'
export type { Goal } from './goal/flat-goal.ts'
export { newSchema, refusalOf } from './goal/new-schema.ts'
export type { Bound } from './make/budget.ts'
export type { Fullness, Made, MakeOptions } from './make/make-options.ts'
export { makeRefusedValue, makeValue } from './make/make-value.ts'
export type { BoundKind } from './make/outcome.ts'
