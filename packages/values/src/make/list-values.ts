import type { JsonValue } from '@concordat/core'
import { canonicalText } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import type { Goal } from '../goal/flat-goal.ts'
import { largest, smallest } from '../goal/limits.ts'
import { newSchema, refusalOf } from '../goal/new-schema.ts'
import type { Budget } from './budget.ts'
import { missed, missWithin, type Outcome } from './outcome.ts'
import { type Fill, type Place, within } from './place.ts'

/** What a list is made for. */
export interface ListTask {
  readonly parts: readonly SchemaModel[]
  readonly refused: readonly SchemaModel[]
  readonly place: Place
  readonly budget: Budget
  readonly fill: Fill
}

/** Levels down to which lists have items that they need not have. */
const deepest = 5

/** Makes a list of the length, with the items and the contained values that schemas ask for. */
export function makeList(task: ListTask): Outcome {
  const { parts, refused, place, budget, fill } = task
  const least = largest(parts, 'minItems') ?? 0
  const most = smallest(parts, 'maxItems') ?? Number.POSITIVE_INFINITY
  if (least > most) return missed
  if (least > budget.sizeLeft) return { cut: 'size' }
  const repeats = refused.some(({ uniqueItems }) => uniqueItems === true)
  const isUnique = parts.some(({ uniqueItems }) => uniqueItems === true)
  const contained = containedAt(parts, most)
  const needed = Math.max(least, contained.length)
  const wished = Math.min(most, Math.max(needed, wishedLength(task, needed)))
  const items: JsonValue[] = []
  const taken = new Map<string, JsonValue>()
  const isPlain = contained.length === 0 && parts.every(({ prefixItems }) => !prefixItems)
  for (let index = 0; index < wished; index += 1) {
    if (repeats && index === 1 && items[0] !== undefined) {
      items.push(items[0])
      continue
    }
    const goal = [
      ...goalAt(parts, index),
      ...(contained[index] ?? []),
      ...beyond(parts, contained, index),
    ]
    const left = budget.sizeLeft
    const item = isUnique
      ? uniqueItem(goal, taken, within(place, '', String(index)), fill)
      : fill(goal, within(place, '', String(index)))
    if (item.value === undefined) {
      if (index >= needed) {
        budget.sizeLeft = left
        break
      }
      // What is taken already may have been taken wrongly, but not where all items are alike.
      if (isUnique && item.certain && taken.size > 0 && !isPlain) return missed
      return missWithin(item, isPlain ? '*' : index)
    }
    items.push(item.value)
    if (isUnique) taken.set(canonicalText(item.value), item.value)
  }
  return { value: items }
}

/** An item that the list does not have yet. */
function uniqueItem(
  goal: Goal,
  taken: ReadonlyMap<string, JsonValue>,
  place: Place,
  fill: Fill,
): Outcome {
  const first = fill(goal, place)
  if (first.value === undefined || !taken.has(canonicalText(first.value))) return first
  const style = { fullness: 'random', examples: false } as const
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const varied = fill(goal, { ...place, style, random: place.random.fork(`other ${attempt}`) })
    if (varied.value !== undefined && !taken.has(canonicalText(varied.value))) return varied
  }
  const [about] = goal
  if (!about) return missed
  const others = refusalOf(newSchema(about, { values: [...taken.values()] }))
  return fill([...goal, others], { ...place, style, trail: new Set() })
}

/** What is said of the item at an index. */
function goalAt(parts: readonly SchemaModel[], index: number): Goal {
  return parts.flatMap((part) => {
    const own = part.prefixItems?.[index] ?? part.items ?? part.unevaluatedItems
    return own ? [own] : []
  })
}

/** For each of the first items, what the list must contain there. */
function containedAt(parts: readonly SchemaModel[], most: number): readonly Goal[] {
  const goals: SchemaModel[][] = []
  let start = 0
  for (const { contains, minContains = 1 } of parts) {
    if (!contains) continue
    // One item may be what several lists must contain, where there is no room for each.
    const from = start + minContains <= most ? start : 0
    for (let index = from; index < from + minContains; index += 1) {
      goals[index] = [...(goals[index] ?? []), contains]
    }
    start = from + minContains
  }
  return Array.from(goals, (goal) => goal ?? [])
}

/** What may not be contained once more. */
function beyond(parts: readonly SchemaModel[], contained: readonly Goal[], index: number): Goal {
  return parts.flatMap(({ contains, maxContains }) =>
    contains && maxContains !== undefined && !contained[index]?.includes(contains)
      ? [refusalOf(contains)]
      : [],
  )
}

function wishedLength({ parts, place, budget }: ListTask, needed: number): number {
  const { fullness } = place.style
  const prefix = Math.max(0, ...parts.map(({ prefixItems }) => prefixItems?.length ?? 0))
  const closed = parts.some(({ items, unevaluatedItems }) =>
    [items, unevaluatedItems].some((part) => part?.always === false),
  )
  if (fullness === 'smallest' || place.depth >= deepest || budget.isScarce) return needed
  if (closed) return Math.max(needed, fullness === 'fullest' ? prefix : 0)
  if (fullness === 'fullest') return Math.max(needed, prefix, 1)
  return place.random.integer(needed, Math.max(needed, prefix) + (place.depth < 3 ? 3 : 1))
}
