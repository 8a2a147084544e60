import { defineCheck, type Observation } from '../check.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { answerName } from '../exchange/facts.ts'

/** A body that calls itself JSON is JSON. @see RFC 8259 */
export const responseBodyMalformed = defineCheck({
  id: 'response-body-malformed',
  title: 'Every JSON body can be parsed',
  severity: 'error',
  axes: { direction: 'response', area: 'body', kind: 'protocol' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const { answer } = exchange
    if (answer?.parsed.kind !== 'malformed') return []
    return [
      {
        message: `The body of ${answerName(exchange)} is not the ${answer.mediaType?.type ?? 'JSON'} it claims to be: ${answer.parsed.message}.`,
        pointer: answer.content?.pointer ?? exchange.operation.pointer,
        cause: String(answer.status),
      },
    ]
  },
})
