import type { CredentialValue } from '../credentials/identity.ts'

/** What a call came to. Generated clients answer with this; other clients are adapted to it. */
export interface ClientOutcome {
  /** The documented status, or `undocumented`, `malformed` or `failed`. */
  readonly status: number | string
  /** For `failed`: `network`, `timeout`, `aborted` or `request`. */
  readonly reason?: unknown
  /** The documented media type, as the document writes it. */
  readonly mediaType?: string | undefined
  readonly body?: unknown
  /** Documented headers by lower-case name, decoded. */
  readonly headers?: Readonly<Record<string, unknown>>
}

/** What an operation is called with, in sections. */
export interface ClientInput {
  readonly path?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly header?: Readonly<Record<string, unknown>>
  readonly cookie?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly mediaType?: string
}

/** A client as the checks drive it. */
export interface ClientUnderTest {
  /** Calls one operation; `timeout` in milliseconds. */
  call(
    operationId: string,
    input: ClientInput,
    options: { readonly timeout: number },
  ): Promise<ClientOutcome>
}

/** Makes the client that is held to the document: for a base URL, with a credential for each security scheme. */
export type ConnectClient = (
  baseUrl: string,
  credentials: Readonly<Record<string, CredentialValue>>,
) => ClientUnderTest
