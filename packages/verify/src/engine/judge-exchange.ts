import type { Exchange } from '../exchange/exchange.ts'
import type { Sighting } from '../findings/collector.ts'
import { reportExchange } from '../findings/report-exchange.ts'
import { report } from './report-sighting.ts'
import type { Sent, Session } from './session.ts'

/** Counts an exchange, tells of it and has every check look at it. */
export function judgeExchange(session: Session, exchange: Exchange): Sent {
  const { operation, purpose, verdict } = exchange
  session.coverage.record(exchange)
  session.emit?.({
    type: 'exchange',
    operationId: operation.operationId,
    phase: purpose.phase,
    label: purpose.label,
    verdict: verdict.verdict,
    exchange: reportExchange(exchange, session.settings.origin, session.secrets),
    startedAt: new Date(session.wallClock() - exchange.milliseconds).toISOString(),
    requests: session.gate.requests,
  })
  const unconfirmed: Sighting[] = []
  for (const check of session.checks) {
    if (check.subject !== 'exchange') continue
    for (const observation of check.run(exchange)) {
      const sighting = { check, operation, observation, exchange }
      if (check.confirmed) unconfirmed.push(sighting)
      else report(session, sighting)
    }
  }
  return { exchange, unconfirmed }
}
