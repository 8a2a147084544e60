import type { JsonValue } from '@concordat/core'
import type { SchemaModel } from '@concordat/document'
import { args, array, type Code, code, literal } from '../../code-writer.ts'
import { isOnly, uniteTypes } from '../facts/type-set.ts'
import type { EmitContext } from './emit-context.ts'
import type { Expression } from './expression.ts'
import { allowedValues, emitValues } from './values.ts'

/** Branches beyond which no attempt is made to tell each from each. */
const mostPairs = 64

/** `anyOf` or `oneOf`. */
export function emitUnion(
  node: SchemaModel,
  branches: readonly SchemaModel[],
  keyword: 'anyOf' | 'oneOf',
  context: EmitContext,
): Expression {
  const values = listedValues(branches, keyword, context)
  if (values) return emitValues(values, context)
  const nulls = branches.filter((branch) => isNull(branch))
  const others = branches.filter((branch) => !isNull(branch))
  const isNullable =
    nulls.length === 1 &&
    others.length > 0 &&
    (keyword === 'anyOf' || others.every((branch) => !context.facts.types(branch).has('null')))
  if (!isNullable) return emitBranches(node, branches, keyword, context)
  const rest = emitBranches(node, others, keyword, context)
  const { shape: _shape, isBare: _isBare, tags: _tags, type, ...facts } = rest
  return {
    ...facts,
    code: code`${rest.code}.nullable()`,
    types: uniteTypes([rest.types, new Set(['null'] as const)]),
    ...(type && { type: code`z.ZodNullable<${type}>` }),
  }
}

function emitBranches(
  node: SchemaModel,
  branches: readonly SchemaModel[],
  keyword: 'anyOf' | 'oneOf',
  context: EmitContext,
): Expression {
  const expressions = branches.map((branch) => context.emit(branch, context.assumed))
  const [first, ...others] = expressions
  if (!first) return emitValues([], context)
  if (others.length === 0) return first
  const listed = array(expressions.map((expression) => expression.code))
  const facts = {
    types: uniteTypes(expressions.map((expression) => expression.types)),
    keeps: expressions.every((expression) => expression.keeps),
    isStrict: expressions.some((expression) => expression.isStrict),
  }
  const members = typeList(expressions)
  const tag = discriminatingProperty(node, branches, expressions, context)
  if (tag !== undefined) {
    return {
      ...facts,
      tags: new Set([tag]),
      code: code`z.discriminatedUnion${args([literal(tag), listed])}`,
      ...(members && { type: code`z.ZodDiscriminatedUnion<${members}, ${literal(tag)}>` }),
    }
  }
  if (isPairwise(branches, (a, b) => context.facts.isDisjoint(a, b))) {
    return unionOf('z.union', listed, members, facts)
  }
  if (keyword === 'oneOf') return unionOf('z.xor', listed, members, facts)
  const isWhole = (a: SchemaModel, b: SchemaModel) =>
    expressions[branches.indexOf(a)]?.keeps === true || context.facts.isDisjoint(a, b)
  if (facts.keeps || isPairwise(branches, isWhole))
    return unionOf('z.union', listed, members, facts)
  return { ...facts, code: code`${context.runtime('anyOf')}(${listed})` }
}

function unionOf(
  name: 'z.union' | 'z.xor',
  listed: Code,
  members: Code | undefined,
  facts: Omit<Expression, 'code'>,
): Expression {
  if (name === 'z.xor') {
    const type = members && { type: code`z.ZodXor<${members}>` }
    return { ...facts, code: code`z.xor(${listed})`, ...type }
  }
  const type = members && { type: code`z.ZodUnion<${members}>` }
  return { ...facts, code: code`z.union(${listed})`, ...type }
}

function typeList(expressions: readonly Expression[]): Code | undefined {
  const types = expressions.map((expression) => expression.type)
  return types.every((type) => type !== undefined) ? code`readonly ${array(types)}` : undefined
}

/** Values of branches that only list some, where that says the same. */
function listedValues(
  branches: readonly SchemaModel[],
  keyword: 'anyOf' | 'oneOf',
  context: EmitContext,
): readonly JsonValue[] | undefined {
  const values: JsonValue[] = []
  for (const branch of branches) {
    if (!branch.values || context.isNamed(branch) || !isOnlyValues(branch)) return undefined
    values.push(...allowedValues(branch, branch.values, context.facts.types(branch)))
  }
  const isPrimitive = values.every((value) => typeof value !== 'object' || value === null)
  if (!isPrimitive) return undefined
  return keyword === 'anyOf' || new Set(values).size === values.length ? values : undefined
}

const silentKeys: ReadonlySet<string> = new Set([
  'kind',
  'id',
  'uri',
  'pointer',
  'source',
  'types',
  'values',
  'title',
  'description',
  'deprecated',
  'default',
  'examples',
])

function isOnlyValues(branch: SchemaModel): boolean {
  return Object.keys(branch).every((name) => silentKeys.has(name))
}

function isNull(branch: SchemaModel): boolean {
  const only = branch.types?.length === 1 && branch.types[0] === 'null'
  return only && isOnlyValues(branch) && (branch.values?.every((value) => value === null) ?? true)
}

/** A property that every branch requires, with other values in each. */
function discriminatingProperty(
  node: SchemaModel,
  branches: readonly SchemaModel[],
  expressions: readonly Expression[],
  context: EmitContext,
): string | undefined {
  const { facts } = context
  const first = branches[0]
  if (!first) return undefined
  if (!branches.every((branch) => isOnly(facts.types(branch), 'object'))) return undefined
  const hint = node.discriminator?.propertyName
  const candidates = [...(typeof hint === 'string' ? [hint] : []), ...facts.required(first)]
  return candidates.find((name) => {
    if (!expressions.every((expression) => expression.tags?.has(name))) return false
    const seen = new Set<JsonValue>()
    return branches.every((branch) => {
      const values = facts.required(branch).has(name) && facts.propertyValues(branch, name)
      if (!values || values.length === 0) return false
      return values.every((value) => {
        const isNew = (typeof value !== 'object' || value === null) && !seen.has(value)
        seen.add(value)
        return isNew
      })
    })
  })
}

function isPairwise(
  branches: readonly SchemaModel[],
  holds: (a: SchemaModel, b: SchemaModel) => boolean,
): boolean {
  if (branches.length > mostPairs) return false
  return branches.every((a, index) => branches.slice(index + 1).every((b) => holds(a, b)))
}
