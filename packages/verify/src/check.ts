import type { JsonPointer, Severity } from '@concordat/core'
import type { ConventionName } from './conventions/convention-table.ts'
import type { Guess } from './conventions/guess.ts'
import type { Exchange } from './exchange/exchange.ts'
import type { Story, StoryKind } from './exchange/story.ts'

/** What a check saw: data for a finding, before it is joined with its place and its reproduction. */
export interface Observation {
  /** One or two sentences: what the document or HTTP says, what was seen. */
  readonly message: string
  /** Where the document says it. */
  readonly pointer: JsonPointer
  /** What tells this cause from others of the same check and operation; stable over runs and seeds. */
  readonly cause: string
  /** How much this one weighs, where that is less than the check says and the user says nothing of it. */
  readonly severity?: Severity
  /** JSON values that show it. */
  readonly evidence?: Readonly<Record<string, unknown>>
  /** What it takes for granted by a name or by words. */
  readonly guesses?: readonly Guess[]
  /** The exchange that shows it best, where a story has several. */
  readonly exchange?: Exchange
}

/** How a check is found and filtered. */
export interface CheckAxes {
  readonly direction: 'request' | 'response' | 'both'
  readonly area:
    | 'status'
    | 'headers'
    | 'body'
    | 'parameters'
    | 'security'
    | 'methods'
    | 'state'
    | 'pagination'
    | 'robustness'
    | 'performance'
  readonly kind: 'existence' | 'schema' | 'semantics' | 'protocol'
}

interface CheckBase {
  /** Kebab-case sentence of fact; the file's name. */
  readonly id: string
  /** Ids that it had before, the first one first: they are understood in configurations and on command lines. */
  readonly formerIds?: readonly string[]
  /** One line that says what holds when the check is silent. */
  readonly title: string
  readonly severity: Severity
  readonly axes: CheckAxes
  /** Concepts that it knows by what they are called: the guesses of a story that its findings rest on. */
  readonly restsOn?: readonly ConventionName[]
}

/** A check of single exchanges. */
export interface ExchangeCheck extends CheckBase {
  readonly subject: 'exchange'
  /**
   * Set for checks that lean on a request which succeeded before: what they see counts once the engine has seen that
   * request succeed again and the difference fail again.
   */
  readonly confirmed?: true
  run(exchange: Exchange): readonly Observation[]
}

/** A check of a sequence of exchanges that belong together. */
export interface StoryCheck extends CheckBase {
  readonly subject: StoryKind
  run(story: Story): readonly Observation[]
}

export type Check = ExchangeCheck | StoryCheck

/** Whether an id is a check's, or was. */
export function isNamed({ id, formerIds = [] }: Check, name: string): boolean {
  return id === name || formerIds.includes(name)
}

/**
 * Declares a check: a pure function from what was exchanged to what disagrees. It does no I/O, reads no clock and does
 * not throw.
 */
export function defineCheck<Kind extends Check>(check: Kind): Kind {
  return check
}
