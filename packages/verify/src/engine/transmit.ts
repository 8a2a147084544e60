import type { WireOutcome, WireRequest } from '../transport/wire-exchange.ts'
import { sleep } from './gate.ts'
import { retryAfter } from './retry-after.ts'
import type { Session } from './session.ts'

/** Sends, waits when asked to, and asks a second time before a hanging or dropped request counts. */
export async function transmit(
  session: Session,
  request: WireRequest,
  onLimited: (outcome: WireOutcome) => void,
): Promise<WireOutcome | undefined> {
  const { gate, timeLimit, transport } = session
  for (let attempt = 0; ; attempt++) {
    if (!(await gate.pass())) return undefined
    const limit = Math.min(timeLimit.timeout(), gate.remaining() + 20)
    let outcome = await Promise.race([transport.send(request, limit), gate.aborted])
    if (outcome === undefined) return undefined
    // What was cut short by the budget says nothing of the server.
    const isCut = limit < timeLimit.timeout() && outcome.kind === 'failure' && gate.over
    if (isCut) return undefined
    if (outcome.kind === 'failure') {
      outcome = await sendAgain(session, request, outcome)
      const reason = outcome.kind === 'failure' ? outcome.failure.reason : undefined
      if (reason === 'refused' || reason === 'stopped') {
        gate.close('unreachable', 'the server no longer takes connections')
      }
      if (reason === 'refused') return undefined
    }
    timeLimit.learn(outcome)
    if (outcome.kind === 'failure' || outcome.response.status !== 429) return outcome
    const asked = retryAfter(outcome.response, session.wallClock)
    const wait = asked ?? 200 * 2 ** attempt
    if (attempt >= 3 || !gate.hold(wait)) return outcome
    onLimited(outcome)
    session.note(`The server answered 429; the run waited as it asked.`)
  }
}

async function sendAgain(
  session: Session,
  request: WireRequest,
  first: WireOutcome & { readonly kind: 'failure' },
): Promise<WireOutcome> {
  if (first.failure.reason === 'timeout' && session.timeLimit.isExhausted()) return first
  // A server that is being restarted by its supervisor gets a moment.
  const pauses = first.failure.reason === 'refused' ? [50, 200, 500] : [20]
  let last: WireOutcome = first
  for (const pause of pauses) {
    await sleep(pause)
    last = await session.transport.send(request, session.timeLimit.timeout() * 1.5)
    if (last.kind === 'response') return last
  }
  if (last.kind === 'response' || last.failure.reason !== 'refused') return first
  if (first.failure.reason === 'refused') return last
  // The request that ended the server counts, not that nobody listens any more.
  return { ...first, failure: { ...first.failure, reason: 'stopped' } }
}
