import type { JsonValue } from '@concordat/core'

/** What a provider state answered when it was set up. */
export interface StateSetUp {
  readonly credentials?: Readonly<Record<string, string>>
  readonly params?: Readonly<Record<string, JsonValue>>
  /** Requests that the state is made for, each with the documented status that it gets. */
  readonly requests?: readonly StateRequest[]
}

/** A request that a state is made for, as it goes over the wire. */
export interface StateRequest {
  readonly operationId: string
  readonly status: number | string
  readonly method: string
  /** Path and query from the server's root. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly bodyBytes?: number
}

/** A state that a provider can be put into, and the documented answers that it makes possible. */
export interface ProviderStateDescription {
  readonly name: string
  readonly api?: string
  readonly enables?: readonly {
    readonly api?: string
    readonly operationId: string
    readonly status: number | string
  }[]
}

/** Puts the provider into named states, in the sense of Pact. */
export interface ProviderStates {
  list(): Promise<readonly ProviderStateDescription[]>
  setUp(state: string, params: Readonly<Record<string, JsonValue>>): Promise<StateSetUp>
  /** With the parameters that it was set up with. */
  tearDown?(state: string, params: Readonly<Record<string, JsonValue>>): Promise<void>
}
