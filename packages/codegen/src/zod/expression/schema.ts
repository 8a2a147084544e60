import type { SchemaModel } from '@concordat/model'
import { array, type Code, code, object } from '../../code-writer.ts'
import {
  allTypes,
  intersectTypes,
  isOnly,
  type JsonTypeName,
  type TypeSet,
  typeSet,
} from '../facts/type-set.ts'
import { emitArray, judgesArrays } from './array.ts'
import { combineParts, type Part, type SchemaParts } from './combine.ts'
import type { EmitContext } from './emit-context.ts'
import { type Expression, plainExpression } from './expression.ts'
import { logicChecks } from './logic.ts'
import { emitNumber, judgesNumbers } from './number.ts'
import { judgesObjects, objectParts } from './object.ts'
import { emitString, judgesStrings } from './string.ts'
import { evaluatedNames, unevaluatedChecks, withoutUnevaluated } from './unevaluated.ts'
import { emitUnion } from './union.ts'
import { allowedValues, emitValues, withListedValues } from './values.ts'

/** The expression of a schema, whatever its keywords. */
export function emitSchema(node: SchemaModel, context: EmitContext): Expression {
  if (node.always === false) {
    return plainExpression(code`z.never()`, new Set(), { type: code`z.ZodNever` })
  }
  return combineParts(schemaParts(node, context), context)
}

/** Everything that a schema demands of one value. */
function schemaParts(original: SchemaModel, context: EmitContext): SchemaParts {
  const node = withListedValues(withoutUnevaluated(original))
  const types = intersectTypes(context.assumed, context.facts.types(node))
  const within: EmitContext = { ...context, assumed: types }
  const own = ownParts(node, types, within)
  const parts: Part[] = [...own.parts]
  const checks: Code[] = [...own.checks]
  for (const target of [node.ref, node.dynamicRef]) {
    if (target) parts.push(namedPart(target, within))
  }
  for (const member of node.allOf ?? []) {
    if (within.isNamed(member)) {
      parts.push(namedPart(member, within))
      continue
    }
    const inner = schemaParts(member, within)
    if (inner.isClosed) parts.push({ expression: combineParts(inner, within) })
    else {
      parts.push(...inner.parts)
      checks.push(...inner.checks)
    }
  }
  if (node.anyOf) parts.push({ expression: emitUnion(node, node.anyOf, 'anyOf', within) })
  if (node.oneOf) parts.push({ expression: emitUnion(node, node.oneOf, 'oneOf', within) })
  checks.push(...logicChecks(node, types, within))
  if (isClosedShape(node, parts, within)) return { parts, checks, isClosed: true }
  checks.push(...unevaluatedChecks(node, types, within))
  return { parts, checks }
}

function namedPart(node: SchemaModel, context: EmitContext): Part {
  const values = context.facts.exactValues(node)
  const expression = context.emit(node, context.assumed)
  return { expression, node, ...(values && { values }) }
}

/** Whether `unevaluatedProperties: false` closes an object whose properties are all known and all here. */
function isClosedShape(node: SchemaModel, parts: readonly Part[], context: EmitContext): boolean {
  if (node.unevaluatedProperties?.always !== false || node.unevaluatedItems) return false
  const evaluated = evaluatedNames(node, context)
  return (
    evaluated !== undefined &&
    isOnly(context.assumed, 'object') &&
    parts.length > 0 &&
    parts.every((part) => {
      const shape =
        part.shape ??
        (part.node && context.spreadName(part.node) ? part.expression.shape : undefined)
      return (
        shape?.mode === 'strip' &&
        shape.isEager &&
        [...shape.properties.keys()].every((name) => evaluated.has(name) && name !== '__proto__')
      )
    })
  )
}

/** What the keywords say that are about one type each. */
function ownParts(
  node: SchemaModel,
  types: TypeSet,
  context: EmitContext,
): { readonly parts: Part[]; readonly checks: readonly Code[] } {
  if (node.always === false) return { parts: [{ expression: emitValues([], context) }], checks: [] }
  if (node.values) return valueParts(node, types, context)
  const stated = node.types ? typeSet(node.types) : undefined
  // Types that this schema names count even where others beside it say less.
  const judged = stated ? intersectTypes(stated, types) : types
  const isTyped = stated !== undefined
  if (isOnly(judged, 'object')) {
    if (!isTyped && !judgesObjects(node)) return { parts: [], checks: [] }
    const { shape, expression, checks } = objectParts(node, context)
    if (shape) return { parts: [{ shape }], checks }
    const isSilent = expression?.isBare && !isTyped
    return { parts: expression && !isSilent ? [{ expression }] : [], checks }
  }
  if (judged.size === 0 && isTyped) {
    return { parts: [{ expression: emitValues([], context) }], checks: [] }
  }
  const arms = [...judged]
    .filter((type) => isTyped || isJudged(node, type, context))
    .map((type) => [type, emitArm(node, type, context)] as const)
  if (arms.length === 0) return { parts: [], checks: [] }
  const only = arms[0]
  if (arms.length === 1 && only && judged.size === 1) {
    return { parts: [{ expression: only[1] }], checks: [] }
  }
  return {
    parts: [{ expression: isTyped ? alternatives(arms) : perType(arms, context) }],
    checks: [],
  }
}

/** Values that are listed, and keywords beside them that cannot be judged here and now. */
function valueParts(node: SchemaModel, types: TypeSet, context: EmitContext) {
  const values = allowedValues(node, node.values ?? [], types)
  const parts: Part[] = [{ expression: emitValues(values, context), values }]
  const { values: _values, types: _types, ...rest } = node
  const untyped: SchemaModel = rest
  const kinds = new Set(values.map((value) => (Array.isArray(value) ? 'array' : typeof value)))
  const isOpen =
    (kinds.has('string') && judgesStrings({ ...untyped, minLength: 0 }, context)) ||
    (kinds.has('number') && node.multipleOf !== undefined) ||
    (kinds.has('array') && judgesArrays(node)) ||
    (kinds.has('object') && judgesObjects(node))
  const more = isOpen ? ownParts(untyped, allTypes, context) : { parts: [], checks: [] }
  return { parts: [...parts, ...more.parts], checks: more.checks }
}

function isJudged(node: SchemaModel, type: JsonTypeName, context: EmitContext): boolean {
  switch (type) {
    case 'string':
      return judgesStrings(node, context)
    case 'number':
      return judgesNumbers(node)
    case 'array':
      return judgesArrays(node)
    case 'object':
      return judgesObjects(node)
    default:
      return false
  }
}

function emitArm(node: SchemaModel, type: JsonTypeName, context: EmitContext): Expression {
  const types: TypeSet = new Set([type])
  switch (type) {
    case 'null':
      return plainExpression(code`z.null()`, types, { isBare: true, type: code`z.ZodNull` })
    case 'boolean':
      return plainExpression(code`z.boolean()`, types, { isBare: true, type: code`z.ZodBoolean` })
    case 'string':
      return emitString(node, context)
    case 'number':
      return emitNumber(node, context)
    case 'array':
      return emitArray(node, context)
    case 'object': {
      const { shape, expression, checks } = objectParts(node, context)
      const parts: Part[] = shape ? [{ shape }] : expression ? [{ expression }] : []
      return combineParts({ parts, checks }, context)
    }
  }
}

function alternatives(arms: readonly (readonly [JsonTypeName, Expression])[]): Expression {
  const types = new Set(arms.map(([type]) => type))
  const others = arms.filter(([type]) => type !== 'null').map(([, expression]) => expression)
  const [first, second] = others
  const keeps = others.every((expression) => expression.keeps)
  const isStrict = others.some((expression) => expression.isStrict)
  const isBare = others.every((expression) => expression.isBare)
  const facts = { keeps, isStrict, ...(isBare && { isBare }) }
  if (!first) return plainExpression(code`z.null()`, types, { isBare: true })
  const isNullable = types.has('null')
  const union = second
    ? code`z.union(${array(others.map((expression) => expression.code))})`
    : first.code
  const type = second ? undefined : first.type
  const whole = isNullable ? code`${union}.nullable()` : union
  return plainExpression(whole, types, {
    ...facts,
    ...(type && { type: isNullable ? code`z.ZodNullable<${type}>` : type }),
  })
}

function perType(
  arms: readonly (readonly [JsonTypeName, Expression])[],
  context: EmitContext,
): Expression {
  const members = object(arms.map(([type, expression]) => [type, expression.code]))
  return {
    code: code`${context.runtime('perType')}(${members})`,
    types: allTypes,
    keeps: arms.every(([, expression]) => expression.keeps),
    isStrict: arms.some(([, expression]) => expression.isStrict),
    type: code`z.ZodType`,
  }
}
