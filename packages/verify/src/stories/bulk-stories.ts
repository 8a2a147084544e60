import { isJsonObject, type JsonValue } from '@concordat/core'
import { send } from '../engine/send.ts'
import type { Session } from '../engine/session.ts'
import { type Exchange, isSuccess } from '../exchange/exchange.ts'
import type { Story, StoryStep } from '../exchange/story.ts'
import { createThing } from '../knowledge/create-thing.ts'
import { anyThing, type Knowledge, type KnownThing } from '../knowledge/knowledge.ts'
import { readThing } from '../knowledge/read-thing.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { pathKey, pathParameters, type Resource } from '../plan/resource.ts'
import { bodyValue, emptyDraft, type RequestDraft, withBodyValue } from '../request/draft.ts'
import { flattenSchema } from '../schema/merge-schema.ts'
import { asSchema } from '../schema/resolve-schema.ts'
import { readWholeList } from './resource-stories.ts'
import { structuredBody } from './structured-body.ts'

/** Whether an operation deletes at the path at which the things of a kind are listed or made. */
function isAtCollection(operation: OperationPlan, { create, list }: Resource): boolean {
  const path = (list ?? create)?.path
  return operation.method === 'DELETE' && path !== undefined && operation.path === path
}

/** Several things deleted by one request that names them, and another one watched. */
export async function playBulkRemoval(
  session: Session,
  knowledge: Knowledge,
  resource: Resource,
): Promise<Story[]> {
  const stories: Story[] = []
  for (const operation of session.api.operations) {
    if (!isAtCollection(operation, resource) || session.gate.over) continue
    const things = await makeThings(session, knowledge, resource, 4)
    const spared = things.at(-1)
    const named = things.slice(0, -1)
    const ids = named.map(({ values }) => values.at(-1) ?? '')
    const draft = things.length < 3 ? undefined : draftNaming(session, knowledge, operation, ids)
    if (draft === undefined || spared === undefined) continue
    const sent = placed(operation, draft, spared)
    const removed = await removeBy(session, operation, sent, 'several are deleted at once')
    if (removed === undefined) continue
    const steps: StoryStep[] = [{ role: 'remove', exchange: removed }]
    for (const thing of named) {
      const read = await readThing(session, knowledge, thing, {
        label: 'one that was named is read',
      })
      if (read) steps.push({ role: 'named', exchange: read })
    }
    const other = await readThing(session, knowledge, spared, { label: 'one that was not named' })
    if (other) steps.push({ role: 'spared', exchange: other })
    stories.push({ kind: 'bulk', operation, steps, facts: { ids: ids.map(String) } })
  }
  return stories
}

/** Everything of a kind deleted by one request; it comes last, as nothing is left of what others use. */
export async function playClearing(
  session: Session,
  knowledge: Knowledge,
  resource: Resource,
): Promise<Story[]> {
  const stories: Story[] = []
  for (const operation of session.api.operations) {
    const draft = knowledge.baselines.get(operation)?.draft
    if (!clears(operation, resource) || draft === undefined || session.gate.over) continue
    const [thing] = await makeThings(session, knowledge, resource, 2)
    const before = await readWholeList(session, knowledge, resource, { thing })
    if (thing === undefined || before === undefined || before.keys.length === 0) continue
    const sent = placed(operation, draft, thing)
    const removed = await removeBy(session, operation, sent, 'all are deleted')
    if (removed === undefined) continue
    const after = await readWholeList(session, knowledge, resource, { thing })
    if (after === undefined || !isSuccess(after.last)) continue
    stories.push({
      kind: 'bulk',
      operation,
      steps: [
        { role: 'remove', exchange: removed },
        { role: 'list', exchange: after.last },
      ],
      facts: { ids: [], left: after.keys },
    })
  }
  return stories
}

/**
 * Whether an operation deletes all that a list shows: it takes neither a body nor parameters, and stands at the list's
 * path, or at that path below another word (`/admin/depots/{depot}/lockers`).
 */
function clears(operation: OperationPlan, { list }: Resource): boolean {
  if (operation.method !== 'DELETE' || list === undefined) return false
  const takesMore =
    operation.bodies.length > 0 ||
    operation.parameters.some(({ model }) => model.in === 'query' || model.in === 'cookie')
  return (
    !takesMore &&
    pathKey(operation.path).endsWith(pathKey(list.path)) &&
    !operation.path.endsWith('}')
  )
}

async function makeThings(
  session: Session,
  knowledge: Knowledge,
  resource: Resource,
  count: number,
): Promise<KnownThing[]> {
  const parent = resource.parent && anyThing(knowledge, resource.parent)
  const things: KnownThing[] = []
  for (let index = 0; index < count; index++) {
    const made = await createThing(session, knowledge, resource, parent ? { parent } : {})
    if (made === undefined) break
    knowledge.forget(made.thing)
    things.push(made.thing)
  }
  return things
}

/** The request at the collection in which a thing is. */
function placed(operation: OperationPlan, draft: RequestDraft, thing: KnownThing): RequestDraft {
  const names = pathParameters(operation.path)
  const above = thing.values.slice(0, -1)
  // Words before the list's own path may have parameters of their own.
  const own = names.slice(names.length - above.length)
  const path = { ...draft.path }
  for (const [index, name] of own.entries()) path[name] = above[index] ?? ''
  return { ...draft, path }
}

/** The deletion, where it was done at once: 202 says that it is still to come. */
async function removeBy(
  session: Session,
  operation: OperationPlan,
  draft: RequestDraft,
  label: string,
): Promise<Exchange | undefined> {
  const sent = await send(session, operation, draft, {
    phase: 'stateful',
    label,
    resource: 'known',
  })
  if (sent === undefined || !isSuccess(sent.exchange)) return undefined
  return sent.exchange.answer?.status === 202 ? undefined : sent.exchange
}

/** The request with these ids in the one list that its body asks for; `undefined` where there is no such list. */
function draftNaming(
  session: Session,
  knowledge: Knowledge,
  operation: OperationPlan,
  ids: readonly JsonValue[],
): RequestDraft | undefined {
  const schema = structuredBody(operation)?.model.schema
  const base = knowledge.baselines.get(operation)?.draft ?? emptyDraft
  const flat = schema && flattenSchema(session.api.document, schema).schema
  if (schema === undefined || base.body?.kind !== 'value' || !isJsonObject(flat)) return undefined
  const accepts = (value: JsonValue): boolean =>
    session.api.judge.accepts(schema.pointer, value, 'request')
  const whole = bodyValue(base)
  if (Array.isArray(whole)) return accepts([...ids]) ? withBodyValue(base, [...ids]) : undefined
  const properties = isJsonObject(flat.properties) ? flat.properties : {}
  const lists = Object.entries(properties).flatMap(([name, property]) => {
    const own = asSchema(property)
    const read = own && flattenSchema(session.api.document, { schema: own, pointer: '' }).schema
    return isJsonObject(read) && read.type === 'array' ? [name] : []
  })
  const [name, ...others] = lists
  if (name === undefined || others.length > 0 || !isJsonObject(whole)) return undefined
  const value = { ...whole, [name]: [...ids] }
  return accepts(value) ? withBodyValue(base, value) : undefined
}
