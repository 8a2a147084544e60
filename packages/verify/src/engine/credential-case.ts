import type { CredentialUse } from '../exchange/purpose.ts'
import type { WireRequest } from '../transport/wire-exchange.ts'

/** One way to come without the right credential. */
export interface CredentialCase {
  /** The scheme whose credential is bad. */
  readonly scheme?: string
  readonly use: CredentialUse
  place(request: WireRequest): WireRequest
}

/** No credential at all. */
export const noCredential: CredentialCase = {
  use: { kind: 'missing' },
  place: (request) => request,
}
