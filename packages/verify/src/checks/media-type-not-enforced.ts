import { defineCheck, type Observation } from '../check.ts'
import { type Exchange, isSuccess, nameOf } from '../exchange/exchange.ts'
import { isEntitled, mainViolation } from '../exchange/facts.ts'
import { namesStatus } from '../plan/operation-plan.ts'

/** A body in a media type that is not documented is refused, with 415 where the document names it. @see RFC 9110, 15.5.16 */
export const mediaTypeNotEnforced = defineCheck({
  id: 'media-type-not-enforced',
  title: 'No body of an undocumented media type is accepted',
  severity: 'error',
  axes: { direction: 'request', area: 'body', kind: 'protocol' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const violation = mainViolation(exchange)
    if (violation?.keyword !== 'media-type' || !isSuccess(exchange) || !isEntitled(exchange)) {
      return []
    }
    // JSON under another name may be taken by a lenient server, unless the document promises 415.
    if (!namesStatus(exchange.operation, 415) && isJson(exchange.request.body)) return []
    return [
      {
        message: `${nameOf(exchange.operation)} answered ${exchange.answer?.status} to a body in a media type that is not documented: ${violation.message}.`,
        pointer: violation.pointer,
        cause: 'media-type',
      },
    ]
  },
})

function isJson(body: Uint8Array | undefined): boolean {
  try {
    JSON.parse(new TextDecoder().decode(body))
    return true
  } catch {
    return false
  }
}
