import type { Severity } from '@concordat/core'
import type { Identity } from '../credentials/identity.ts'
import type { PhaseName } from '../exchange/purpose.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import type { HeaderField } from '../transport/wire-exchange.ts'
import type { Mode } from './guard.ts'

/** What bounds a run and what it carries, resolved from the options. */
export interface Settings {
  readonly seed: number
  /** What the run may do to what was there before it. */
  readonly mode: Mode
  /** Whether what the run made stays when it ends. */
  readonly keep: boolean
  /** Lowest severity that makes a run fail. */
  readonly failOn: Severity | 'never'
  /** Why an operation may be not verified, where the user says so. */
  readonly excuse: (operation: OperationPlan) => string | undefined
  readonly budgetMilliseconds: number
  readonly maxRequests: number
  /** Requests in a second, at most; `undefined`: no limit of ours. */
  readonly rate: number | undefined
  readonly concurrency: number
  readonly phases: ReadonlySet<PhaseName>
  /** Milliseconds until a request counts as hanging. */
  readonly timeout: number
  readonly maxResponseTime: number | undefined
  readonly headers: readonly HeaderField[]
  /** Scheme, host and port, for the URLs in reports. */
  readonly origin: string
  /** Path before the document's paths, without a slash at the end. */
  readonly basePath: string
  /** Who calls; the first is used unless a phase needs another. States may give it new credentials. */
  readonly identities: Identity[]
}
