import { runLanes } from '../engine/run-lanes.ts'
import { type Session, send } from '../engine/session.ts'
import { isSuccess } from '../exchange/exchange.ts'
import { withParameter } from '../request/draft.ts'
import { bodyExamples } from '../world/draft-operation.ts'
import type { World } from '../world/world.ts'
import { createBase } from './base.ts'
import { endsSessions } from './preparation.ts'

/** Every documented example of every parameter and body, beyond the one that made the base. */
export async function runExamples(session: Session, world: World): Promise<void> {
  const operations = session.api.operations.filter((operation) => !endsSessions(operation))
  await runLanes(operations, session.settings.concurrency, async (operation) => {
    const baseline = world.baselines.get(operation)
    if (baseline === undefined) return
    const base = await createBase(session, world, operation, baseline.draft)
    const drafts = operation.parameters.flatMap(({ model }) =>
      model.in === 'path'
        ? []
        : model.examples.flatMap(({ value }) =>
            session.api.judge.accepts(model.schema.pointer, value, 'request')
              ? [withParameter(base.draft, model.in, model.name, toJson(value))]
              : [],
          ),
    )
    for (const plan of operation.bodies) {
      if (plan.kind === 'binary') continue
      for (const value of bodyExamples(session, plan.model)) {
        drafts.push({ ...base.draft, body: { kind: 'value', mediaType: plan.mediaType, value } })
      }
    }
    for (const draft of drafts.slice(0, 24)) {
      const ready = await base.refresh(draft)
      if (ready === undefined || session.gate.over) return
      const sent = await send(session, operation, ready, {
        phase: 'examples',
        label: 'a documented example',
        resource: operation.path.includes('{') ? 'known' : 'none',
      })
      if (sent && isSuccess(sent.exchange)) base.used()
    }
  })
}

/** Examples come from a parsed document, so they are JSON. */
function toJson(value: unknown): Parameters<typeof withParameter>[3] {
  return JSON.parse(JSON.stringify(value ?? null))
}
