import type { Refusal } from '../refuse.ts'
import type { ProblemIssue, ProblemKind } from '../server-problem.ts'

/** What a stage says of a request it stops; the rest of the problem is known from the exchange. */
export interface ProblemDraft {
  readonly kind: ProblemKind
  readonly message: string
  readonly issues?: readonly ProblemIssue[]
  readonly allow?: readonly string[]
  readonly challenges?: readonly string[]
  readonly refusal?: Refusal
  readonly error?: unknown
}
