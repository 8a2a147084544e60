import { runLanes } from '../engine/run-lanes.ts'
import { send } from '../engine/send.ts'
import type { Sent, Session } from '../engine/session.ts'
import { isSuccess } from '../exchange/exchange.ts'
import { type Base, createBase } from '../knowledge/base.ts'
import { draftOperation, makeContext } from '../knowledge/draft-operation.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import type { RequestDraft } from '../request/draft.ts'
import { bodyCases } from './body-cases.ts'
import type { Case } from './case.ts'
import { type Control, createControl } from './control.ts'
import { parameterCases } from './parameter-cases.ts'
import { endsSessions } from './preparation.ts'

/** Requests that are drawn for each operation. */
export const draws = 16

/** Whether an operation has anything to draw beside what its path names. */
export function isDrawn(operation: OperationPlan): boolean {
  const hasMore = operation.parameters.some(({ model }) => model.in !== 'path')
  return operation.method !== 'DELETE' && (hasMore || operation.bodies.length > 0)
}

/** Requests drawn from the whole of each operation: valid ones, and valid ones with one difference drawn at random. */
export async function runGeneration(session: Session, knowledge: Knowledge): Promise<void> {
  const operations = session.api.operations.filter((operation) => !endsSessions(operation))
  await runLanes(operations, session.settings.concurrency, async (operation) => {
    const baseline = knowledge.baselines.get(operation)
    const base = baseline && (await createBase(session, knowledge, operation, baseline.draft))
    const control = base && createControl(session, operation, base, 'generation')
    for (let index = 0; index < draws && !session.gate.over; index++) {
      await draw(session, knowledge, operation, { base, index, control })
    }
    await control?.finish()
  })
}

async function draw(
  session: Session,
  knowledge: Knowledge,
  operation: OperationPlan,
  {
    base,
    index,
    control,
  }: {
    readonly base: Base | undefined
    readonly index: number
    readonly control: Control | undefined
  },
): Promise<void> {
  const random = session.random.fork(`generation/${operation.operationId}/${index}`)
  const style = { optional: random.chance(), fullness: 'random', references: true, random } as const
  const drafted = draftOperation(session, knowledge, operation, style)
  if (drafted === undefined) return
  const path = base ? { ...drafted.draft.path, ...base.draft.path } : drafted.draft.path
  const caller = base?.draft.caller
  const draft: RequestDraft = { ...drafted.draft, path, ...(caller ? { caller } : {}) }
  await control?.before()
  const ready = base ? await base.refresh(draft) : draft
  if (ready === undefined) return
  // What deletes is not drawn at random from things that others need.
  if (operation.method === 'DELETE' && (base === undefined || ready.path === base.draft.path))
    return
  const ask = (one: RequestDraft): Promise<Sent | undefined> =>
    send(session, operation, one, {
      phase: 'generation',
      label: 'a generated valid request',
      resource: base ? drafted.resource : 'guessed',
    })
  const sent = await ask(ready)
  if (base === undefined) return
  if (sent && isSuccess(sent.exchange)) base.used()
  await control?.after('generated', sent, async () => {
    const next = await base.refresh(draft)
    return next && ask(next)
  })
  const context = makeContext(session, knowledge, style)
  const cases = [
    ...parameterCases(session, operation, draft, context),
    ...bodyCases(session, knowledge, operation, { base: draft, context, style }),
  ].filter(({ unusual }) => unusual === undefined)
  const trial: Case | undefined = random.pick(cases)
  const varied = trial && (await base.refresh(trial.draft))
  if (trial === undefined || varied === undefined) return
  const second = await send(session, operation, varied, {
    phase: 'generation',
    label: `a generated request, ${trial.contrast.label}`,
    resource: trial.resource ?? drafted.resource,
  })
  if (second && isSuccess(second.exchange)) base.used()
}
