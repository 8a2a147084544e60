import { isJsonObject, type JsonValue } from '@concordat/core'
import { code, key, literal, typeMembers } from '../code-writer.ts'
import { nullType, numberType, primary, type TypeExpression } from './type-expression.ts'

/** The type that has exactly this value. */
export function literalType(value: JsonValue): TypeExpression {
  if (value === null) return nullType
  if (typeof value === 'number') {
    // There are no literal types of `Infinity`, which is what an overlong number of a document becomes.
    return Number.isFinite(value) ? primary(literal(value === 0 ? 0 : value)) : numberType
  }
  if (Array.isArray(value)) {
    const items = value.map((item) => literalType(item))
    return primary(code`[${joinItems(items)}]`)
  }
  if (isJsonObject(value)) {
    const members = Object.entries(value).map(
      ([name, item]) => code`${key(name)}: ${literalType(item).code}`,
    )
    return primary(members.length === 0 ? code`Record<string, never>` : typeMembers(members))
  }
  return primary(literal(value))
}

function joinItems(items: readonly TypeExpression[]) {
  return items.reduce(
    (all, item, index) => (index === 0 ? item.code : code`${all}, ${item.code}`),
    code``,
  )
}

/** Whether a value is of a type that a schema names. */
export function isOfType(value: JsonValue, types: readonly string[]): boolean {
  return types.some((type) => {
    switch (type) {
      case 'null':
        return value === null
      case 'integer':
        return typeof value === 'number' && Number.isInteger(value)
      case 'array':
        return Array.isArray(value)
      case 'object':
        return isJsonObject(value)
      default:
        return typeof value === type
    }
  })
}
