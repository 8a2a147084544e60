import type { SchemaModel } from '@concordat/model'
import { args, array, type Code, code, literal, object } from '../../code-writer.ts'
import { allTypes, type TypeSet } from '../facts/type-set.ts'
import type { EmitContext } from './emit-context.ts'
import { type Expression, plainExpression } from './expression.ts'
import { withChecks } from './with-checks.ts'

const arrayType: TypeSet = new Set(['array'] as const)

/** Whether a schema has a keyword about arrays. */
export function judgesArrays(node: SchemaModel): boolean {
  return (
    node.items !== undefined ||
    node.prefixItems !== undefined ||
    node.contains !== undefined ||
    (node.minItems ?? 0) > 0 ||
    node.maxItems !== undefined ||
    node.uniqueItems === true
  )
}

/** `z.array()` or `z.tuple()`, with its length, and checks for what Zod has no word for. */
export function emitArray(node: SchemaModel, context: EmitContext): Expression {
  const base = node.prefixItems?.length ? emitTuple(node, context) : emitList(node, context)
  const checks: Code[] = []
  if (node.uniqueItems) checks.push(code`${context.runtime('uniqueItems')}()`)
  checks.push(...containsCheck(node, context))
  return withChecks({ ...base, isBare: !judgesArrays(node) }, checks, context)
}

function emitList(node: SchemaModel, context: EmitContext): Expression {
  const item = node.items ? context.emit(node.items, allTypes) : undefined
  let result = code`z.array(${item?.code ?? code`z.unknown()`})`
  if ((node.minItems ?? 0) > 0) result = code`${result}.min(${literal(node.minItems)})`
  if (node.maxItems !== undefined) result = code`${result}.max(${literal(node.maxItems)})`
  const itemType = item ? item.type : code`z.ZodUnknown`
  return plainExpression(result, arrayType, {
    keeps: item?.keeps ?? true,
    ...(itemType && { type: code`z.ZodArray<${itemType}>` }),
  })
}

/** Items of the prefix may be missing, unless `minItems` demands them. */
function emitTuple(node: SchemaModel, context: EmitContext): Expression {
  const prefix = (node.prefixItems ?? []).map((item) => context.emit(item, allTypes))
  const required = Math.min(node.minItems ?? 0, prefix.length)
  const isClosed = node.items?.always === false
  const rest = node.items && !isClosed ? context.emit(node.items, allTypes) : undefined
  const items = prefix.map((item, index) =>
    index < required ? item.code : code`${item.code}.optional()`,
  )
  const listed = array(items)
  const result = isClosed
    ? code`z.tuple(${listed})`
    : code`z.tuple${args([listed, rest?.code ?? code`z.unknown()`])}`
  const checks: Code[] = []
  if ((node.minItems ?? 0) > prefix.length) {
    checks.push(code`${context.runtime('minItems')}(${literal(node.minItems)})`)
  }
  if (node.maxItems !== undefined && !(isClosed && node.maxItems >= prefix.length)) {
    checks.push(code`${context.runtime('maxItems')}(${literal(node.maxItems)})`)
  }
  const keeps = prefix.every((item) => item.keeps) && (rest?.keeps ?? true)
  return withChecks(plainExpression(result, arrayType, { keeps }), checks, context)
}

function containsCheck(node: SchemaModel, context: EmitContext): Code[] {
  const { contains, minContains = 1, maxContains } = node
  if (!contains || (minContains === 0 && maxContains === undefined)) return []
  const schema = context.emit(contains, allTypes).code
  const bounds: [string, Code][] = []
  if (minContains !== 1) bounds.push(['min', literal(minContains)])
  if (maxContains !== undefined) bounds.push(['max', literal(maxContains)])
  const given = bounds.length === 0 ? [schema] : [schema, object(bounds)]
  return [code`${context.runtime('contains')}${args(given)}`]
}
