import type { CaseKind } from '../engine/case-ledger.ts'
import { send } from '../engine/send.ts'
import type { Sent, Session } from '../engine/session.ts'
import { isSuccess } from '../exchange/exchange.ts'
import type { SendingPhase } from '../exchange/purpose.ts'
import type { Base } from '../knowledge/base.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'

/** Watches over the cases of one operation: they count only between two unchanged requests that succeed. */
export interface Control {
  /** Before a case: what is used up by success is read, and replaced when it is not there. */
  before(): Promise<void>
  /** After a case. `again` sends it once more, where it has to be tried on a fresh thing. */
  after(
    kind: CaseKind,
    sent: Sent | undefined,
    again: () => Promise<Sent | undefined>,
    expects?: 'refusal',
  ): Promise<void>
  /** After the last case. */
  finish(): Promise<void>
}

/** Cases between two controls, at most. */
const mostBetween = 10
/** Answers that may mean that the thing or the credential is gone. */
const suspicious = new Set([401, 403, 404, 410])

interface Open {
  readonly kind: CaseKind
  readonly sent: Sent
  readonly again: () => Promise<Sent | undefined>
}

/** Begins to watch. The request that the base was made of is the first control. */
export function createControl(
  session: Session,
  operation: OperationPlan,
  base: Base,
  phase: SendingPhase,
): Control {
  const { cases } = session
  let open: Open[] = []
  let isRead = false
  const complaint = (): Promise<string | undefined> => complaintOf(session, operation, base, phase)
  const settle = (sound: boolean, reason: string): void => {
    for (const { kind, sent } of open.splice(0)) {
      if (sound) cases.sound(operation, kind, sent.exchange)
      else cases.unsound(operation, kind, reason)
    }
  }
  const check = async (): Promise<void> => {
    if (open.length === 0) return
    const first = await complaint()
    if (first === undefined) return settle(true, '')
    if (session.gate.over) return settle(false, 'the run ended before')
    base.lose()
    const second = await complaint()
    if (second !== undefined) return settle(false, first)
    const repeated: Open[] = []
    for (const one of open) {
      const sent = await one.again()
      if (sent) repeated.push({ ...one, sent })
      else cases.unsound(operation, one.kind, first)
    }
    open = repeated
    const third = await complaint()
    settle(third === undefined, third ?? '')
  }
  return {
    async before() {
      if (!base.consumes) return
      isRead = await isThere(base)
    },
    async after(kind, sent, again, expects) {
      if (sent === undefined) {
        cases.unsound(operation, kind, unsentReason(session, operation, kind))
        return
      }
      if (sent.exchange.answer?.status === 429) {
        session.note(
          'The server refused requests with 429 for longer than the budget lets the run wait: give it more with --budget, or ask more slowly with --rate.',
        )
        cases.unsound(operation, kind, 'it was refused with 429')
        return
      }
      if (base.consumes && isRead) {
        cases.sound(operation, kind, sent.exchange)
        return
      }
      open.push({ kind, sent, again })
      const status = sent.exchange.answer?.status ?? 0
      const isDue = expects === undefined && suspicious.has(status)
      if (isDue || open.length >= mostBetween) await check()
    },
    finish: check,
  }
}

/** Sends the unchanged request; `undefined` when it succeeded, else what came instead. */
async function complaintOf(
  session: Session,
  operation: OperationPlan,
  base: Base,
  phase: SendingPhase,
): Promise<string | undefined> {
  const draft = await base.refresh(base.draft)
  if (draft === undefined) return 'there was no thing left to try it on'
  const sent = await send(session, operation, draft, {
    phase,
    label: 'the unchanged request, to see that it still succeeds',
    resource: operation.path.includes('{') ? 'known' : 'none',
  })
  if (sent === undefined) return session.gate.over ? 'the run ended before' : 'it could not be sent'
  if (!isSuccess(sent.exchange)) {
    const { answer, failure } = sent.exchange
    return `the unchanged request was answered ${answer?.status ?? `with nothing (${failure?.message})`}`
  }
  base.used()
  return undefined
}

/** Why a case was not sent. */
function unsentReason(session: Session, operation: OperationPlan, kind: CaseKind): string {
  if (session.gate.over) return 'the run ended before'
  const { methodRefusals, refusals } = session.coverage.of(operation)
  const [refusal] = kind === 'methods' ? methodRefusals : refusals
  return refusal ?? 'it could not be sent'
}

/** Whether the thing can be read, replaced by another one where it is gone. */
async function isThere(base: Base): Promise<boolean> {
  const alive = await base.isAlive()
  if (alive !== false) return alive === true
  base.lose()
  const next = await base.refresh(base.draft)
  return next !== undefined && (await base.isAlive()) === true
}
