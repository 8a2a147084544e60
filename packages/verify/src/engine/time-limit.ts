import type { WireOutcome } from '../transport/wire-exchange.ts'

/** How long to wait for an answer, learnt from the answers that came. */
export interface TimeLimit {
  timeout(): number
  learn(outcome: WireOutcome): void
  /** Milliseconds that an answer takes, in the mean. */
  usual(): number
  /** Whether so many requests hung that a second try of each would eat the budget. */
  isExhausted(): boolean
}

/** A server that answers in milliseconds hangs after two seconds; nobody waits longer than the limit. */
export function createTimeLimit(limit: number): TimeLimit {
  let slowest = 0
  let total = 0
  let answered = 0
  let hung = 0
  return {
    timeout() {
      if (answered < 5) return limit
      return Math.min(limit, Math.max(2000, slowest * 10))
    },
    learn(outcome) {
      if (outcome.kind === 'response') {
        answered++
        total += outcome.milliseconds
        slowest = Math.max(slowest, outcome.milliseconds)
      } else if (outcome.failure.reason === 'timeout') hung++
    },
    usual: () => (answered === 0 ? 0 : total / answered),
    isExhausted: () => hung >= 3,
  }
}
