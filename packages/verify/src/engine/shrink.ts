import { isJsonObject, type JsonValue } from '@concordat/core'
import type { Check } from '../check.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { fingerprintOf } from '../findings/collector.ts'
import type { VerifyFinding } from '../findings/verify-finding.ts'
import { type RequestDraft, withBody, withParameter } from '../request/draft.ts'
import { send } from './send.ts'
import type { Sending, Sent, Session } from './session.ts'

const mostTries = 24
/** Shrinking is for readers; it must not eat what is left to find. */
const mostMilliseconds = 2000

/**
 * Makes the requests of findings smaller: whatever can be left out while the very same check sees the very same cause is
 * left out. Every candidate is judged anew as it stands on the wire, so that the one thing that is wrong stays in it.
 */
export async function shrinkFindings(session: Session): Promise<void> {
  const end = performance.now() + mostMilliseconds
  for (const finding of session.collector.all()) {
    if (performance.now() > end) return
    const { exchange } = finding
    const sending = exchange && session.sendings.get(exchange)
    const check = session.checks.find(({ id }) => id === finding.id)
    if (exchange === undefined || sending === undefined || check?.subject !== 'exchange') continue
    // Whoever comes second finds a changed server: only what changes nothing is sent again.
    if (exchange.request.method !== 'GET' && (exchange.answer?.status ?? 500) < 300) continue
    if (session.gate.over) return
    if (exchange.failure !== undefined) continue
    await shrinkOne(session, { finding, exchange, check }, sending)
  }
}

async function shrinkOne(
  session: Session,
  {
    finding,
    exchange,
    check,
  }: { readonly finding: VerifyFinding; readonly exchange: Exchange; readonly check: Check },
  sending: Sending,
): Promise<void> {
  let best = sending.draft
  let tries = 0
  for (let progress = true; progress; ) {
    progress = false
    for (const candidate of smaller(best)) {
      if (tries++ >= mostTries || session.gate.over) return
      const sent = await send(session, exchange.operation, candidate, {
        ...exchange.purpose,
        options: sending.options,
      })
      if (sent === undefined || !seesAgain(sent, finding, check)) continue
      best = candidate
      session.collector.replace(finding.fingerprint, sent.exchange)
      progress = true
      break
    }
  }
}

function seesAgain({ exchange }: Sent, finding: VerifyFinding, check: Check): boolean {
  if (check.subject !== 'exchange') return false
  return check
    .run(exchange)
    .some(
      (observation) =>
        fingerprintOf({ check, operation: exchange.operation, observation }) ===
        finding.fingerprint,
    )
}

/** The same request with one thing less: a parameter, a member of the body, an item, the second half of a text. */
export function smaller(draft: RequestDraft): RequestDraft[] {
  const candidates: RequestDraft[] = []
  for (const section of ['query', 'header', 'cookie'] as const) {
    for (const name of Object.keys(draft[section])) {
      candidates.push(withParameter(draft, section, name, undefined))
    }
  }
  const { body } = draft
  if (body?.kind !== 'value') return candidates
  for (const value of smallerValues(body.value)) {
    candidates.push(withBody(draft, { ...body, value }))
  }
  return candidates
}

function smallerValues(value: JsonValue): JsonValue[] {
  if (typeof value === 'string') {
    return value.length > 8 ? [value.slice(0, Math.ceil(value.length / 2))] : []
  }
  if (Array.isArray(value)) {
    return value.length > 1
      ? [value.slice(0, 1), value.slice(1)]
      : value.flatMap((item) => smallerValues(item).map((inner) => [inner]))
  }
  if (!isJsonObject(value)) return []
  const names = Object.keys(value)
  const without = names.map((name) => {
    const { [name]: _, ...rest } = value
    return rest
  })
  const inside = names.flatMap((name) => {
    const member = value[name]
    if (member === undefined || typeof member === 'string') return []
    return smallerValues(member).map((inner) => ({ ...value, [name]: inner }))
  })
  return [...without, ...inside]
}
