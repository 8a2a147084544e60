import { defineCheck, type Observation } from '../check.ts'
import { type Exchange, isSuccess, nameOf } from '../exchange/exchange.ts'
import { namedByteLimit } from '../plan/named-byte-limit.ts'

/** Where 413 is documented with a size, a body above it gets 413. @see RFC 9110, 15.5.14 */
export const documentedSizeLimitWrong = defineCheck({
  id: 'documented-size-limit-wrong',
  title: 'A documented size limit is kept',
  severity: 'error',
  axes: { direction: 'request', area: 'body', kind: 'semantics' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const { operation, request } = exchange
    const response = operation.model.responses.find(({ status }) => status === '413')
    const limit = response === undefined ? undefined : namedByteLimit(response.description)
    const size = request.body?.length ?? 0
    // Half as much again: whether a megabyte has 1,000,000 or 1,048,576 bytes is nobody's drift.
    if (limit === undefined || size < limit * 1.5 || !isSuccess(exchange)) return []
    return [
      {
        message: `${nameOf(operation)} took a body of ${size} bytes with ${exchange.answer?.status}; the document gives 413 above ${limit}.`,
        pointer: response?.pointer ?? operation.pointer,
        cause: '413',
        evidence: { bytes: size, limit },
      },
    ]
  },
})
