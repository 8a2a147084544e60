import type { JsonValue } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import { args, array, type Code, code, literal } from '../../code-writer.ts'
import { hasOnly } from '../facts/exact-values.ts'
import { isDisjoint, isOnly, type TypeSet, uniteTypes } from '../facts/type-set.ts'
import type { EmitContext } from './emit-context.ts'
import type { Expression } from './expression.ts'
import { emitValues } from './values.ts'

/** Branches beyond which no attempt is made to tell each from each. */
const mostPairs = 64

/** `anyOf` or `oneOf`. */
export function emitUnion(
  node: SchemaModel,
  branches: readonly SchemaModel[],
  keyword: 'anyOf' | 'oneOf',
  context: EmitContext,
): Expression {
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

/** Branches of which none accepts a type that another does are a union; those that share types are told apart. */
function emitBranches(
  node: SchemaModel,
  branches: readonly SchemaModel[],
  keyword: 'anyOf' | 'oneOf',
  context: EmitContext,
): Expression {
  const groups = groupByTypes(branches, context)
  const expressions = groups.map((group) => emitGroup(node, group, keyword, context))
  const [first, ...others] = expressions
  if (!first) return emitValues([], context)
  return others.length === 0 ? first : unionOf('z.union', expressions)
}

function emitGroup(
  node: SchemaModel,
  branches: readonly SchemaModel[],
  keyword: 'anyOf' | 'oneOf',
  context: EmitContext,
): Expression {
  const expressions = branches.map((branch) => context.emit(branch, context.assumed))
  const [first, ...others] = expressions
  if (first && others.length === 0) return first
  const tag = discriminatingProperty(node, { branches, expressions, presence: 'required' }, context)
  if (tag !== undefined) return discriminatedUnion(tag, expressions)
  if (isPairwise(branches, (a, b) => context.facts.isDisjoint(a, b))) {
    return unionOf('z.union', expressions)
  }
  if (keyword === 'oneOf') {
    const hint = discriminatingProperty(
      node,
      { branches, expressions, presence: 'optional' },
      context,
    )
    if (hint === undefined) return unionOf('z.xor', expressions)
    const given = args([literal(hint), listOf(expressions)])
    return { ...unionFacts(expressions), code: code`${context.runtime('oneOf')}${given}` }
  }
  const isWhole = (a: SchemaModel, b: SchemaModel) =>
    expressions[branches.indexOf(a)]?.keeps === true || context.facts.isDisjoint(a, b)
  const keepsAll = expressions.every((expression) => expression.keeps)
  if (keepsAll || isPairwise(branches, isWhole)) return unionOf('z.union', expressions)
  return {
    ...unionFacts(expressions),
    code: code`${context.runtime('anyOf')}(${listOf(expressions)})`,
  }
}

/** Branches that accept values of a common type, together. */
function groupByTypes(
  branches: readonly SchemaModel[],
  context: EmitContext,
): readonly (readonly SchemaModel[])[] {
  let groups: { readonly types: TypeSet; readonly branches: readonly SchemaModel[] }[] = []
  for (const branch of branches) {
    const types = context.facts.types(branch)
    const near = groups.filter((group) => !isDisjoint(group.types, types))
    const joined = {
      types: uniteTypes([...near.map((group) => group.types), types]),
      branches: [...near.flatMap((group) => group.branches), branch],
    }
    // The first of the groups that meet here gives the place.
    const place = near[0]
    groups = place
      ? groups
          .map((group) => (group === place ? joined : group))
          .filter((group) => group === joined || !near.includes(group))
      : [...groups, joined]
  }
  return groups.map((group) => group.branches)
}

function discriminatedUnion(tag: string, expressions: readonly Expression[]): Expression {
  const members = typeList(expressions)
  return {
    ...unionFacts(expressions),
    tags: new Set([tag]),
    code: code`z.discriminatedUnion${args([literal(tag), listOf(expressions)])}`,
    ...(members && { type: code`z.ZodDiscriminatedUnion<${members}, ${literal(tag)}>` }),
  }
}

function unionFacts(expressions: readonly Expression[]) {
  return {
    types: uniteTypes(expressions.map((expression) => expression.types)),
    keeps: expressions.every((expression) => expression.keeps),
    isStrict: expressions.some((expression) => expression.isStrict),
  }
}

function listOf(expressions: readonly Expression[]): Code {
  return array(expressions.map((expression) => expression.code))
}

function unionOf(name: 'z.union' | 'z.xor', expressions: readonly Expression[]): Expression {
  const facts = unionFacts(expressions)
  const members = typeList(expressions)
  const listed = listOf(expressions)
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

function isNull(branch: SchemaModel): boolean {
  const only = branch.types?.length === 1 && branch.types[0] === 'null'
  return only && hasOnly(branch) && (branch.values?.every((value) => value === null) ?? true)
}

/** A property that has other values in each branch. */
function discriminatingProperty(
  node: SchemaModel,
  {
    branches,
    expressions,
    presence,
  }: {
    readonly branches: readonly SchemaModel[]
    readonly expressions: readonly Expression[]
    readonly presence: 'required' | 'optional'
  },
  context: EmitContext,
): string | undefined {
  const { facts } = context
  const first = branches[0]
  if (!first) return undefined
  if (!branches.every((branch) => isOnly(facts.types(branch), 'object'))) return undefined
  const hint = node.discriminator?.propertyName
  const known = presence === 'required' ? facts.required(first) : (expressions[0]?.tags ?? [])
  const candidates = [...(typeof hint === 'string' ? [hint] : []), ...known]
  return candidates.find((name) => {
    if (!expressions.every((expression) => expression.tags?.has(name))) return false
    const seen = new Set<JsonValue>()
    return branches.every((branch) => {
      if (presence === 'required' && !facts.required(branch).has(name)) return false
      const values = facts.propertyValues(branch, name)
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
