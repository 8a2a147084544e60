import type { SchemaModel } from '@concordat/model'
import type { Code } from '../../code-writer.ts'
import type { Direction } from '../facts/direction.ts'
import type { SchemaFacts } from '../facts/schema-facts.ts'
import type { TypeSet } from '../facts/type-set.ts'
import type { PatternPlan } from '../pattern/plan-pattern.ts'
import type { Expression } from './expression.ts'

/** What emitting one schema needs of everything around it. */
export interface EmitContext {
  readonly direction: Direction
  readonly facts: SchemaFacts
  /** Whether `format` is asserted. */
  readonly formats: boolean
  /** Types that the value is known to have, because what stands beside says so. */
  readonly assumed: TypeSet
  /** The expression of a subschema, or its name. */
  emit(node: SchemaModel, assumed?: TypeSet): Expression
  /** Like `emit`, for a property: one that refers ahead may stand in a getter. */
  emitProperty(node: SchemaModel): PropertyExpression
  /** Whether a schema is declared under a name. */
  isNamed(node: SchemaModel): boolean
  /** The name of a schema that can be spread here. */
  spreadName(node: SchemaModel): Code | undefined
  /** A member of `@concordat/schema`. */
  runtime(name: RuntimeName): Code
  /** How the pattern of a keyword is run; a refused one is reported. */
  pattern(node: SchemaModel, keyword: string, source: string): PatternPlan
  refuse(node: SchemaModel, keyword: string, reason: string): void
}

/** The expression of a property, and whether it must wait for a later declaration. */
export interface PropertyExpression {
  readonly expression: Expression
  readonly isDeferred: boolean
}

/** Members of `@concordat/schema` that generated code uses. */
export type RuntimeName =
  | 'absent'
  | 'allOf'
  | 'anyOf'
  | 'catchall'
  | 'checked'
  | 'conditional'
  | 'contains'
  | 'dependentRequired'
  | 'dependentSchemas'
  | 'each'
  | 'equalTo'
  | 'everyItem'
  | 'everyName'
  | 'firstItems'
  | 'ignored'
  | 'integer'
  | 'itemsLike'
  | 'lazy'
  | 'linearPattern'
  | 'maxItems'
  | 'maxProperties'
  | 'minItems'
  | 'minProperties'
  | 'multipleOf'
  | 'names'
  | 'namesLike'
  | 'not'
  | 'oneOf'
  | 'ownProperties'
  | 'pattern'
  | 'patternProperties'
  | 'perType'
  | 'property'
  | 'propertyNames'
  | 'record'
  | 'unevaluatedItems'
  | 'unevaluatedProperties'
  | 'typed'
  | 'typedObject'
  | 'uniqueItems'
  | 'when'
  | 'whenHas'
  | FormatName

/** Formats of JSON Schema as checks. */
export type FormatName =
  | 'date'
  | 'dateTime'
  | 'duration'
  | 'email'
  | 'hostname'
  | 'idnEmail'
  | 'idnHostname'
  | 'iri'
  | 'iriReference'
  | 'jsonPointer'
  | 'regex'
  | 'relativeJsonPointer'
  | 'time'
  | 'uri'
  | 'uriReference'
  | 'uriTemplate'
  | 'uuid'
