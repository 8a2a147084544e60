import type { JsonValue } from '@concordat/core'
import { send } from '../engine/send.ts'
import type { Session } from '../engine/session.ts'
import { type Exchange, isSuccess } from '../exchange/exchange.ts'
import type { Story, StoryStep } from '../exchange/story.ts'
import { createThing } from '../knowledge/create-thing.ts'
import { anyThing, type Knowledge, type KnownThing, resourceOf } from '../knowledge/knowledge.ts'
import { withThing } from '../knowledge/place-thing.ts'
import { readThing } from '../knowledge/read-thing.ts'
import { besideIds, unknownIds } from '../knowledge/unknown-id.ts'
import { findResponse, namesStatus, type OperationPlan } from '../plan/operation-plan.ts'
import { pathParameters, type Resource } from '../plan/resource.ts'
import { emptyDraft, type RequestDraft } from '../request/draft.ts'
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
): Promise<Story[]> {
  const resource = resourceOf(knowledge, operation)
  const baseline = knowledge.baselines.get(operation)
  if (resource === undefined || baseline === undefined) return []
  const thing = anyThing(knowledge, resource)
  const names = pathParameters(operation.path)
  const values = names.map((own, index) => thing?.values[index] ?? baseline.draft.path[own])
  const [id, name] = [values.at(-1), names.at(-1)]
  if (id === undefined || name === undefined) return []
  const listed = await readWholeList(session, knowledge, resource, { thing })
  const known = [
    ...knowledge.things(resource).map((one) => String(one.values.at(-1))),
    ...(listed?.keys ?? []),
  ]
  const [other] = unknownIds(operation, id, 7 + knowledge.serial(), known)
  const last =
    other &&
    (await askUnknown(session, operation, baseline.draft, { name, id: other.id, known, values }))
  const stories: Story[] = []
  if (other && last) {
    const facts = {
      ...last.facts,
      // Few ids are left by the document: without a list that ends, nobody knows which exist.
      isUnknown: other.isFar || listed?.complete === true,
      upserts: operation.method === 'PUT' && namesStatus(operation, 201),
      isBesideOwn: thing?.created === true,
    }
    stories.push({ ...last, facts })
  }
  for (const [index, above] of names.slice(0, -1).entries()) {
    const value = values[index]
    if (value === undefined || session.gate.over) continue
    const [strange] = besideIds(operation, above, value)
    const ask = { name: above, id: strange ?? value, known: [String(value)], values }
    const story = strange && (await askUnknown(session, operation, baseline.draft, ask))
    // What belongs to others, or is there though no list shows it, is nothing that must not be served.
    if (story) stories.push({ ...story, facts: { ...story.facts, isUnknown: false } })
  }
  return stories
}

interface UnknownAsk {
  readonly name: string
  readonly id: JsonValue
  readonly known: readonly string[]
  /** What else the path names. */
  readonly values: readonly (JsonValue | undefined)[]
}

/** Asks for an id that names nothing; where it is refused otherwise than with 404, for others that look like it. */
async function askUnknown(
  session: Session,
  operation: OperationPlan,
  draft: RequestDraft,
  { id, known, name, values }: UnknownAsk,
): Promise<Story | undefined> {
  const path = { ...draft.path }
  for (const [index, own] of pathParameters(operation.path).entries())
    path[own] = values[index] ?? path[own] ?? ''
  const ask = async (other: JsonValue): Promise<Exchange | undefined> =>
    (
      await send(
        session,
        operation,
        { ...draft, path: { ...path, [name]: other } },
        { phase: 'stateful', label: 'an id that names nothing', resource: 'unknown' },
      )
    )?.exchange
  const first = await ask(id)
  if (first === undefined) return undefined
  const steps: StoryStep[] = [{ role: 'ask', exchange: first }]
  const status = first.answer?.status ?? 0
  // The last character of an id may be a check on the others: one in ten of those that look like it is well-formed.
  if ([400, 403, 422].includes(status)) {
    for (const other of besideIds(operation, name, id)) {
      if (known.includes(String(other))) continue
      const exchange = await ask(other)
      if (exchange) steps.push({ role: 'ask', exchange })
      if (exchange?.answer?.status !== status) break
    }
  }
  return {
    kind: 'unknown',
    operation,
    steps,
    facts: {
      id: String(id),
      name,
      documents404: findResponse(operation, 404)?.status === '404' || namesStatus(operation, 410),
    },
  }
}
