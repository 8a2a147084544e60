import type { MemberUse } from '../reads/read-log.ts'

/** A condition at the provider that a request relies on. */
export interface ProviderState {
  readonly name: string
  readonly params: Readonly<Record<string, string | number | boolean>>
}

/** What a request was made of: which parameters, members and credentials it had, never their values. */
export interface RequestKind {
  readonly operationId: string
  /** Names of parameters that were sent, `path` left out: those are always there. */
  readonly query: readonly string[]
  readonly header: readonly string[]
  readonly cookie: readonly string[]
  /** Media type of the body, without parameters; absent when there was none. */
  readonly mediaType?: string
  /** Members of a JSON body, as texts of paths: `/name`, `/lines/*\/sku`. */
  readonly members: readonly string[]
}

/** What a consumer does with one kind of answer to one kind of request. */
export interface RecordedInteraction {
  readonly states: readonly ProviderState[]
  readonly request: RequestKind
  readonly status: number
  /** Media type of the answer, without parameters; absent when it had no body. */
  readonly mediaType?: string
  /** Members of the answer's JSON body that were read or passed on, by path. */
  readonly uses: readonly MemberUse[]
}

/** What one consumer's tests use of one API. Plain data, in an order of its own: the same tests give the same contract. */
export interface ConsumerContract {
  readonly consumer: string
  readonly provider: string
  /** Digest of the document that the tests ran against. */
  readonly documentHash: string
  readonly interactions: readonly RecordedInteraction[]
}

/** What tells interactions apart. */
export function interactionKey({
  states,
  request,
  status,
  mediaType,
}: Omit<RecordedInteraction, 'uses'>): string {
  return JSON.stringify([
    request.operationId,
    status,
    mediaType ?? '',
    [...request.query].sort(),
    [...request.header].sort(),
    [...request.cookie].sort(),
    request.mediaType ?? '',
    [...request.members].sort(),
    states.map(({ name, params }) => [name, Object.entries(params).sort()]),
  ])
}
