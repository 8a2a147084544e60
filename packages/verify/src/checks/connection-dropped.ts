import { defineCheck, type Observation } from '../check.ts'
import { type Exchange, nameOf } from '../exchange/exchange.ts'
import { trialCause } from '../exchange/facts.ts'

/** Every request is answered, with HTTP. */
export const connectionDropped = defineCheck({
  id: 'connection-dropped',
  title: 'No request ends without an answer',
  severity: 'error',
  axes: { direction: 'response', area: 'robustness', kind: 'protocol' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const { failure } = exchange
    if (failure === undefined || failure.reason === 'timeout' || failure.reason === 'refused') {
      return []
    }
    if (failure.reason === 'stopped') {
      return [
        {
          message: `The server stopped while it had ${nameOf(exchange.operation)} to answer (${exchange.purpose.label}), and takes no connection since; this request ended it, or another of that moment.`,
          pointer: exchange.operation.pointer,
          cause: 'stopped',
        },
      ]
    }
    return [
      {
        message: `${nameOf(exchange.operation)} gave no readable answer (${exchange.purpose.label}): ${failure.message}.`,
        pointer: exchange.operation.pointer,
        cause: `${failure.reason} ${trialCause(exchange)}`,
      },
    ]
  },
})
