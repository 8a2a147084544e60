import { defineCheck, type Observation } from '../check.ts'
import { type Exchange, isSuccess, nameOf } from '../exchange/exchange.ts'
import { readMediaType } from '../plan/media-type.ts'
import { headerValue } from '../transport/wire-exchange.ts'

/** Where 406 is documented, a request that accepts nothing the server has gets it. @see RFC 9110, 15.5.7 */
export const notAcceptableIgnored = defineCheck({
  id: 'not-acceptable-ignored',
  title: 'A documented 406 is given',
  severity: 'error',
  axes: { direction: 'response', area: 'headers', kind: 'semantics' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const { answer, operation, request } = exchange
    const accept = headerValue(request.headers, 'accept')
    if (answer?.mediaType === undefined || accept === undefined || !isSuccess(exchange)) return []
    if (!operation.model.responses.some(({ status }) => status === '406')) return []
    const ranges = accept.split(',').map((range) => readMediaType(range)?.type ?? '')
    const actual = answer.mediaType.type
    const top = actual.split('/')[0]
    if (ranges.some((range) => range === actual || range === '*/*' || range === `${top}/*`)) {
      return []
    }
    return [
      {
        message: `${nameOf(operation)} answered ${answer.status} with ${actual} to a request that accepts only ${accept}; the document promises 406.`,
        pointer: `${operation.pointer}/responses/406`,
        cause: '406',
      },
    ]
  },
})
