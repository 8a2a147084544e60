import { send } from '../engine/send.ts'
import type { Session } from '../engine/session.ts'
import { type Exchange, isSuccess } from '../exchange/exchange.ts'
import type { Story, StoryStep } from '../exchange/story.ts'
import { createThing } from '../knowledge/create-thing.ts'
import { anyThing, type Knowledge, type KnownThing, resourceOf } from '../knowledge/knowledge.ts'
import { withThing } from '../knowledge/place-thing.ts'
import { readThing } from '../knowledge/read-thing.ts'
import { unknownIds } from '../knowledge/unknown-id.ts'
import { findResponse, namesStatus, type OperationPlan } from '../plan/operation-plan.ts'
import { pathParameters, type Resource } from '../plan/resource.ts'
import { emptyDraft } from '../request/draft.ts'
import { headerValue } from '../transport/wire-exchange.ts'
import { envelopeOf, readWholeList, readWithPauses } from './resource-stories.ts'

/** Deleted, read, looked for in the list, deleted once more, changed though it is gone; another thing watched meanwhile. */
export async function playDelete(
  session: Session,
  knowledge: Knowledge,
  resource: Resource,
): Promise<Story | undefined> {
  const { remove } = resource
  if (remove === undefined) return undefined
  const first = await createThing(session, knowledge, resource)
  const second = await createThing(session, knowledge, resource)
  const thing = first?.thing
  if (thing === undefined) return undefined
  knowledge.forget(thing)
  const before = await readThing(session, knowledge, thing)
  const listedBefore = await readWholeList(session, knowledge, resource, { thing })
  const draft = withThing(remove, knowledge.baselines.get(remove)?.draft ?? emptyDraft, thing)
  const etag = before?.answer && headerValue(before.answer.headers, 'etag')
  const ifMatch = remove.parameters.find(
    ({ model }) => model.in === 'header' && /^if-match$/i.test(model.name),
  )
  const ready =
    ifMatch && etag ? { ...draft, header: { ...draft.header, [ifMatch.model.name]: etag } } : draft
  const erase = async (label: string): Promise<Exchange | undefined> =>
    (
      await send(session, remove, ready, {
        phase: 'stateful',
        label,
        resource: label === 'it is deleted' ? 'known' : 'unknown',
      })
    )?.exchange
  const deleted = await erase('it is deleted')
  if (deleted === undefined || !isSuccess(deleted) || deleted.answer?.status === 202)
    return undefined
  const steps: StoryStep[] = [{ role: 'delete', exchange: deleted }]
  if (before) steps.unshift({ role: 'before', exchange: before })
  const read = await readWithPauses(session, knowledge, thing, {
    accept: (exchange) => !isSuccess(exchange),
    label: 'it is read after its deletion',
  })
  if (read) steps.push({ role: 'read', exchange: read })
  const listedAfter = await readWholeList(session, knowledge, resource, { thing })
  if (listedAfter) steps.push({ role: 'list', exchange: listedAfter.last })
  const again = await erase('it is deleted once more')
  if (again) steps.push({ role: 'again', exchange: again })
  const revived = await changeDeleted(session, knowledge, resource, thing)
  if (revived) steps.push({ role: 'change', exchange: revived })
  if (second) {
    const other = await readThing(session, knowledge, second.thing, {
      label: 'another one, after the deletion',
    })
    if (other) steps.push({ role: 'other', exchange: other })
  }
  const id = String(thing.values.at(-1))
  const lost =
    listedBefore && listedAfter?.complete
      ? listedBefore.keys.filter((key) => key !== id && !listedAfter.keys.includes(key))
      : []
  return {
    kind: 'delete',
    operation: remove,
    steps,
    facts: {
      id,
      envelope: envelopeOf(knowledge, resource),
      listedBefore: listedBefore?.keys.includes(id),
      listedAfter: listedAfter?.keys.includes(id),
      lostOthers: lost,
      totalBefore: listedBefore?.total,
      totalAfter: listedAfter?.total,
    },
  }
}

async function changeDeleted(
  session: Session,
  knowledge: Knowledge,
  resource: Resource,
  thing: KnownThing,
): Promise<Exchange | undefined> {
  const update = resource.updates.find(
    (operation) => knowledge.baselines.has(operation) && !namesStatus(operation, 201),
  )
  const baseline = update && knowledge.baselines.get(update)
  if (update === undefined || baseline === undefined) return undefined
  const sent = await send(session, update, withThing(update, baseline.draft, thing), {
    phase: 'stateful',
    label: 'it is changed after its deletion',
    resource: 'unknown',
  })
  return sent?.exchange
}

/** Every operation on one thing, asked for a thing that does not exist. */
export async function playUnknown(
  session: Session,
  knowledge: Knowledge,
  operation: OperationPlan,
): Promise<Story | undefined> {
  const resource = resourceOf(knowledge, operation)
  const baseline = knowledge.baselines.get(operation)
  if (resource === undefined || baseline === undefined) return undefined
  const thing = anyThing(knowledge, resource)
  const name = pathParameters(operation.path).at(-1)
  const id = thing?.values.at(-1) ?? (name === undefined ? undefined : baseline.draft.path[name])
  if (id === undefined || name === undefined) return undefined
  const names = pathParameters(operation.path)
  const above =
    thing?.values.slice(0, -1) ?? names.slice(0, -1).map((own) => baseline.draft.path[own] ?? '')
  const listed = await readWholeList(session, knowledge, resource, { thing })
  const known = knowledge.things(resource).map(({ values }) => String(values.at(-1)))
  const [other] = unknownIds(operation, id, 7 + knowledge.serial(), [
    ...known,
    ...(listed?.keys ?? []),
  ])
  if (other === undefined) return undefined
  const unknown: KnownThing = { resource, values: [...above, other.id], created: false }
  const sent = await send(session, operation, withThing(operation, baseline.draft, unknown), {
    phase: 'stateful',
    label: 'an id that names nothing',
    resource: 'unknown',
  })
  if (sent === undefined) return undefined
  return {
    kind: 'unknown',
    operation,
    steps: [{ role: 'ask', exchange: sent.exchange }],
    facts: {
      id: String(other.id),
      // Few ids are left by the document: without a list that ends, nobody knows which exist.
      isUnknown: other.isFar || listed?.complete === true,
      documents404: findResponse(operation, 404)?.status === '404' || namesStatus(operation, 410),
      upserts: operation.method === 'PUT' && namesStatus(operation, 201),
    },
  }
}
