import type { PhaseName, SendingPhase } from '../exchange/purpose.ts'
import type { ReportedExchange, ReportedFinding } from '../report/verify-report.ts'

/** What happens during a run, as it happens: plain JSON data, without secrets. */
export type VerifyEvent =
  | {
      readonly type: 'started'
      readonly seed: number
      readonly api: string
      readonly operations: number
      readonly target: string
      /** Operations that may change or delete what was there before the run, as `GET /books/{id}`. */
      readonly mayChange: readonly string[]
    }
  | {
      readonly type: 'phase'
      readonly phase: PhaseName | 'preparation' | 'states' | 'shrinking' | 'cleaning'
    }
  | {
      /** Before the first request of the phases: what the document implies, and what that is thought to need. */
      readonly type: 'planned'
      readonly cases: number
      readonly requests: number
      readonly seconds: number
    }
  | {
      readonly type: 'exchange'
      readonly operationId: string
      readonly phase: SendingPhase
      /** Why it was sent, in a few words. */
      readonly label: string
      /** What the document says of the request. */
      readonly verdict: 'valid' | 'invalid' | 'ambiguous'
      readonly exchange: ReportedExchange
      /** When it was sent: ISO 8601, UTC. */
      readonly startedAt: string
      /** Requests so far. */
      readonly requests: number
    }
  | { readonly type: 'finding'; readonly finding: ReportedFinding }
  | { readonly type: 'note'; readonly message: string }
