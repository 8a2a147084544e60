import type { JsonValue, Severity } from '@concordat/core'
import type { LoadedDocument } from '@concordat/document'
import type { ApiModel } from '@concordat/model'
import type { Check } from './check.ts'
import type { ConventionsConfig } from './conventions/conventions.ts'
import type { CredentialSource } from './credentials/identity.ts'
import type { VerifyEvent } from './engine/events.ts'
import type { PhaseName } from './exchange/purpose.ts'
import type { CheckConfig } from './findings/check-config.ts'
import type { Shard } from './plan/shard.ts'
import type { ProviderStates } from './states/provider-states.ts'
import type { FetchLike } from './transport/fetch-transport.ts'
import type { VerifyHooks } from './transport/verify-hooks.ts'

/** A second caller: his credentials by scheme. */
export interface IdentityOptions {
  readonly name: string
  readonly auth: Readonly<Record<string, CredentialSource>>
}

/** What to verify, where, as whom and within which bounds. */
export interface VerifyOptions {
  /** A loaded document, which also gives lines and columns. */
  readonly document?: LoadedDocument
  /** The model; read from `document` when left out. */
  readonly model?: ApiModel
  /** Where the server is. */
  readonly url?: string | URL
  /** In place of a socket: a function that answers requests, for example `app.fetch`. */
  readonly fetch?: FetchLike
  /** A credential for each security scheme, by the scheme's name in the document. */
  readonly auth?: Readonly<Record<string, CredentialSource>>
  /** More callers; with a second one, what belongs to one is asked for by the other. */
  readonly identities?: readonly IdentityOptions[]
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>
  /** @default a number from the clock; it stands in the report. */
  readonly seed?: number
  /** Milliseconds. @default as long as what the document implies may take */
  readonly budget?: number
  /** @default no limit */
  readonly maxRequests?: number
  /** Requests in a second at most. */
  readonly rate?: number
  /** Operations tried at the same time. @default 4 */
  readonly concurrency?: number
  /** Milliseconds until a request counts as hanging. @default 10000 */
  readonly timeout?: number
  /**
   * Milliseconds that lists and copies may be behind what was written: what seems wrong is looked at again after so long.
   * @default 500
   */
  readonly consistency?: number
  /** Milliseconds that an answer may take. */
  readonly maxResponseTime?: number
  /** @default all of them */
  readonly phases?: readonly PhaseName[]
  /** operationIds, `METHOD /path` or tags to verify; with `*` as a wildcard. */
  readonly include?: readonly string[]
  readonly exclude?: readonly string[]
  /** Verifies one of several parts of what is selected, so that machines can share a run; `mergeReports` joins the reports. */
  readonly shard?: Shard
  /** Sends GET, HEAD and OPTIONS only, and verifies only what these verify. @default false */
  readonly safe?: boolean
  /**
   * Lets the run change and delete what it did not make: everywhere, or by the operations that patterns as those of
   * `include` name. By default it changes and deletes only what it made or what a provider state made for it.
   * @default false
   */
  readonly destructive?: boolean | readonly string[]
  /** Leaves what the run made; by default it is removed when the run ends. @default false */
  readonly keep?: boolean
  /** URL of the provider's states, or functions. */
  readonly states?: string | URL | ProviderStates
  /** Values for parameters and properties, by name or `operationId.name`. */
  readonly pools?: Readonly<Record<string, readonly JsonValue[]>>
  /** Names of pools whose values the run may change and delete. */
  readonly expendable?: readonly string[]
  /** Lowest severity that makes the verdict `findings`. @default 'error' */
  readonly failOn?: Severity | 'never'
  /** Operations that may be not verified, by patterns as those of `include`, each with the reason; they are tried all the same. */
  readonly allowUnverified?: Readonly<Record<string, string>>
  readonly hooks?: VerifyHooks
  readonly checks?: readonly CheckConfig[]
  /** Changes to what is guessed from names and words, by concept; `false` switches a concept off. */
  readonly conventions?: ConventionsConfig
  /** Checks of one's own, beside those of this package. */
  readonly extraChecks?: readonly Check[]
  readonly onEvent?: (event: VerifyEvent) => void
  readonly signal?: AbortSignal
}
