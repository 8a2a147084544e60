import { defineCheck, type Observation } from '../check.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { answerName } from '../exchange/facts.ts'

/** Content-Length, Transfer-Encoding and Content-Encoding tell the truth. @see RFC 9112, 6; RFC 9110, 8.4 and 8.6 */
export const responseFramingWrong = defineCheck({
  id: 'response-framing-wrong',
  title: 'Length and encoding of every body are what the headers say',
  severity: 'error',
  axes: { direction: 'response', area: 'headers', kind: 'protocol' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const { answer, operation } = exchange
    if (answer === undefined) return []
    return answer.faults
      .filter(({ kind }) => kind !== 'body-forbidden' && kind !== 'length-forbidden')
      .map(({ kind, message }) => ({
        message: `${answerName(exchange)} is not framed as HTTP asks: ${message}.`,
        pointer: answer.documented?.pointer ?? operation.pointer,
        cause: `${answer.status} ${kind}`,
      }))
  },
})
