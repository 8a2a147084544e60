import type { JsonValue } from '@concordat/core'
import { isJsonEqual } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import { args, array, type Code, code, literal } from '../../code-writer.ts'
import { listedChoice } from '../facts/exact-values.ts'
import { type TypeSet, typeOfValue } from '../facts/type-set.ts'
import type { EmitContext } from './emit-context.ts'
import { type Expression, plainExpression } from './expression.ts'
import { isIntegral } from './number.ts'

/** The values of `enum` or `const` that the types and the simple keywords beside it allow. */
export function allowedValues(
  node: SchemaModel,
  values: readonly JsonValue[],
  types: TypeSet,
): readonly JsonValue[] {
  return values.filter((value) => {
    if (!types.has(typeOfValue(value))) return false
    if (typeof value === 'number') return isAllowedNumber(node, value)
    return typeof value !== 'string' || isAllowedLength(node, value)
  })
}

/** Says a choice between schemas that only list values as one list. */
export function withListedValues(node: SchemaModel): SchemaModel {
  const { anyOf, oneOf, ...rest } = node
  const listed = listedChoice(node)
  if (!listed || (anyOf && oneOf)) return node
  const own = rest.values
  const values = own
    ? own.filter((value) => listed.some((other) => isJsonEqual(value, other)))
    : listed
  return { ...rest, values }
}

/** An expression that accepts exactly these values. */
export function emitValues(values: readonly JsonValue[], context: EmitContext): Expression {
  const types = new Set(values.map(typeOfValue))
  const distinct = [...new Set(values)]
  if (values.length === 0)
    return plainExpression(code`z.never()`, types, { type: code`z.ZodNever` })
  if (values.some((value) => typeof value === 'object' && value !== null)) {
    const listed = args(values.map((value) => literal(value)))
    return plainExpression(code`${context.runtime('equalTo')}${listed}`, types)
  }
  return plainExpression(literalSchema(distinct), types, { hasValues: !isBooleans(distinct) })
}

function literalSchema(values: readonly JsonValue[]): Code {
  const [first, ...others] = values
  const withoutNull = values.filter((value) => value !== null)
  if (withoutNull.length < values.length && withoutNull.length > 0) {
    return code`${literalSchema(withoutNull)}.nullable()`
  }
  if (others.length === 0)
    return first === null ? code`z.null()` : code`z.literal(${literal(first)})`
  if (values.length === 2 && values.includes(true) && values.includes(false))
    return code`z.boolean()`
  const listed = array(values.map((value) => literal(value)))
  // `z.enum` keeps its values as keys of an object, which `__proto__` cannot be.
  const isEnum = values.every((value) => typeof value === 'string' && value !== '__proto__')
  return isEnum ? code`z.enum(${listed})` : code`z.literal(${listed})`
}

function isBooleans(values: readonly JsonValue[]): boolean {
  return values.includes(true) && values.includes(false)
}

function isAllowedNumber(node: SchemaModel, value: number): boolean {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = node
  if (isIntegral(node) && !Number.isInteger(value)) return false
  return (
    (minimum === undefined || value >= minimum) &&
    (maximum === undefined || value <= maximum) &&
    (exclusiveMinimum === undefined || value > exclusiveMinimum) &&
    (exclusiveMaximum === undefined || value < exclusiveMaximum)
  )
}

function isAllowedLength(node: SchemaModel, value: string): boolean {
  const length = [...value].length
  return length >= (node.minLength ?? 0) && length <= (node.maxLength ?? Number.POSITIVE_INFINITY)
}
