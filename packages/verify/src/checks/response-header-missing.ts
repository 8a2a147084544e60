import { defineCheck, type Observation } from '../check.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { answerName } from '../exchange/facts.ts'
import { headerValue } from '../transport/wire-exchange.ts'

/** A header that the response requires is there. A documented `Location` of a 201 counts as required. @see RFC 9110, 15.3.2 */
export const responseHeaderMissing = defineCheck({
  id: 'response-header-missing',
  title: 'Every required response header is sent',
  severity: 'error',
  axes: { direction: 'response', area: 'headers', kind: 'existence' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const { answer, purpose } = exchange
    if (answer?.documented === undefined || purpose.undocumentedMethod) return []
    return answer.documented.headers.flatMap((header) => {
      const name = header.name.toLowerCase()
      if (name === 'content-type') return []
      const needed = header.required || (name === 'location' && answer.status === 201)
      if (!needed || headerValue(answer.headers, name) !== undefined) return []
      return [
        {
          message: `${answerName(exchange)} lacks the header \`${header.name}\`, which the document ${header.required ? 'requires' : 'gives for a created resource'}.`,
          pointer: header.pointer,
          cause: `${answer.status} ${name}`,
        },
      ]
    })
  },
})
