import { defineCheck, type Observation } from '../check.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { answerName } from '../exchange/facts.ts'

/** 204, 304 and answers to HEAD have no body. @see RFC 9110, 15.3.5, 15.4.5 and 9.3.2 */
export const responseBodyForbidden = defineCheck({
  id: 'response-body-forbidden',
  title: 'No body where HTTP allows none',
  severity: 'error',
  axes: { direction: 'response', area: 'body', kind: 'protocol' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const { answer, operation, request } = exchange
    if (answer === undefined) return []
    const fault = answer.faults.find(
      ({ kind }) => kind === 'body-forbidden' || kind === 'length-forbidden',
    )
    const silent = [204, 205, 304].includes(answer.status) || request.method === 'HEAD'
    if (fault === undefined && !(silent && answer.body.length > 0)) return []
    return [
      {
        message: `${answerName(exchange)} (${request.method}) must not have a body: ${fault?.message ?? `${answer.body.length} bytes came`}.`,
        pointer: answer.documented?.pointer ?? operation.pointer,
        cause: `${request.method} ${answer.status}`,
      },
    ]
  },
})
