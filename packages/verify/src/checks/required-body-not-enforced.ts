import { defineCheck, type Observation } from '../check.ts'
import { type Exchange, isSuccess, nameOf } from '../exchange/exchange.ts'
import { isEntitled, mainViolation } from '../exchange/facts.ts'

/** A required body is really required. @see OpenAPI 3.1, 4.8.13 (`required`) */
export const requiredBodyNotEnforced = defineCheck({
  id: 'required-body-not-enforced',
  title: 'No request without a required body is accepted',
  severity: 'error',
  axes: { direction: 'request', area: 'body', kind: 'existence' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const violation = mainViolation(exchange)
    const bodyless =
      violation?.in === 'body' && violation.keyword === 'required' && violation.name === ''
    if (!violation || !bodyless || !isSuccess(exchange) || !isEntitled(exchange)) return []
    return [
      {
        message: `${nameOf(exchange.operation)} answered ${exchange.answer?.status} to a request without the body that is required.`,
        pointer: violation.pointer,
        cause: 'body',
        ...(allowsEmptyObject(exchange) ? { severity: 'warning' } : {}),
      },
    ]
  },
})

/** Many frameworks read an empty object where there is no body: little harm is done where the document allows one. */
function allowsEmptyObject({ operation }: Exchange): boolean {
  return operation.bodies.some(
    ({ kind, model }) =>
      kind === 'json' &&
      model.schema !== undefined &&
      operation.api.judge.accepts(model.schema.pointer, {}, 'request'),
  )
}
