import { defineCheck, type Observation } from '../check.ts'
import { type Exchange, nameOf } from '../exchange/exchange.ts'
import { headerValue } from '../transport/wire-exchange.ts'

/** Name of the header that a request tries to smuggle into its answer. */
export const smuggledHeader = 'X-Concordat-Injected'

/** Line breaks in a parameter never become headers of the answer. @see RFC 9110, 5.5 */
export const headerInjected = defineCheck({
  id: 'header-injected',
  title: 'No input becomes a header',
  severity: 'error',
  axes: { direction: 'response', area: 'robustness', kind: 'protocol' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const { answer, operation } = exchange
    if (answer === undefined || headerValue(answer.headers, smuggledHeader) === undefined) return []
    return [
      {
        message: `${nameOf(operation)} let a line break in its input become a header of its answer.`,
        pointer: operation.pointer,
        cause: 'injected',
      },
    ]
  },
})
