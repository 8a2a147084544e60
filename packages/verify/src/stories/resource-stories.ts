import { isJsonObject, type JsonObject, type JsonValue } from '@concordat/core'
import { sleep } from '../engine/gate.ts'
import { sendTarget } from '../engine/send-target.ts'
import { type Session, send } from '../engine/session.ts'
import { type Exchange, isSuccess, jsonOf } from '../exchange/exchange.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { emptyDraft, type RequestDraft } from '../request/draft.ts'
import { memberAt } from '../schema/variation.ts'
import { headerValue } from '../transport/wire-exchange.ts'
import { pathParameters, type Resource } from '../world/resource.ts'
import {
  anyThing,
  type Creation,
  createThing,
  type KnownThing,
  readThing,
  resourceOf,
  type World,
  withThing,
} from '../world/world.ts'
import { answerSchema, declaredNames, writableNames } from './compare-items.ts'
import { hasDefaultFilter, openWindow } from './default-filter.ts'
import { leftOutDefaults } from './left-out-defaults.ts'
import { pageFacts, pagingScheme } from './paging-scheme.ts'
import { withoutDefaults } from './reset-members.ts'
import { stayingNames } from './staying-names.ts'
import { type Story, type StoryStep, stepOf } from './story.ts'
import {
  accentedBody,
  type ChangedBody,
  changedBody,
  fullBody,
  longBody,
  minimalBody,
} from './story-bodies.ts'
import { itemKeys, walkPages } from './walk-pages.ts'

/** Where the thing stands inside an answer: what wraps its id. */
export function envelopeOf(world: World, resource: Resource): readonly string[] {
  return world.idPaths.get(resource.key)?.slice(0, -1) ?? []
}

/** The thing inside an answer. */
export function itemIn(
  world: World,
  resource: Resource,
  exchange: Exchange | undefined,
): JsonObject | undefined {
  const body = jsonOf(exchange)
  const wrapped = memberAt(body, envelopeOf(world, resource))
  if (isJsonObject(wrapped)) return wrapped
  return isJsonObject(body) ? body : undefined
}

/** Reads a thing, a few times when it is not there yet: stores may need a moment. */
export async function readPatiently(
  session: Session,
  world: World,
  thing: KnownThing,
  accept: (exchange: Exchange) => boolean,
  label: string,
): Promise<Exchange | undefined> {
  let exchange = await readThing(session, world, thing, undefined, label)
  for (const pause of [40, 150, 400]) {
    if (exchange === undefined || accept(exchange)) return exchange
    await sleep(pause)
    exchange = (await readThing(session, world, thing, undefined, label)) ?? exchange
  }
  return exchange
}

/** Everything else that can be read of a thing: labels, exports, histories. */
async function lookAround(
  session: Session,
  world: World,
  resource: Resource,
  thing: KnownThing,
): Promise<void> {
  for (const operation of session.api.operations) {
    const baseline = world.baselines.get(operation)
    if (operation.method !== 'GET' || operation === resource.read || baseline === undefined)
      continue
    if (resourceOf(world, operation) !== resource || session.gate.over) continue
    const draft = withThing(operation, baseline.draft, thing)
    const purpose = {
      phase: 'stateful',
      label: 'what is to be read of it',
      resource: 'known',
    } as const
    await send(session, operation, draft, purpose)
  }
}

interface ListReading {
  readonly keys: readonly string[]
  readonly total: number | undefined
  readonly complete: boolean
  readonly last: Exchange
  readonly items: readonly unknown[]
}

/** Everything that the list operation of a kind of thing answers. */
export async function readWholeList(
  session: Session,
  world: World,
  resource: Resource,
  thing: KnownThing | undefined,
  query: Readonly<Record<string, JsonValue>> = {},
): Promise<ListReading | undefined> {
  const { list } = resource
  const baseline = list && world.baselines.get(list)
  if (list === undefined || baseline === undefined) return undefined
  const draft = withParent(list, baseline.draft, thing)
  const base = { ...draft, query: { ...draft.query, ...query } }
  const scheme = pagingScheme(list)
  const limit = scheme.limitMaximum ?? (scheme.limit === undefined ? undefined : 100)
  const walk = await walkPages(session, list, base, scheme, limit === undefined ? {} : { limit })
  const last = walk.pages.at(-1)
  if (last === undefined) return undefined
  return {
    keys: itemKeys(world, resource, walk.items),
    items: walk.items,
    total: pageFacts(list, jsonOf(walk.pages[0]), walk.pages[0]?.answer?.headers).total,
    complete: walk.complete,
    last,
  }
}

function withParent(
  operation: OperationPlan,
  draft: RequestDraft,
  thing: KnownThing | undefined,
): RequestDraft {
  if (thing === undefined) return draft
  const count = pathParameters(operation.path).length
  return withThing(operation, draft, { ...thing, values: thing.values.slice(0, count) })
}

/** Made, read back, found where Location points, found in the list. */
export async function playCreate(
  session: Session,
  world: World,
  resource: Resource,
  filling: 'full' | 'minimal' | 'long' | 'accented' | { readonly body: JsonValue } = 'full',
): Promise<Story | undefined> {
  const { create } = resource
  if (create === undefined) return undefined
  const before = await readWholeList(session, world, resource, anyThing(world, resource))
  const makers = { full: fullBody, minimal: minimalBody, long: longBody, accented: accentedBody }
  const body = typeof filling === 'string' ? makers[filling](session, world, create) : filling.body
  if (body === undefined && filling !== 'full') return undefined
  const creation =
    (body === undefined ? undefined : await createThing(session, world, resource, { body })) ??
    (await createThing(session, world, resource))
  if (creation === undefined) return undefined
  const { thing, exchange } = creation
  const steps: StoryStep[] = [{ role: 'create', exchange }]
  const read = await readPatiently(session, world, thing, isSuccess, 'what was just made is read')
  if (read) steps.push({ role: 'read', exchange: read })
  if (filling === 'accented') await lookAround(session, world, resource, thing)
  const located = await readLocation(session, resource, creation)
  if (located) steps.push({ role: 'located', exchange: located })
  const after = await readWholeList(session, world, resource, thing)
  if (after) steps.push({ role: 'list', exchange: after.last })
  const id = String(thing.values.at(-1))
  const wide = await readOpenWindow(session, world, resource, thing, after)
  return {
    kind: 'create',
    operation: create,
    steps,
    facts: {
      id,
      envelope: envelopeOf(world, resource),
      idName: world.idPaths.get(resource.key)?.at(-1),
      sent: creation.draft.body?.kind === 'value' ? creation.draft.body.value : undefined,
      declaredByCreate: [
        ...declaredNames(create, answerSchema(create, envelopeOf(world, resource))),
      ],
      declaredByRead: [
        ...declaredNames(
          resource.read ?? create,
          answerSchema(resource.read ?? create, envelopeOf(world, resource)),
        ),
      ],
      expectedLocation: expectedLocation(session, resource, thing),
      defaults: leftOutDefaults(create, creation.draft),
      ...(after && before
        ? {
            listed: (wide ?? after).keys.includes(id),
            listComplete: after.complete,
            listHoldsOthers: after.keys.some((key) => key !== id),
            listHasDefaultFilter: hasDefaultFilter(resource.list, wide !== undefined),
            totalBefore: before.total,
            totalAfter: after.total,
            listedItem: after.items[after.keys.indexOf(id)],
            listDeclares: sharedNames(resource),
          }
        : {}),
    },
  }
}

/** The list as wide as its window of time opens, where what was just made is not in it as it is. */
async function readOpenWindow(
  session: Session,
  world: World,
  resource: Resource,
  thing: KnownThing,
  list: ListReading | undefined,
): Promise<ListReading | undefined> {
  const open = resource.list && openWindow(resource.list)
  const isListed = list?.keys.includes(String(thing.values.at(-1))) ?? true
  if (isListed || open === undefined) return undefined
  const wide = await readWholeList(session, world, resource, thing, open)
  return wide?.complete && isSuccess(wide.last) ? wide : undefined
}

/** Properties that both the list and the single thing declare. */
function sharedNames(resource: Resource): string[] {
  const { list, read } = resource
  if (list === undefined || read === undefined) return []
  return [...writableNames(resource.create), 'id']
}

function expectedLocation(session: Session, resource: Resource, thing: KnownThing): string {
  let index = 0
  const path = resource.key.replace(/\{\}/g, () =>
    encodeURIComponent(String(thing.values[index++] ?? '')),
  )
  return session.settings.basePath + path
}

async function readLocation(
  session: Session,
  resource: Resource,
  { exchange, thing }: Creation,
): Promise<Exchange | undefined> {
  const location = exchange.answer && headerValue(exchange.answer.headers, 'location')
  const { read } = resource
  if (location === undefined || read === undefined) return undefined
  let target: string
  try {
    const url = new URL(location, `http://located.invalid${exchange.request.target}`)
    target = url.pathname + url.search
  } catch {
    return undefined
  }
  const base = session.settings.basePath
  const names = pathParameters(read.path)
  const values = thing.values.map((value) => encodeURIComponent(String(value)))
  const expected = base + read.path.replace(/\{[^{}]+\}/g, () => values.shift() ?? '')
  if (target === expected) return undefined
  const draft: RequestDraft = {
    ...emptyDraft,
    path: Object.fromEntries(names.map((name, index) => [name, thing.values[index] ?? ''])),
  }
  return sendTarget(session, read, draft, target, 'what Location points to')
}

/** What is changed later: its switches are on in the first turns and off in the others, to be turned both ways. */
function startingBody(
  session: Session,
  world: World,
  create: OperationPlan,
  turn: number,
): JsonValue | undefined {
  const full = fullBody(session, world, create)
  const schema = create.bodies.find(({ kind }) => kind === 'json')?.model.schema
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
  world: World,
  resource: Resource,
  update: OperationPlan,
  turn: number,
): Promise<Story[]> {
  if (resource.read === undefined || !world.baselines.has(update)) return []
  const full = resource.create && startingBody(session, world, resource.create, turn)
  const made =
    (full === undefined
      ? undefined
      : await createThing(session, world, resource, { body: full })) ??
    (await createThing(session, world, resource))
  const thing = made?.thing ?? anyThing(world, resource)
  const other = (await createThing(session, world, resource))?.thing
  if (thing === undefined) return []
  const before = await readThing(session, world, thing)
  const stories = await changeThing(session, world, resource, {
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
  return [...stories, ...(await changeThing(session, world, resource, again))]
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
  world: World,
  resource: Resource,
  { before, other, thing, turn, update }: Change,
): Promise<Story[]> {
  const item = itemIn(world, resource, before)
  if (before === undefined || item === undefined || !isSuccess(before)) return []
  const body = changedBody(session, world, update, item, turn)
  if (body === undefined) return []
  const otherBefore =
    other && (await readThing(session, world, other, undefined, 'another one, before'))
  const base = world.baselines.get(update)?.draft ?? emptyDraft
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
  const after = await readThing(session, world, thing, undefined, 'it is read after the change')
  if (after) steps.push({ role: 'after', exchange: after })
  if (otherBefore && other) {
    steps.push({ role: 'other-before', exchange: otherBefore })
    const otherAfter = await readThing(session, world, other, undefined, 'another one, after')
    if (otherAfter) steps.push({ role: 'other-after', exchange: otherAfter })
  }
  if (update.method === 'PUT' && Object.keys(condition).length === 0) {
    const again = await change('the same change once more')
    if (again) steps.push({ role: 'again', exchange: again })
    const afterAgain = await readThing(session, world, thing, undefined, 'it is read after both')
    if (afterAgain) steps.push({ role: 'after-again', exchange: afterAgain })
  }
  const vanishing = await withoutDefaults(session, world, resource, item, body.vanishing)
  const facts = updateFacts(world, resource, update, thing, { ...body, vanishing })
  return [{ kind: 'update', operation: update, steps, facts }]
}

function updateFacts(
  world: World,
  resource: Resource,
  update: OperationPlan,
  thing: KnownThing,
  body: ChangedBody,
): Story['facts'] {
  const envelope = envelopeOf(world, resource)
  const { read } = resource
  const schema = read && answerSchema(read, envelope)
  return {
    id: String(thing.values.at(-1)),
    envelope,
    sent: body.sent,
    partial: update.method === 'PATCH',
    writable: [...new Set([...writableNames(update), ...writableNames(resource.create)])],
    declaredByRead: read ? [...declaredNames(read, schema)] : [],
    declaredByUpdate: [...declaredNames(update, answerSchema(update, envelope))],
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
