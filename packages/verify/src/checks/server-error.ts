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
        // A reader that gives up at thousands of levels refuses, if not in the right words.
        ...(exchange.purpose.contrast?.keyword === 'nesting' ? { severity: 'warning' } : {}),
      },
    ]
  },
})

function isExpected(exchange: Exchange, status: number): boolean {
  const { answer, operation, purpose, request } = exchange
  if (status === 501 && (purpose.undocumentedMethod || request.method !== operation.method)) {
    return true
  }
  // A state asked for this very answer.
  const key = answer?.documented?.status
  if (purpose.state !== undefined && key === purpose.state.status) return true
  if (key !== String(status)) return false
  // Where nothing but failures is documented, one of them is all that can be promised.
  if (operation.model.responses.every((response) => response.status.startsWith('5'))) return true
  // Gateways and overload may be part of the contract; a failure of the server itself is one only where the document
  // shows it as the answer to something in particular.
  return status !== 500 || !isEntitled(exchange) || isShown(exchange)
}

const unspecific = /unexpected|internal|unhandled|generic|unknown error|went wrong/i

/** Whether the body is one of the document's examples, and one that speaks of something in particular. */
function isShown({ answer }: Exchange): boolean {
  if (answer?.parsed.kind !== 'json') return false
  const body = JSON.stringify(answer.parsed.value)
  return (
    !unspecific.test(body) &&
    (answer.content?.examples ?? []).some(({ value }) => JSON.stringify(value) === body)
  )
}
