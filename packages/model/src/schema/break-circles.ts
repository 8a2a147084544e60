import type { SchemaModel } from './schema-model.ts'
import { strongComponents } from './strong-components.ts'

/** A schema that is being put together. */
export type MutableSchema = { -readonly [Key in keyof SchemaModel]: SchemaModel[Key] }

/** What became of schemas that judge a value by asking themselves about it. */
export interface BrokenCircles {
  /** Schemas that list their heirs; the heirs include them without the list. */
  readonly opened: readonly SchemaModel[]
  /** Schemas that never come to an end; their references to each other were dropped. */
  readonly endless: readonly SchemaModel[]
}

/**
 * Breaks circles of schemas that judge the same value. Where a schema lists its heirs by `oneOf` or `anyOf`, and they
 * include it by `allOf`, an heir is judged by what the schema says beside the list: that the value is one of those
 * listed is what the heir says itself. A circle without such a list has no end and is cut.
 */
export function breakCircles(nodes: readonly MutableSchema[], nextId: () => number): BrokenCircles {
  const circles = circlesOf(nodes)
  const chosen = chosenNodes(nodes)
  const opened = new Map<SchemaModel, MutableSchema>()
  for (const node of nodes) {
    // A choice is the place where the circle is meant to go on.
    if (chosen.has(node)) continue
    for (const keyword of ['ref', 'dynamicRef'] as const) {
      const target = node[keyword]
      if (!target || !isCircle(circles, node, target)) continue
      const open = opened.get(target) ?? withoutChoices(target, circles, nextId)
      if (!open) continue
      opened.set(target, open)
      node[keyword] = open
    }
  }
  return { opened: [...opened.keys()], endless: cutEndless([...nodes, ...opened.values()]) }
}

/** Numbers of circles of schemas that judge the same value; what is in none has a number of its own. */
function circlesOf(nodes: readonly SchemaModel[]): ReadonlyMap<SchemaModel, number> {
  return strongComponents(nodes, sameValue)
}

function sameValue(node: SchemaModel): readonly SchemaModel[] {
  const references = [node.ref, node.dynamicRef].filter((part) => part !== undefined)
  return [...references, ...included(node), ...choices(node)]
}

function choices(node: SchemaModel): readonly SchemaModel[] {
  return [...(node.anyOf ?? []), ...(node.oneOf ?? [])]
}

/** Schemas within a schema that judge the same value and are no choice. */
function included(node: SchemaModel): readonly SchemaModel[] {
  const { condition, whenTrue, whenFalse } = node.conditional ?? {}
  return [
    ...(node.allOf ?? []),
    node.not,
    condition,
    whenTrue,
    whenFalse,
    ...(node.dependentSchemas?.values() ?? []),
  ].filter((part) => part !== undefined)
}

/** Schemas that are written as choices, or as parts of one. */
function chosenNodes(nodes: readonly SchemaModel[]): ReadonlySet<SchemaModel> {
  const chosen = new Set(nodes.flatMap(choices))
  // A set is walked to its new end.
  for (const node of chosen)
    for (const part of [...included(node), ...choices(node)]) chosen.add(part)
  return chosen
}

function isCircle(
  circles: ReadonlyMap<SchemaModel, number>,
  a: SchemaModel,
  b: SchemaModel,
): boolean {
  return circles.get(a) === circles.get(b)
}

/** A schema without its lists that lead back to it; `undefined` where it has none. */
function withoutChoices(
  node: SchemaModel,
  circles: ReadonlyMap<SchemaModel, number>,
  nextId: () => number,
): MutableSchema | undefined {
  const leadsBack = (list: readonly SchemaModel[] | undefined) =>
    list?.some((branch) => isCircle(circles, node, branch)) === true
  if (!leadsBack(node.anyOf) && !leadsBack(node.oneOf)) return undefined
  const { anyOf, oneOf, discriminator: _discriminator, ...rest } = node
  return {
    ...rest,
    ...(anyOf && !leadsBack(anyOf) && { anyOf }),
    ...(oneOf && !leadsBack(oneOf) && { oneOf }),
    id: nextId(),
    isBase: true,
  }
}

/** Drops the references within circles that are left. */
function cutEndless(nodes: readonly MutableSchema[]): readonly SchemaModel[] {
  const circles = circlesOf(nodes)
  const cut = new Map<number, SchemaModel>()
  for (const node of nodes) {
    for (const keyword of ['ref', 'dynamicRef'] as const) {
      const target = node[keyword]
      if (!target || !isCircle(circles, node, target)) continue
      const circle = circles.get(node) ?? -1
      if (!cut.has(circle)) cut.set(circle, node)
      delete node[keyword]
    }
  }
  return [...cut.values()]
}
