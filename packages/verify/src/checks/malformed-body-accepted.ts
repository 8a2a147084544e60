import { defineCheck, type Observation } from '../check.ts'
import { type Exchange, isSuccess, nameOf } from '../exchange/exchange.ts'
import { isEntitled, mainViolation } from '../exchange/facts.ts'

/** A body that is not JSON is not taken for JSON. */
export const malformedBodyAccepted = defineCheck({
  id: 'malformed-body-accepted',
  title: 'No malformed body is accepted',
  severity: 'error',
  axes: { direction: 'request', area: 'body', kind: 'protocol' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const violation = mainViolation(exchange)
    if (violation?.keyword !== 'syntax' || !isSuccess(exchange) || !isEntitled(exchange)) return []
    return [
      {
        message: `${nameOf(exchange.operation)} answered ${exchange.answer?.status} to a body that is not JSON (${exchange.purpose.label}).`,
        pointer: violation.pointer,
        cause: 'syntax',
      },
    ]
  },
})
