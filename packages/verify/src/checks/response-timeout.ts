import { defineCheck, type Observation } from '../check.ts'
import { type Exchange, nameOf } from '../exchange/exchange.ts'
import { trialCause } from '../exchange/facts.ts'

/** Every request is answered in time. */
export const responseTimeout = defineCheck({
  id: 'response-timeout',
  title: 'No request hangs',
  severity: 'error',
  axes: { direction: 'response', area: 'robustness', kind: 'protocol' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    if (exchange.failure?.reason !== 'timeout') return []
    return [
      {
        message: `${nameOf(exchange.operation)} gave no answer at all (${exchange.purpose.label}): ${exchange.failure.message}, and again when asked a second time.`,
        pointer: exchange.operation.pointer,
        cause: trialCause(exchange),
      },
    ]
  },
})
