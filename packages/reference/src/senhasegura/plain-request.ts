import type { PlainRequest } from '../states/example-request.ts'
import type { StateOutcome } from '../states/provider-state.ts'

/** What a usual request to one of senhasegura's operations carries. */
export function plainRequest(operationId: string, outcome: StateOutcome): PlainRequest {
  if (operationId === 'dropRemoteSession') {
    return { headers: { authorization: `Bearer ${outcome.credentials.clientCredentials}` } }
  }
  const { client_id, client_secret } = outcome.params
  return {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: String(client_id),
      client_secret: String(client_secret),
    }).toString(),
  }
}
