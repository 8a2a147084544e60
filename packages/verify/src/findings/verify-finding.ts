import type { Finding } from '@concordat/core'
import type { Guess } from '../conventions/guess.ts'
import type { Exchange } from '../exchange/exchange.ts'

/** A disagreement between the document and what was seen. */
export interface VerifyFinding extends Finding {
  /** Id of the check. */
  readonly id: string
  readonly operationId: string
  /** Stable over runs and seeds for the same cause. */
  readonly fingerprint: string
  /** `GET /books/{id}`. */
  readonly operation: string
  /** The exchange that shows it. Reporters write it with secrets taken out. */
  readonly exchange?: Exchange
  /** Requests that changed something before it, in order: without them it would not show. */
  readonly before?: readonly Exchange[]
  /** How often the same cause was seen. */
  readonly occurrences: number
  /** What it takes for granted by a name or by words. */
  readonly guesses?: readonly Guess[]
}
