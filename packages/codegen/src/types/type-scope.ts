import type { JsonPointer, JsonSchema } from '@concordat/core'
import type { SchemaLookup } from '../schema/schema-lookup.ts'
import type { Direction } from '../schema-uses.ts'
import type { TypeExpression } from './type-expression.ts'

/** Where a schema stands while its type is written. */
export interface TypeScope {
  readonly direction: Direction
  /** The outermost schema that judges the same value, where required properties are looked for. */
  readonly root?: JsonSchema
  /** The named schema that judges the same value: its type must not be its own definition. */
  readonly home?: JsonPointer
  /** Inside `anyOf` or `oneOf` of `home`. */
  readonly choice?: boolean
  /** Schemas of a circle that are being written out in place of their names. */
  readonly opened?: ReadonlySet<JsonPointer>
  /** Properties of the value that are files in a form. */
  readonly files?: ReadonlySet<string>
}

/** The scope of a part of the value: a property, an item. */
export function partScope(scope: TypeScope): TypeScope {
  return { direction: scope.direction }
}

/** What the types of objects and arrays need of the writer of schemas' types. */
export interface TypeContext {
  readonly lookup: SchemaLookup
  typeOf(schema: JsonSchema, scope: TypeScope): TypeExpression
}
