import type { PlainRequest } from '../states/example-request.ts'
import type { StateOutcome } from '../states/provider-state.ts'

/** What a usual request to one of Connhex's operations carries. */
export function plainRequest(_operationId: string, { credentials }: StateOutcome): PlainRequest {
  return { headers: { 'x-session-token': credentials.sessionToken ?? '' } }
}
