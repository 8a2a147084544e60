import type { Random } from '@concordat/core'
import type { Goal } from '../goal/flat-goal.ts'
import type { Fullness } from './make-options.ts'
import type { Outcome } from './outcome.ts'

/** Where in a value something is made, and how. */
export interface Place {
  /** Name of the property that it is; empty for items and for the whole. */
  readonly name: string
  readonly depth: number
  readonly style: Style
  /** Goals around this one since all that is optional was left out: none of them need come again. */
  readonly trail: ReadonlySet<string>
  readonly random: Random
}

/** How a place is filled. */
export interface Style {
  readonly fullness: Fullness
  readonly examples: boolean
}

/** Fills places: objects and lists are filled by filling what they hold. */
export type Fill = (goal: Goal, place: Place) => Outcome

/** The place of a member. */
export function within(place: Place, name: string, label: string): Place {
  return { ...place, name, depth: place.depth + 1, random: place.random.fork(label) }
}
