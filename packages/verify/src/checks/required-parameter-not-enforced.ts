import { defineCheck, type Observation } from '../check.ts'
import { type Exchange, isSuccess, nameOf } from '../exchange/exchange.ts'
import { isEntitled, mainViolation, violationCause } from '../exchange/facts.ts'

/** A required query, header or cookie parameter is really required. */
export const requiredParameterNotEnforced = defineCheck({
  id: 'required-parameter-not-enforced',
  title: 'No request without a required parameter is accepted',
  severity: 'error',
  axes: { direction: 'request', area: 'parameters', kind: 'existence' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const violation = mainViolation(exchange)
    if (violation === undefined || violation.keyword !== 'required' || violation.in === 'body') {
      return []
    }
    if (!isSuccess(exchange) || !isEntitled(exchange)) return []
    return [
      {
        message: `${nameOf(exchange.operation)} answered ${exchange.answer?.status} without \`${violation.name}\`, which is required in ${violation.in}.`,
        pointer: violation.pointer,
        cause: violationCause(violation),
      },
    ]
  },
})
