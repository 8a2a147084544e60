import type { Guess } from '../conventions/guess.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import type { Exchange } from './exchange.ts'

/** What a sequence of exchanges is about; each kind has its own roles and facts. */
export type StoryKind =
  | 'create'
  | 'update'
  | 'addition'
  | 'read-only'
  | 'delete'
  | 'unknown'
  | 'repeat'
  | 'paging'
  | 'filter'
  | 'sort'
  | 'head'
  | 'conditional'
  | 'precondition'
  | 'duplicate'
  | 'idempotency-key'
  | 'identities'
  | 'refusal'
  | 'content'
  | 'challenge'
  | 'action'
  | 'bulk'
  | 'quota'

/** Exchanges that belong together, by the part that each plays, and what the engine knows about them. Plain data for checks. */
export interface Story {
  readonly kind: StoryKind
  /** The operation that the story is about; findings belong to it. */
  readonly operation: OperationPlan
  /** In the order in which they happened. */
  readonly steps: readonly StoryStep[]
  /** Values that checks need and that exchanges do not show: the id of the thing, what was sent, names of properties. */
  readonly facts: Readonly<Record<string, unknown>>
  /** What was taken for granted by a name when the story was made. */
  readonly guesses?: readonly Guess[]
}

export interface StoryStep {
  readonly role: string
  readonly exchange: Exchange
}

/** The last exchange that played a part. */
export function stepOf(story: Story, role: string): Exchange | undefined {
  return story.steps.findLast((step) => step.role === role)?.exchange
}

/** Every exchange that played a part, in order. */
export function stepsOf(story: Story, role: string): readonly Exchange[] {
  return story.steps.filter((step) => step.role === role).map((step) => step.exchange)
}

/** A fact that is a string. */
export function textFact(story: Story, name: string): string | undefined {
  const value = story.facts[name]
  return typeof value === 'string' ? value : undefined
}
