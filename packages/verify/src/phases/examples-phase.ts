import { runLanes } from '../engine/run-lanes.ts'
import { send } from '../engine/send.ts'
import type { Sent, Session } from '../engine/session.ts'
import { isSuccess } from '../exchange/exchange.ts'
import { createBase } from '../knowledge/base.ts'
import { bodyExamples } from '../knowledge/draft-operation.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { type RequestDraft, withParameter } from '../request/draft.ts'
import { createControl } from './control.ts'
import { endsSessions } from './preparation.ts'

/** Every documented example of every parameter and body, beyond the one that made the base. */
export async function runExamples(session: Session, knowledge: Knowledge): Promise<void> {
  const operations = session.api.operations.filter((operation) => !endsSessions(operation))
  await runLanes(operations, session.settings.concurrency, async (operation) => {
    const baseline = knowledge.baselines.get(operation)
    if (baseline === undefined) return
    const base = await createBase(session, knowledge, operation, baseline.draft)
    const control = createControl(session, operation, base, 'examples')
    for (const draft of exampleDrafts(session, operation, base.draft)) {
      if (session.gate.over) break
      const ask = async (): Promise<Sent | undefined> => {
        const ready = await base.refresh(draft)
        if (ready === undefined) return undefined
        const sent = await send(session, operation, ready, {
          phase: 'examples',
          label: 'a documented example',
          resource: operation.path.includes('{') ? 'known' : 'none',
        })
        if (sent && isSuccess(sent.exchange)) base.used()
        return sent
      }
      await control.before()
      await control.after('examples', await ask(), ask)
    }
    await control.finish()
  })
}

/** Examples of one operation that are tried, at most. */
const mostExamples = 24

/** The request with each documented example in its place. */
export function exampleDrafts(
  session: Session,
  operation: OperationPlan,
  base: RequestDraft,
): RequestDraft[] {
  const drafts = operation.parameters.flatMap(({ model }) =>
    model.in === 'path'
      ? []
      : model.examples.flatMap(({ value }) =>
          session.api.judge.accepts(model.schema.pointer, value, 'request')
            ? [withParameter(base, model.in, model.name, toJson(value))]
            : [],
        ),
  )
  for (const plan of operation.bodies) {
    if (plan.kind === 'binary') continue
    for (const value of bodyExamples(session, plan.model)) {
      drafts.push({ ...base, body: { kind: 'value', mediaType: plan.mediaType, value } })
    }
  }
  return drafts.slice(0, mostExamples)
}

/** Examples come from a parsed document, so they are JSON. */
function toJson(value: unknown): Parameters<typeof withParameter>[3] {
  return JSON.parse(JSON.stringify(value ?? null))
}
