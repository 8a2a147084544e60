import { defineCheck, type Observation } from '../check.ts'
import { type Exchange, nameOf } from '../exchange/exchange.ts'
import { isEntitled, trialCause } from '../exchange/facts.ts'

/** No request makes the server fail: what it cannot take it refuses with 4xx. */
export const serverError = defineCheck({
  id: 'server-error',
  title: 'No request is answered with 5xx',
  severity: 'error',
  axes: { direction: 'response', area: 'robustness', kind: 'protocol' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const status = exchange.answer?.status ?? 0
    if (status < 500 || isExpected(exchange, status)) return []
    return [
      {
        message: `${nameOf(exchange.operation)} failed with ${status} (${exchange.purpose.label}).`,
        pointer: exchange.operation.pointer,
        cause: `${status} ${trialCause(exchange)}`,
        evidence: { status },
      },
    ]
  },
})

function isExpected(exchange: Exchange, status: number): boolean {
  const { operation, purpose, request } = exchange
  if (status === 501 && (purpose.undocumentedMethod || request.method !== operation.method)) {
    return true
  }
  const named = operation.model.responses.some((response) => response.status === String(status))
  if (!named) return false
  // Gateways and overload may be part of the contract; a failure of the server itself is one only where it was asked for.
  return status !== 500 || purpose.state?.status === '500' || !isEntitled(exchange)
}
