import { createExchange, type Exchange, isSuccess } from '../exchange/exchange.ts'
import type { Purpose } from '../exchange/purpose.ts'
import { isReadingMethod } from '../plan/operation-effect.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import type { RequestDraft } from '../request/draft.ts'
import { isIdempotencyKey, withFreshKeys } from '../request/fresh-keys.ts'
import { judgeRequest } from '../request/judge-request.ts'
import type { RequestVerdict } from '../request/request-verdict.ts'
import { writeRequest } from '../request/write-request.ts'
import type { WireOutcome, WireRequest } from '../transport/wire-exchange.ts'
import { addHeaders, authorise } from './authorise.ts'
import type { Admission } from './guard.ts'
import { judgeExchange } from './judge-exchange.ts'
import type { PurposeDraft, SendOptions, Sent, Session } from './session.ts'
import { transmit } from './transmit.ts'

/** Writes, sends and judges one request; `undefined` when it cannot be written or the run is over. */
export async function send(
  session: Session,
  operation: OperationPlan,
  draft: RequestDraft,
  { options = {}, ...purpose }: PurposeDraft & { readonly options?: SendOptions },
): Promise<Sent | undefined> {
  const about = purpose.contrast?.in === 'header' && isIdempotencyKey(purpose.contrast.name)
  const random = session.random.fork(`key/${session.gate.requests}/${operation.operationId}`)
  const fresh = options.sameKeys || about ? draft : withFreshKeys(operation, draft, random)
  const written = writeRequest(operation, fresh, session.settings.basePath)
  if (written === undefined) return undefined
  const withDefaults = addHeaders(written, session.settings)
  const verdict =
    options.verdict ??
    (draft.method === undefined
      ? judgeRequest(operation, written, session.settings.basePath)
      : validVerdict)
  const { request, use } = authorise(session, operation, withDefaults, {
    options,
    caller: draft.caller,
  })
  const sent = await sendWritten(session, operation, {
    request,
    purpose: { ...purpose, credential: use },
    verdict,
  })
  if (sent) session.sendings.set(sent.exchange, { draft, options })
  if (sent?.exchange.answer?.status !== 429 || use.kind !== 'sufficient') return sent
  // The caller has used up his quota: another one may go on, where states can make one.
  const renewed = options.identity ? undefined : await session.renewCaller?.(operation)
  if (renewed === undefined) {
    session.gate.close('budget', 'the server limits the rate of requests beyond the budget')
    return sent
  }
  const again = authorise(session, operation, withDefaults, {
    options: { ...options, identity: renewed },
    caller: undefined,
  })
  return sendWritten(session, operation, {
    request: again.request,
    purpose: { ...purpose, credential: again.use },
    verdict,
  })
}

const validVerdict: RequestVerdict = { verdict: 'valid', violations: [] }

/** A request as it goes over the wire, why it is sent, and what the document says of it. */
export interface WrittenRequest {
  readonly request: WireRequest
  readonly purpose: Purpose
  readonly verdict: RequestVerdict
}

/** Sends a request that is written already, if the guard admits it. */
export async function sendWritten(
  session: Session,
  operation: OperationPlan,
  written: WrittenRequest,
): Promise<Sent | undefined> {
  if (session.gate.over) return undefined
  const admission = await session.guard.check(written.request)
  if (admission.kind === 'refused') {
    const { methodRefusals, refusals } = session.coverage.of(operation)
    const isOwn = written.request.method === operation.method
    const reasons = isOwn ? refusals : methodRefusals
    reasons.add(admission.refusal.message)
    return undefined
  }
  const sent = await sendAdmitted(session, operation, written)
  if (sent) noteEffect(session, sent.exchange, admission)
  return sent
}

/** Takes note of what a request made: the run may change it, and removes it at the end. */
function noteEffect(
  { creations, guard, ownership }: Session,
  exchange: Exchange,
  admission: Admission,
): void {
  guard.learn(exchange)
  const { operation, request } = exchange
  if (!isSuccess(exchange) || isReadingMethod(request.method)) return
  if (admission.kind === 'vacant' && request.method !== 'DELETE')
    ownership.own({ path: admission.path, provenance: 'made' })
  if (request.method === operation.method && guard.effects.get(operation) === 'adds')
    creations.push(exchange)
}

/** Sends what needs no leave: the engine's own requests to look at things and to put them back. */
export async function sendAdmitted(
  session: Session,
  operation: OperationPlan,
  { request, purpose, verdict }: WrittenRequest,
): Promise<Sent | undefined> {
  const read = (outcome: WireOutcome): Exchange =>
    createExchange({
      operation,
      request,
      purpose,
      verdict,
      outcome,
      allowedMilliseconds: session.settings.maxResponseTime,
      secrets: session.secrets.values(),
    })
  const outcome = await transmit(session, request, (limited) => {
    judgeExchange(session, read(limited))
  })
  return outcome && judgeExchange(session, read(outcome))
}
