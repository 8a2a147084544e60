import type { PlainRequest } from '../states/example-request.ts'
import type { StateOutcome } from '../states/provider-state.ts'

/** What a usual request to one of IPRoyal's operations carries. */
export function plainRequest(operationId: string, outcome: StateOutcome): PlainRequest {
  const { residential_user_hashes = [] } = outcome.params
  return {
    headers: {
      authorization: `Bearer ${outcome.credentials.apiToken}`,
      'content-type': 'application/json',
      ...(operationId === 'resetSessionsByOverride' && { 'x-http-method-override': 'DELETE' }),
    },
    body: JSON.stringify({ residential_user_hashes }),
  }
}
