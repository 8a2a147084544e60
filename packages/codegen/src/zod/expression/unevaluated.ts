import type { SchemaModel } from '@concordat/model'
import { args, type Code, code, literal } from '../../code-writer.ts'
import { allTypes, type TypeSet } from '../facts/type-set.ts'
import { patternTest } from '../pattern/plan-pattern.ts'
import type { EmitContext } from './emit-context.ts'

/** Schemas whose evaluations are written out before it is given up. */
const mostEvaluations = 2000

/** Which parts of a value count: properties, or items. */
type Aspect = 'properties' | 'items'

/** What a schema evaluates: names that are always the same, and code for the rest. */
interface Evaluations {
  readonly names: Set<string>
  readonly others: Code[]
  isEverything: boolean
}

/** Says `unevaluatedProperties` and `unevaluatedItems` in words that Zod has, where nothing else judges the value. */
export function withoutUnevaluated(node: SchemaModel): SchemaModel {
  if (!node.unevaluatedProperties && !node.unevaluatedItems) return node
  if (hasBranches(node)) return node
  const { unevaluatedProperties, unevaluatedItems, ...rest } = node
  const additionalProperties = rest.additionalProperties ?? unevaluatedProperties
  const items = rest.items ?? (rest.contains ? undefined : unevaluatedItems)
  return {
    ...rest,
    ...(additionalProperties && { additionalProperties }),
    ...(items && { items }),
    ...(!items && unevaluatedItems && { unevaluatedItems }),
  }
}

/** Names of all properties that are evaluated, where they do not depend on the value. */
export function evaluatedNames(
  node: SchemaModel,
  context: EmitContext,
): ReadonlySet<string> | undefined {
  const { names, others, isEverything } = evaluations(node, 'properties', context)
  return others.length === 0 && !isEverything ? names : undefined
}

/** Checks for what no other keyword judges. */
export function unevaluatedChecks(node: SchemaModel, types: TypeSet, context: EmitContext): Code[] {
  const checks: Code[] = []
  const { unevaluatedProperties, unevaluatedItems } = node
  if (unevaluatedProperties && types.has('object')) {
    checks.push(...check('unevaluatedProperties', unevaluatedProperties, node, context))
  }
  if (unevaluatedItems && types.has('array')) {
    checks.push(...check('unevaluatedItems', unevaluatedItems, node, context))
  }
  return checks
}

function check(
  keyword: 'unevaluatedProperties' | 'unevaluatedItems',
  schema: SchemaModel,
  node: SchemaModel,
  context: EmitContext,
): Code[] {
  if (schema.always === true) return []
  const aspect = keyword === 'unevaluatedProperties' ? 'properties' : 'items'
  const found = evaluations(node, aspect, context)
  if (found.isEverything) return []
  const given = [evaluator(found, aspect, context) ?? code`${context.runtime('names')}()`]
  if (schema.always !== false) given.push(context.emit(schema, allTypes).code)
  return [code`${context.runtime(keyword)}${args(given)}`]
}

/** All that is evaluated, in a schema and in those that judge the same value. */
function evaluations(root: SchemaModel, aspect: Aspect, context: EmitContext): Evaluations {
  let budget = mostEvaluations
  const collect = (node: SchemaModel, into: Evaluations, seen: Set<SchemaModel>): void => {
    if (seen.has(node)) return
    seen.add(node)
    budget -= 1
    if (budget === 0) context.refuse(root, aspect, 'Too many schemas judge this value together.')
    if (budget <= 0) return
    ownEvaluations(node, { isRoot: node === root, aspect }, into, context)
    for (const part of [node.ref, node.dynamicRef, ...(node.allOf ?? [])]) {
      if (part) collect(part, into, seen)
    }
    const branch = (schema: SchemaModel): Code | undefined => {
      const inner: Evaluations = { names: new Set(), others: [], isEverything: false }
      collect(schema, inner, new Set(seen))
      return evaluator(inner, aspect, context)
    }
    collectBranches(node, branch, into, context)
  }
  const found: Evaluations = { names: new Set(), others: [], isEverything: false }
  collect(root, found, new Set())
  return found
}

function collectBranches(
  node: SchemaModel,
  branch: (schema: SchemaModel) => Code | undefined,
  into: Evaluations,
  context: EmitContext,
): void {
  for (const choice of [...(node.anyOf ?? []), ...(node.oneOf ?? [])]) {
    const inner = branch(choice)
    if (!inner) continue
    const given = [context.emit(choice, allTypes).code, inner]
    into.others.push(code`${context.runtime('when')}${args(given)}`)
  }
  const { condition, whenTrue, whenFalse } = node.conditional ?? {}
  if (condition) {
    const accepted = [branch(condition), whenTrue && branch(whenTrue)].filter(
      (part) => part !== undefined,
    )
    const refused = whenFalse && branch(whenFalse)
    if (accepted.length > 0 || refused) {
      const given = [
        context.emit(condition, allTypes).code,
        together(accepted, context) ?? code`undefined`,
        ...(refused ? [refused] : []),
      ]
      into.others.push(code`${context.runtime('when')}${args(given)}`)
    }
  }
  for (const [name, schema] of node.dependentSchemas ?? []) {
    const inner = branch(schema)
    if (inner) into.others.push(code`${context.runtime('whenHas')}${args([literal(name), inner])}`)
  }
}

function ownEvaluations(
  node: SchemaModel,
  { isRoot, aspect }: { readonly isRoot: boolean; readonly aspect: Aspect },
  into: Evaluations,
  context: EmitContext,
): void {
  if (aspect === 'properties') {
    for (const name of node.properties?.keys() ?? []) into.names.add(name)
    const all = node.additionalProperties ?? (isRoot ? undefined : node.unevaluatedProperties)
    if (all) into.isEverything = true
    const sources = [...(node.patternProperties?.keys() ?? [])]
    const patterns = sources.flatMap((source) => {
      const plan = context.pattern(node, 'patternProperties', source)
      const test = patternTest(plan, () => context.runtime('linearPattern'))
      return test ? [test] : []
    })
    // Which names a pattern that is left out would take is not known.
    if (patterns.length < sources.length) into.isEverything = true
    if (patterns.length > 0)
      into.others.push(code`${context.runtime('namesLike')}${args(patterns)}`)
    return
  }
  if (node.items ?? (isRoot ? undefined : node.unevaluatedItems)) into.isEverything = true
  if (node.prefixItems?.length) {
    into.others.push(code`${context.runtime('firstItems')}(${literal(node.prefixItems.length)})`)
  }
  if (node.contains) {
    const schema = context.emit(node.contains, allTypes).code
    into.others.push(code`${context.runtime('itemsLike')}(${schema})`)
  }
}

function evaluator(found: Evaluations, aspect: Aspect, context: EmitContext): Code | undefined {
  if (found.isEverything) {
    return code`${context.runtime(aspect === 'properties' ? 'everyName' : 'everyItem')}()`
  }
  const names = [...found.names].map((name) => literal(name))
  const own = names.length === 0 ? [] : [code`${context.runtime('names')}${args(names)}`]
  return together([...own, ...found.others], context)
}

function together(parts: readonly Code[], context: EmitContext): Code | undefined {
  const [first, ...others] = parts
  return others.length === 0 ? first : code`${context.runtime('each')}${args(parts)}`
}

/** Whether what other schemas judge of the same value must be known. */
export function hasBranches(node: SchemaModel): boolean {
  return (
    node.ref !== undefined ||
    node.dynamicRef !== undefined ||
    node.allOf !== undefined ||
    node.anyOf !== undefined ||
    node.oneOf !== undefined ||
    node.conditional !== undefined ||
    (node.dependentSchemas?.size ?? 0) > 0
  )
}
