import { defineCheck, type Observation } from '../check.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { answerName } from '../exchange/facts.ts'
import { headerValue } from '../transport/wire-exchange.ts'

const httpDate =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/

/** Dates in HTTP's own headers are HTTP dates. @see RFC 9110, 5.6.7 */
export const responseDateHeaderMalformed = defineCheck({
  id: 'response-date-header-malformed',
  title: 'Dates in headers are HTTP dates',
  severity: 'error',
  axes: { direction: 'response', area: 'headers', kind: 'protocol' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const { answer, operation } = exchange
    if (answer === undefined) return []
    return ['date', 'last-modified'].flatMap((name) => {
      const value = headerValue(answer.headers, name)
      if (value === undefined || httpDate.test(value)) return []
      return [
        {
          message: `${answerName(exchange)} has \`${name}: ${value}\`, which is no HTTP date.`,
          pointer: answer.documented?.pointer ?? operation.pointer,
          cause: `${answer.status} ${name}`,
        },
      ]
    })
  },
})
