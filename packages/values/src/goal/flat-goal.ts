import type { SchemaModel } from '@concordat/model'
import type { Contradiction } from './contradiction.ts'
import { contradiction, placeOf } from './contradiction.ts'
import { conflictOf } from './limits.ts'
import { isAtomic, negationsOf } from './negations.ts'
import { newSchema, refusalOf } from './new-schema.ts'

/** Schemas that must all accept one value. */
export type Goal = readonly SchemaModel[]

/** A goal after all choices: no schema within it that judges the same value. */
export interface FlatGoal {
  /** Whose own keywords must all hold. What they include stands beside them. */
  readonly parts: readonly SchemaModel[]
  /** What must refuse the value, and says one thing only. */
  readonly refused: readonly SchemaModel[]
  /** What must refuse the value too, and mostly does by itself. */
  readonly unlikely: readonly SchemaModel[]
}

/** How choices are made while a goal is flattened. */
export interface FlattenOptions {
  /** Of {@link FlatGoal.unlikely}, those that accepted a value after all, and must be worked against. */
  readonly against: ReadonlySet<SchemaModel>
  /** In which order the options of a choice are tried. */
  order<Option>(options: readonly Option[]): readonly Option[]
  /** Told of each combination of choices that contradicts itself. */
  blame(found: Contradiction): void
}

/** One thing or another. */
type Choice = readonly (readonly SchemaModel[])[]

interface Draft {
  readonly parts: Set<SchemaModel>
  readonly refused: Set<SchemaModel>
  readonly unlikely: Set<SchemaModel>
  readonly choices: readonly Choice[]
}

/**
 * The ways to meet a goal, one after the other: references followed, `allOf` joined, one branch of every choice taken.
 * Ways that contradict themselves are left out, and blamed.
 */
export function* flattenGoal(goal: Goal, options: FlattenOptions): Generator<FlatGoal> {
  const empty: Draft = { parts: new Set(), refused: new Set(), unlikely: new Set(), choices: [] }
  yield* walk(absorb(empty, goal, options), options)
}

function* walk(draft: Draft | undefined, options: FlattenOptions): Generator<FlatGoal> {
  if (!draft) return
  const parts = [...draft.parts]
  const conflict = conflictOf(parts)
  if (conflict) {
    options.blame(conflict)
    return
  }
  const [choice, ...choices] = draft.choices
  if (!choice) {
    yield { parts, refused: [...draft.refused], unlikely: [...draft.unlikely] }
    return
  }
  for (const option of options.order(choice)) {
    yield* walk(absorb({ ...draft, choices }, option, options), options)
  }
}

/** A copy of the draft with more schemas that must accept the value. */
function absorb(
  draft: Draft,
  schemas: readonly SchemaModel[],
  { against, blame }: FlattenOptions,
): Draft | undefined {
  const parts = new Set(draft.parts)
  const refused = new Set(draft.refused)
  const unlikely = new Set(draft.unlikely)
  const choices: Choice[] = [...draft.choices]
  const open = [...schemas].reverse()
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (parts.has(next)) continue
    parts.add(next)
    if (next.always === false) {
      blame(contradiction('nothing-allowed', 'No value is allowed here.', [placeOf(next, '')]))
      return undefined
    }
    const included = [next.ref, next.dynamicRef, ...(next.allOf ?? [])]
    open.push(...included.filter((part) => part !== undefined).reverse())
    if (next.not) {
      if (isAtomic(next.not)) refused.add(next.not)
      else if (against.has(next.not)) choices.push(negationsOf(next.not).map((way) => [way]))
      else unlikely.add(next.not)
      if (choices.at(-1)?.length === 0) {
        blame(
          contradiction('nothing-allowed', 'What is refused here is everything.', [
            placeOf(next.not, ''),
          ]),
        )
        return undefined
      }
    }
    choices.push(...choicesOf(next))
  }
  return { parts, refused, unlikely, choices }
}

function choicesOf(schema: SchemaModel): Choice[] {
  const choices: Choice[] = []
  const { anyOf, oneOf, conditional } = schema
  if (anyOf) choices.push(anyOf.map((branch) => [branch]))
  if (oneOf) {
    choices.push(
      oneOf.map((branch) => [branch, ...oneOf.filter((other) => other !== branch).map(refusalOf)]),
    )
  }
  if (conditional) {
    const { condition, whenTrue, whenFalse } = conditional
    const met = whenTrue ? [condition, whenTrue] : [condition]
    choices.push([met, [refusalOf(condition), ...(whenFalse ? [whenFalse] : [])]])
  }
  for (const [name, part] of schema.dependentSchemas ?? []) {
    const never = newSchema(part, { always: false })
    const without = newSchema(schema, { properties: new Map([[name, never]]) })
    const withIt = newSchema(schema, { required: [name] })
    if (schema.required?.includes(name)) choices.push([[part]])
    // What is no object has no such property.
    else choices.push([[without], [withIt, part]])
  }
  return choices
}
