import type { JsonValue } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import type { Cell, ValueType } from '../cell.ts'

/** Which rule of the wider side is not kept, in words of JSON Schema. */
export type BrokenKeyword =
  | 'type'
  | 'enum'
  | 'minimum'
  | 'maximum'
  | 'integer'
  | 'multipleOf'
  | 'minLength'
  | 'maxLength'
  | 'pattern'
  | 'format'
  | 'content'
  | 'minItems'
  | 'maxItems'
  | 'uniqueItems'
  | 'items'
  | 'contains'
  | 'required'
  | 'additionalProperties'
  | 'patternProperties'
  | 'propertyNames'
  | 'minProperties'
  | 'maxProperties'
  | 'dependentRequired'
  | 'not'
  | 'alternative'
  | 'forbidden'
  | 'unevaluated'
  | 'too-wide'

/** A rule of the wider side that nothing on the narrower one was found to keep. */
export interface Failure {
  readonly keyword: BrokenKeyword
  /** The part of the narrower side that does not keep it. */
  readonly cell?: Cell
  /** The part of the wider side that the rule belongs to; absent where it has none that is alike. */
  readonly other?: Cell
  /** The member, pattern of names, format, pattern or the like that the rule is about. */
  readonly subject?: string
  /** Types of which the wider side has no values. */
  readonly types?: readonly ValueType[]
  /** Values that break it, where there are finitely many. */
  readonly values?: readonly JsonValue[]
  /** The schema that says the rule, where it is one of its own. */
  readonly schema?: SchemaModel
}

/** Where within a value a comparison goes on. */
export type Step =
  | { readonly kind: 'member'; readonly name: string }
  | { readonly kind: 'pattern'; readonly pattern: string }
  | { readonly kind: 'rest' }
  | { readonly kind: 'item'; readonly index: number }
  | { readonly kind: 'items'; readonly from: number }
  | { readonly kind: 'name' }

/** A comparison that another needs for a place within its values. */
export interface Edge {
  readonly step: Step
  readonly cell: Cell
  readonly to: Comparison
}

/** Something that differs without deciding about any value. */
export interface Note {
  readonly kind: 'default' | 'xml' | 'member-named' | 'member-unnamed'
  readonly name: string
  readonly narrower?: SchemaModel
  readonly wider?: SchemaModel
}

/** Whether every value that meets all narrower schemas meets all wider ones, and what speaks against it. */
export interface Comparison {
  readonly narrower: readonly SchemaModel[]
  readonly wider: readonly SchemaModel[]
  /** Whether scalars travel as text. */
  readonly isText: boolean
  readonly failures: Failure[]
  readonly edges: Edge[]
  readonly notes: Note[]
  /** Set when all is known; what is still open counts as proved where it is met within itself. */
  isDone: boolean
  /** Whether it, or a comparison that it needs, failed before it was done. */
  isFailing: boolean
}
