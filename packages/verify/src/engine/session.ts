import type { Random } from '@concordat/core'
import type { LoadedDocument } from '@concordat/document'
import type { Check } from '../check.ts'
import type { Identity } from '../credentials/identity.ts'
import type { Exchange } from '../exchange/exchange.ts'
import type { CredentialUse, Purpose } from '../exchange/purpose.ts'
import type { Collector, Sighting } from '../findings/collector.ts'
import type { Secrets } from '../findings/secrets.ts'
import type { ApiPlan, OperationPlan } from '../plan/operation-plan.ts'
import type { RequestDraft } from '../request/draft.ts'
import type { RequestVerdict } from '../request/request-verdict.ts'
import type { SettlingTransport } from '../transport/settling-transport.ts'
import type { WireRequest } from '../transport/wire-exchange.ts'
import type { CaseLedger } from './case-ledger.ts'
import type { Coverage } from './coverage.ts'
import type { VerifyEvent } from './events.ts'
import type { Gate } from './gate.ts'
import type { Guard } from './guard.ts'
import type { Ownership } from './ownership.ts'
import type { PutBack } from './put-back.ts'
import type { Settings } from './settings.ts'
import type { TimeLimit } from './time-limit.ts'

/** Everything a run is made of; phases are functions of it. */
export interface Session {
  readonly api: ApiPlan
  readonly settings: Settings
  readonly transport: SettlingTransport
  readonly gate: Gate
  /** Says of every request whether it may be sent. */
  readonly guard: Guard
  /** What the run may change, and what it has to remove. */
  readonly ownership: Ownership
  /** Things of which there is one, as they were. */
  readonly putBack: PutBack
  /** Requests that made something and whose answers were not read for its id yet. */
  readonly creations: Exchange[]
  readonly timeLimit: TimeLimit
  readonly random: Random
  readonly collector: Collector
  readonly coverage: Coverage
  /** What was planned of every operation, and what of it counted. */
  readonly cases: CaseLedger
  readonly checks: readonly Check[]
  readonly secrets: Secrets
  /** Tells listeners; `undefined` when nobody listens, so that nothing is prepared for nobody. */
  readonly emit: ((event: VerifyEvent) => void) | undefined
  note(message: string): void
  /** Makes another caller by a provider state, when one has used up his quota. */
  renewCaller?: (operation: OperationPlan) => Promise<Identity | undefined>
  /** Whether the first caller was made by a provider state. */
  stateCaller?: boolean
  /** The document, for lines and columns, when it was given. */
  readonly document: LoadedDocument | undefined
  /** How exchanges were sent, for making them smaller. */
  readonly sendings: WeakMap<Exchange, Sending>
  /** Milliseconds since 1970, for dates in Retry-After. */
  readonly wallClock: () => number
}

/** A purpose as phases write it: who calls is filled in when the request is made. */
export type PurposeDraft = Omit<Purpose, 'credential'>

/** How a request is sent. */
export interface SendOptions {
  /** Who calls. Default: the first identity. */
  readonly identity?: Identity
  /** What the request carries in place of an identity's credential, and how that is called. */
  readonly credential?: {
    readonly use: CredentialUse
    readonly place: (request: WireRequest) => WireRequest
  }
  /** Sends the draft's idempotency key as it is, though it was used before. */
  readonly sameKeys?: true
  /** Judges as if the request were valid or not, where the document has nothing to say of it. */
  readonly verdict?: RequestVerdict
}

/** An exchange and what the checks said of it. */
export interface Sent {
  readonly exchange: Exchange
  /** What counts only after the engine has confirmed it. */
  readonly unconfirmed: readonly Sighting[]
}

/** How a request was sent, so that it can be sent again with less in it. */
export interface Sending {
  readonly draft: RequestDraft
  readonly options: SendOptions
}
