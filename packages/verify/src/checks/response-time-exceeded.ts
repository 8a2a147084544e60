import { defineCheck, type Observation } from '../check.ts'
import { type Exchange, nameOf } from '../exchange/exchange.ts'

/** Answers come within the time that the user allows; without such a limit the check is silent. */
export const responseTimeExceeded = defineCheck({
  id: 'response-time-exceeded',
  title: 'Every answer comes within the allowed time',
  severity: 'error',
  axes: { direction: 'response', area: 'performance', kind: 'semantics' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const { allowedMilliseconds, milliseconds } = exchange
    if (allowedMilliseconds === undefined || milliseconds <= allowedMilliseconds) return []
    if (exchange.answer === undefined) return []
    return [
      {
        message: `${nameOf(exchange.operation)} took ${Math.round(milliseconds)} ms; ${allowedMilliseconds} ms are allowed.`,
        pointer: exchange.operation.pointer,
        cause: 'slow',
        evidence: { milliseconds: Math.round(milliseconds), allowed: allowedMilliseconds },
      },
    ]
  },
})
