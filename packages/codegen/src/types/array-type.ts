import type { JsonObject } from '@concordat/core'
import { isJsonSchema } from '@concordat/core'
import { array, code } from '../code-writer.ts'
import { schemaList } from '../schema/schema-lookup.ts'
import {
  arrayOf,
  parenthesised,
  primary,
  type TypeExpression,
  unknownType,
} from './type-expression.ts'
import { partScope, type TypeContext, type TypeScope } from './type-scope.ts'

/** The type of a list, or of a tuple where `prefixItems` says what stands first. */
export function arrayType(
  schema: JsonObject,
  scope: TypeScope,
  context: TypeContext,
): TypeExpression {
  const part = partScope(scope)
  const items = isJsonSchema(schema.items) ? context.typeOf(schema.items, part) : unknownType
  const prefix = schemaList(schema.prefixItems)
  if (prefix.length === 0) return arrayOf(items)
  const required = typeof schema.minItems === 'number' ? schema.minItems : 0
  const longest = typeof schema.maxItems === 'number' ? schema.maxItems : Number.POSITIVE_INFINITY
  const first = prefix.slice(0, longest).map((item, index) => {
    const type = context.typeOf(item, part)
    return index < required ? type.code : code`${parenthesised(type, 'primary')}?`
  })
  const isClosed = items.special === 'never' || longest <= prefix.length
  return primary(array(isClosed ? first : [...first, code`...${arrayOf(items).code}`]))
}
