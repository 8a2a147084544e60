import type { PlainRequest } from '../states/example-request.ts'
import type { StateOutcome } from '../states/provider-state.ts'

/** What a usual request to one of Cumulonimbus's operations carries. */
export function plainRequest(operationId: string, outcome: StateOutcome): PlainRequest {
  const authorization = outcome.credentials.sessionToken ?? ''
  if (operationId !== 'deleteUserSessions') return { headers: { authorization } }
  const { sessions = [] } = outcome.params
  return {
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ sessions }),
  }
}
