import type { Exchange } from '../exchange/exchange.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import type { RequestDraft } from '../request/draft.ts'
import { send } from './send.ts'
import type { Session } from './session.ts'

/** Sends an operation's request to another target, as an answer gave it. */
export async function sendTarget(
  session: Session,
  operation: OperationPlan,
  draft: RequestDraft,
  { target, label }: { readonly target: string; readonly label: string },
): Promise<Exchange | undefined> {
  const sent = await send(
    session,
    operation,
    { ...draft, target },
    { phase: 'stateful', label, resource: 'guessed' },
  )
  return sent?.exchange
}
