import { isJsonObject, type JsonValue } from '@concordat/core'
import { sleep } from '../engine/gate.ts'
import { send } from '../engine/send.ts'
import type { Session } from '../engine/session.ts'
import { type Exchange, isSuccess } from '../exchange/exchange.ts'
import { type Story, type StoryStep, stepOf } from '../exchange/story.ts'
import { createThing } from '../knowledge/create-thing.ts'
import { anyThing, type Knowledge, type KnownThing } from '../knowledge/knowledge.ts'
import { withThing } from '../knowledge/place-thing.ts'
import { readThing } from '../knowledge/read-thing.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import type { Resource } from '../plan/resource.ts'
import { emptyDraft, type RequestDraft } from '../request/draft.ts'
import { headerValue } from '../transport/wire-exchange.ts'
import { answerSchema, writableNames } from './compare-items.ts'
import { echoFacts } from './echoed.ts'
import { withoutDefaults } from './reset-members.ts'
import { envelopeOf, itemIn } from './resource-stories.ts'
import { stayingNames } from './staying-names.ts'
import { type ChangedBody, changedBody, fullBody } from './story-bodies.ts'
import { sentFacts, structuredBody } from './structured-body.ts'

/** What is changed later: its switches are on in the first turns and off in the others, to be turned both ways. */
function startingBody(
  session: Session,
  knowledge: Knowledge,
  create: OperationPlan,
  turn: number,
): JsonValue | undefined {
  const full = fullBody(session, knowledge, create)
  const schema = structuredBody(create)?.model.schema
  if (!isJsonObject(full) || schema === undefined) return full
  const turned = Object.fromEntries(
    Object.entries(full).map(([name, value]) => [
      name,
      typeof value === 'boolean' ? turn < 2 : value,
    ]),
  )
  return session.api.judge.accepts(schema.pointer, turned, 'request') ? turned : full
}

/** Changed, read again, changed once more in the same way and then in another; another thing of the kind watched meanwhile. */
export async function playUpdate(
  session: Session,
  knowledge: Knowledge,
  resource: Resource,
  { update, turn }: { readonly update: OperationPlan; readonly turn: number },
): Promise<Story[]> {
  if (resource.read === undefined || !knowledge.baselines.has(update)) return []
  const full = resource.create && startingBody(session, knowledge, resource.create, turn)
  const made =
    (full === undefined
      ? undefined
      : await createThing(session, knowledge, resource, { body: full })) ??
    (await createThing(session, knowledge, resource))
  const thing = made?.thing ?? anyThing(knowledge, resource)
  const other = (await createThing(session, knowledge, resource))?.thing
  if (thing === undefined) return []
  const before = await readThing(session, knowledge, thing)
  const stories = await changeThing(session, knowledge, resource, {
    update,
    thing,
    other,
    before,
    turn,
  })
  const after = stories[0] && stepOf(stories[0], 'after')
  // A server that takes the first change of a thing may lose the second.
  if (turn !== 0 || after === undefined || session.gate.over) return stories
  const again = { update, thing, other: undefined, before: after, turn: turn + 1 }
  return [...stories, ...(await changeThing(session, knowledge, resource, again))]
}

/** A change of a thing, and what else is watched. */
export interface Change {
  readonly update: OperationPlan
  readonly thing: KnownThing
  readonly other: KnownThing | undefined
  readonly before: Exchange | undefined
  readonly turn: number
}

/** Changes a thing as it was read before, and tells what becomes of it. */
export async function changeThing(
  session: Session,
  knowledge: Knowledge,
  resource: Resource,
  { before, other, thing, turn, update }: Change,
): Promise<Story[]> {
  const item = itemIn(knowledge, resource, before)
  if (before === undefined || item === undefined || !isSuccess(before)) return []
  const body = changedBody(session, knowledge, update, { current: item, turn })
  if (body === undefined) return []
  const otherBefore =
    other && (await readThing(session, knowledge, other, { label: 'another one, before' }))
  const base = knowledge.baselines.get(update)?.draft ?? emptyDraft
  const draft: RequestDraft = {
    ...withThing(update, base, thing),
    body: { kind: 'value', mediaType: body.mediaType, value: body.value },
  }
  const condition = preconditionHeaders(update, before)
  const change = async (label: string): Promise<Exchange | undefined> =>
    (
      await send(
        session,
        update,
        { ...draft, header: { ...draft.header, ...condition } },
        { phase: 'stateful', label, resource: 'known' },
      )
    )?.exchange
  // Long enough for a stamp of milliseconds to be another one.
  if (turn === 0) await sleep(25)
  const changed = await change('it is changed')
  if (changed?.answer?.status === 412 && Object.keys(condition).length > 0) {
    const steps = [
      { role: 'read', exchange: before },
      { role: 'update', exchange: changed },
    ]
    return [{ kind: 'precondition', operation: update, steps, facts: {} }]
  }
  if (changed === undefined || !isSuccess(changed)) return []
  const steps: StoryStep[] = [
    { role: 'before', exchange: before },
    { role: 'update', exchange: changed },
  ]
  const after = await readThing(session, knowledge, thing, { label: 'it is read after the change' })
  if (after) steps.push({ role: 'after', exchange: after })
  if (otherBefore && other) {
    steps.push({ role: 'other-before', exchange: otherBefore })
    const otherAfter = await readThing(session, knowledge, other, { label: 'another one, after' })
    if (otherAfter) steps.push({ role: 'other-after', exchange: otherAfter })
  }
  if (update.method === 'PUT' && Object.keys(condition).length === 0) {
    const again = await change('the same change once more')
    if (again) steps.push({ role: 'again', exchange: again })
    const afterAgain = await readThing(session, knowledge, thing, {
      label: 'it is read after both',
    })
    if (afterAgain) steps.push({ role: 'after-again', exchange: afterAgain })
  }
  const vanishing = await withoutDefaults(session, knowledge, resource, {
    item,
    names: body.vanishing,
  })
  const facts = updateFacts(knowledge, resource, update, { thing, body: { ...body, vanishing } })
  return [{ kind: 'update', operation: update, steps, facts: { ...facts, paused: turn === 0 } }]
}

function updateFacts(
  knowledge: Knowledge,
  resource: Resource,
  update: OperationPlan,
  { thing, body }: { readonly thing: KnownThing; readonly body: ChangedBody },
): Story['facts'] {
  const envelope = envelopeOf(knowledge, resource)
  const { read } = resource
  const schema = read && answerSchema(read, envelope)
  return {
    id: String(thing.values.at(-1)),
    envelope,
    ...sentFacts(update, { kind: 'value', mediaType: body.mediaType, value: body.sent }),
    partial: update.method === 'PATCH',
    writable: [...new Set([...writableNames(update), ...writableNames(resource.create)])],
    ...echoFacts('Read', read, envelope, body.sent),
    ...echoFacts('Update', update, envelope, body.sent),
    vanishing: body.vanishing,
    staying: schema ? stayingNames(update, schema) : [],
  }
}

/** `If-Match`, where the operation asks for it. */
function preconditionHeaders(update: OperationPlan, before: Exchange): Record<string, JsonValue> {
  const parameter = update.parameters.find(
    ({ model }) => model.in === 'header' && model.name.toLowerCase() === 'if-match',
  )
  const etag = before.answer && headerValue(before.answer.headers, 'etag')
  return parameter && etag ? { [parameter.model.name]: etag } : {}
}
