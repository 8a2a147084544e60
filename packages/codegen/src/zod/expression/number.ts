import type { SchemaModel } from '@concordat/model'
import { code, literal } from '../../code-writer.ts'
import type { TypeSet } from '../facts/type-set.ts'
import type { EmitContext } from './emit-context.ts'
import { type Expression, plainExpression } from './expression.ts'

const numberType: TypeSet = new Set(['number'] as const)

/** Whether a schema has a keyword about numbers. */
export function judgesNumbers(node: SchemaModel): boolean {
  return (
    node.minimum !== undefined ||
    node.maximum !== undefined ||
    node.exclusiveMinimum !== undefined ||
    node.exclusiveMaximum !== undefined ||
    node.multipleOf !== undefined
  )
}

/** `z.number()`, or an integer, with its bounds. */
export function emitNumber(node: SchemaModel, context: EmitContext): Expression {
  const isInteger = isIntegral(node)
  const isInt32 = context.formats && isInteger && node.format === 'int32'
  let result = code`z.number()`
  if (isInt32) result = code`z.int32()`
  else if (isInteger && isSafelyBounded(node)) result = code`z.int()`
  else if (isInteger) result = code`${context.runtime('integer')}()`
  const { minimum, maximum } = context.formats && isInteger ? int64Bounds(node) : node
  if (minimum !== undefined) result = code`${result}.min(${literal(minimum)})`
  if (node.exclusiveMinimum !== undefined) {
    result = code`${result}.gt(${literal(node.exclusiveMinimum)})`
  }
  if (maximum !== undefined && maximum !== Number.POSITIVE_INFINITY) {
    result = code`${result}.max(${literal(maximum)})`
  }
  if (node.exclusiveMaximum !== undefined) {
    result = code`${result}.lt(${literal(node.exclusiveMaximum)})`
  }
  if (node.multipleOf !== undefined && !(isInteger && node.multipleOf === 1)) {
    result = code`${result}.check(${context.runtime('multipleOf')}(${literal(node.multipleOf)}))`
  }
  return plainExpression(result, numberType, {
    isBare: !isInteger && !judgesNumbers(node),
    type:
      isInt32 || (isInteger && isSafelyBounded(node)) ? code`z.ZodNumberFormat` : code`z.ZodNumber`,
  })
}

/** The bounds of a schema, which an `int64` has even where it names none. */
function int64Bounds(node: SchemaModel): Pick<SchemaModel, 'minimum' | 'maximum'> {
  if (node.format !== 'int64' || isSafelyBounded(node)) return node
  return {
    minimum: Math.max(node.minimum ?? -int64, -int64),
    maximum: Math.min(node.maximum ?? int64, int64),
  }
}

/** The largest `int64` as numbers and documents write it: 2^63 - 1 is none. */
const int64 = 2 ** 63

/** Whether only integers are accepted. */
export function isIntegral(node: SchemaModel): boolean {
  const types = node.types ?? []
  return types.includes('integer') && !types.includes('number')
}

/** `z.int()` refuses integers that a double cannot tell apart; with bounds within them it is exact. */
function isSafelyBounded(node: SchemaModel): boolean {
  const lowest = Math.max(node.minimum ?? -Infinity, node.exclusiveMinimum ?? -Infinity)
  const highest = Math.min(node.maximum ?? Infinity, node.exclusiveMaximum ?? Infinity)
  return lowest >= Number.MIN_SAFE_INTEGER && highest <= Number.MAX_SAFE_INTEGER
}
