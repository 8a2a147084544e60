import { defineCheck, type Observation } from '../check.ts'
import { type Exchange, isSuccess, nameOf } from '../exchange/exchange.ts'
import { isEntitled, mainViolation, violationCause, violationText } from '../exchange/facts.ts'

/** What the document does not allow is refused. */
export const invalidRequestAccepted = defineCheck({
  id: 'invalid-request-accepted',
  title: 'No request that breaks a schema is accepted',
  severity: 'error',
  axes: { direction: 'request', area: 'parameters', kind: 'schema' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const violation = mainViolation(exchange)
    if (violation === undefined || !isSuccess(exchange) || !isEntitled(exchange)) return []
    if (['syntax', 'media-type'].includes(violation.keyword)) return []
    // To delete what cannot be there may be called a success. @see RFC 9110, 9.2.2
    if (violation.in === 'path' && exchange.operation.method === 'DELETE') return []
    const whole = violation.in !== 'body' || violation.name === ''
    if (violation.keyword === 'required' && whole) return []
    return [
      {
        message: `${nameOf(exchange.operation)} accepted a request that the document does not allow with ${exchange.answer?.status}: ${violationText(violation)}.`,
        pointer: violation.pointer,
        cause: violationCause(violation),
        evidence: { status: exchange.answer?.status, violations: exchange.verdict.violations },
        // Forms send `?offset=` for a field that was left empty, and many frameworks read it as nothing.
        ...(isEmptyField(exchange) ? { severity: 'warning' } : {}),
      },
    ]
  },
})

function isEmptyField({ purpose: { contrast } }: Exchange): boolean {
  return contrast?.in === 'query' && contrast.keyword === 'empty'
}
