import type { Exchange } from '../exchange/exchange.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'

/** Kinds of cases, in the order in which reports show them. `docs/in-your-build.md` says what each is. */
export const caseKinds = [
  'examples',
  'valid',
  'generated',
  'invalid',
  'credentials',
  'callers',
  'methods',
  'stories',
] as const

export type CaseKind = (typeof caseKinds)[number]

/** How many cases of a kind the document implies, and how many of them counted. */
export interface CaseCount {
  readonly kind: CaseKind
  readonly planned: number
  readonly sound: number
  /** Why others did not count, the most frequent first. */
  readonly reasons: readonly string[]
}

/**
 * What was planned of every operation before the first request, and what of it was sound: sent, and shown by the
 * unchanged request before and after it to have had a living thing and a good credential.
 */
export interface CaseLedger {
  plan(operation: OperationPlan, kind: CaseKind, count: number): void
  /** Takes note of what the mode or the user forbids to send: it is not planned, and the report says why. */
  withhold(operation: OperationPlan, sentence: string): void
  sound(operation: OperationPlan, kind: CaseKind, exchange?: Exchange): void
  unsound(operation: OperationPlan, kind: CaseKind, reason: string): void
  /** A story of a kind that was planned was played to its end; how often does not matter. */
  played(operation: OperationPlan, story: string): void
  planStory(operation: OperationPlan, story: string): void
  countsOf(operation: OperationPlan): readonly CaseCount[]
  /** What was not planned because it may not be sent, as sentences. */
  withheldOf(operation: OperationPlan): readonly string[]
  readonly planned: number
}

interface Tally {
  planned: number
  sound: number
  readonly reasons: Map<string, number>
}

/** Makes an empty ledger; `onSound` is told of every exchange that counts. */
export function createCaseLedger(onSound: (exchange: Exchange) => void): CaseLedger {
  const tallies = new Map<OperationPlan, Map<CaseKind, Tally>>()
  const openStories = new Map<OperationPlan, Set<string>>()
  const withheld = new Map<OperationPlan, Set<string>>()
  let planned = 0
  const of = (operation: OperationPlan, kind: CaseKind): Tally => {
    const kinds = tallies.get(operation) ?? new Map<CaseKind, Tally>()
    tallies.set(operation, kinds)
    const tally = kinds.get(kind) ?? { planned: 0, sound: 0, reasons: new Map() }
    kinds.set(kind, tally)
    return tally
  }
  return {
    plan(operation, kind, count) {
      of(operation, kind).planned += count
      planned += count
    },
    withhold(operation, sentence) {
      withheld.set(operation, (withheld.get(operation) ?? new Set()).add(sentence))
    },
    withheldOf: (operation) => [...(withheld.get(operation) ?? [])],
    sound(operation, kind, exchange) {
      of(operation, kind).sound++
      if (exchange) onSound(exchange)
    },
    unsound(operation, kind, reason) {
      const { reasons } = of(operation, kind)
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
    },
    planStory(operation, story) {
      openStories.set(operation, new Set([...(openStories.get(operation) ?? []), story]))
      this.plan(operation, 'stories', 1)
    },
    played(operation, story) {
      if (openStories.get(operation)?.delete(story)) this.sound(operation, 'stories')
    },
    countsOf(operation) {
      const kinds = tallies.get(operation)
      return caseKinds.flatMap((kind) => {
        const tally = kinds?.get(kind)
        if (tally === undefined || tally.planned === 0) return []
        const reasons = [...tally.reasons].sort(([, left], [, right]) => right - left)
        const open = kind === 'stories' ? [...(openStories.get(operation) ?? [])] : []
        return [
          {
            kind,
            planned: tally.planned,
            sound: Math.min(tally.sound, tally.planned),
            reasons: [
              ...reasons.map(([reason]) => reason),
              ...open.map((story) => `the ${story} story could not be played to its end`),
            ],
          },
        ]
      })
    },
    get planned() {
      return planned
    },
  }
}
