import { isJsonObject, type JsonValue } from '@concordat/core'
import type { Session } from '../engine/session.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { pathParameters } from '../plan/resource.ts'
import { bodyValue, type RequestDraft, withBody, withParameter } from '../request/draft.ts'
import type { StateWorld } from '../states/state-book.ts'
import { draftOperation } from './draft-operation.ts'
import type { Knowledge } from './knowledge.ts'

/** An operation's request with the values that a state made, wherever a parameter or property has their name. */
export function draftFromState(
  session: Session,
  knowledge: Knowledge,
  operation: OperationPlan,
  state: StateWorld,
): RequestDraft | undefined {
  const random = session.random.fork(`state/${state.name}/${operation.operationId}`)
  const examples = operation.bodies.some(({ model }) => model.examples.length > 0)
  const style = {
    optional: false,
    fullness: 'full',
    references: true,
    random,
    ...(examples ? { example: 0 } : {}),
  } as const
  const drafted = draftOperation(session, knowledge, operation, style)
  if (drafted === undefined) return undefined
  let draft = drafted.draft
  for (const { model } of operation.parameters) {
    const given = state.params[model.name]
    if (given === undefined) continue
    const accepts = (value: JsonValue): boolean =>
      session.api.judge.accepts(model.schema.pointer, value, 'request')
    const value = accepts(given) ? given : accepts(String(given)) ? String(given) : undefined
    if (value !== undefined) draft = withParameter(draft, model.in, model.name, value)
  }
  const body = bodyValue(draft)
  const schema = operation.bodies[0]?.model.schema
  if (isJsonObject(body) && draft.body?.kind === 'value' && schema) {
    let changed = body
    for (const [name, value] of Object.entries(state.params)) {
      const trial = { ...changed, [name]: value }
      const isNamed = Object.hasOwn(body, name) || declares(session, operation, name)
      if (isNamed && session.api.judge.accepts(schema.pointer, trial, 'request')) changed = trial
    }
    draft = withBody(draft, { ...draft.body, value: changed })
  }
  return draft
}

function declares(session: Session, operation: OperationPlan, name: string): boolean {
  const text = JSON.stringify(operation.bodies[0]?.model.schema?.schema ?? {})
  return (
    text.includes(JSON.stringify(name)) ||
    JSON.stringify(session.api.document.components ?? {}).includes(`"properties":{"${name}"`)
  )
}

/** Whether a state names everything in an operation's path. */
export function namesPath(operation: OperationPlan, state: StateWorld): boolean {
  return pathParameters(operation.path).every((name) => state.params[name] !== undefined)
}
