import { isJsonObject, type JsonObject, type JsonValue } from '@concordat/core'
import { sleep } from '../engine/gate.ts'
import { send } from '../engine/send.ts'
import { sendTarget } from '../engine/send-target.ts'
import type { Session } from '../engine/session.ts'
import { type Exchange, isSuccess, jsonOf } from '../exchange/exchange.ts'
import type { Story, StoryStep } from '../exchange/story.ts'
import { type Creation, createThing } from '../knowledge/create-thing.ts'
import { anyThing, type Knowledge, type KnownThing, resourceOf } from '../knowledge/knowledge.ts'
import { withThing } from '../knowledge/place-thing.ts'
import { readThing } from '../knowledge/read-thing.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { pathParameters, type Resource } from '../plan/resource.ts'
import { emptyDraft, type RequestDraft } from '../request/draft.ts'
import { memberAt } from '../schema/variation.ts'
import { headerValue } from '../transport/wire-exchange.ts'
import { answerPlace } from './answer-place.ts'
import { writableNames } from './compare-items.ts'
import { hasDefaultFilter, openWindow } from './default-filter.ts'
import { echoFacts } from './echoed.ts'
import { leftOutDefaults } from './left-out-defaults.ts'
import { pageFacts, pagingScheme } from './paging-scheme.ts'
import { accentedBody, fullBody, longBody, minimalBody } from './story-bodies.ts'
import { sentFacts } from './structured-body.ts'
import { itemKeys, walkPages } from './walk-pages.ts'

/** Where the thing stands inside an answer: what wraps its id. */
export function envelopeOf(knowledge: Knowledge, resource: Resource): readonly string[] {
  const learnt = knowledge.idPaths.get(resource.key)?.slice(0, -1)
  if (learnt !== undefined) return learnt
  // Where no answer taught the id (its caller chose it), the document says what wraps the thing.
  const { create, read, updates } = resource
  const shown = read ?? create
  const written = [create, ...updates].flatMap((operation) => [...writableNames(operation)])
  return shown === undefined ? [] : answerPlace(shown, [], [...new Set(written)]).path
}

/** The thing inside an answer. */
export function itemIn(
  knowledge: Knowledge,
  resource: Resource,
  exchange: Exchange | undefined,
): JsonObject | undefined {
  const body = jsonOf(exchange)
  const wrapped = memberAt(body, envelopeOf(knowledge, resource))
  if (isJsonObject(wrapped)) return wrapped
  return isJsonObject(body) ? body : undefined
}

/** Reads a thing, a few times when it is not there yet: stores may need a moment. */
export async function readWithPauses(
  session: Session,
  knowledge: Knowledge,
  thing: KnownThing,
  { accept, label }: { readonly accept: (exchange: Exchange) => boolean; readonly label: string },
): Promise<Exchange | undefined> {
  let exchange = await readThing(session, knowledge, thing, { label })
  for (const pause of [40, 150, 400]) {
    if (exchange === undefined || accept(exchange)) return exchange
    await sleep(pause)
    exchange = (await readThing(session, knowledge, thing, { label })) ?? exchange
  }
  return exchange
}

/** Everything else that can be read of a thing: labels, exports, histories. */
async function lookAround(
  session: Session,
  knowledge: Knowledge,
  resource: Resource,
  thing: KnownThing,
): Promise<void> {
  for (const operation of session.api.operations) {
    const baseline = knowledge.baselines.get(operation)
    if (operation.method !== 'GET' || operation === resource.read || baseline === undefined)
      continue
    if (resourceOf(knowledge, operation) !== resource || session.gate.over) continue
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
  knowledge: Knowledge,
  resource: Resource,
  {
    thing,
    query = {},
  }: {
    readonly thing: KnownThing | undefined
    readonly query?: Readonly<Record<string, JsonValue>>
  },
): Promise<ListReading | undefined> {
  const { list } = resource
  const baseline = list && knowledge.baselines.get(list)
  if (list === undefined || baseline === undefined) return undefined
  const draft = withParent(list, baseline.draft, thing)
  const base = { ...draft, query: { ...draft.query, ...query } }
  const scheme = pagingScheme(list)
  const limit = scheme.limitMaximum ?? (scheme.limit === undefined ? undefined : 100)
  const walk = await walkPages(
    session,
    list,
    { base, scheme },
    limit === undefined ? {} : { limit },
  )
  const last = walk.pages.at(-1)
  if (last === undefined) return undefined
  return {
    keys: itemKeys(knowledge, resource, walk.items),
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
  knowledge: Knowledge,
  resource: Resource,
  filling: 'full' | 'minimal' | 'long' | 'accented' | { readonly body: JsonValue } = 'full',
): Promise<Story | undefined> {
  const { create } = resource
  if (create === undefined) return undefined
  const before = await readWholeList(session, knowledge, resource, {
    thing: anyThing(knowledge, resource),
  })
  const makers = { full: fullBody, minimal: minimalBody, long: longBody, accented: accentedBody }
  const body =
    typeof filling === 'string' ? makers[filling](session, knowledge, create) : filling.body
  if (body === undefined && filling !== 'full') return undefined
  const creation =
    (body === undefined ? undefined : await createThing(session, knowledge, resource, { body })) ??
    (await createThing(session, knowledge, resource))
  if (creation === undefined) return undefined
  const { thing, exchange } = creation
  const steps: StoryStep[] = [{ role: 'create', exchange }]
  const read = await readWithPauses(session, knowledge, thing, {
    accept: isSuccess,
    label: 'what was just made is read',
  })
  if (read) steps.push({ role: 'read', exchange: read })
  if (filling === 'accented') await lookAround(session, knowledge, resource, thing)
  const located = await readLocation(session, resource, creation)
  if (located) steps.push({ role: 'located', exchange: located })
  const after = await readWholeList(session, knowledge, resource, { thing })
  if (after) steps.push({ role: 'list', exchange: after.last })
  const id = String(thing.values.at(-1))
  const wide = await readOpenWindow(session, knowledge, resource, { thing, list: after })
  const envelope = envelopeOf(knowledge, resource)
  const said = sentFacts(create, creation.draft.body)
  return {
    kind: 'create',
    operation: create,
    steps,
    facts: {
      id,
      envelope,
      idName: knowledge.idPaths.get(resource.key)?.at(-1),
      ...said,
      ...echoFacts('Create', create, envelope, said.sent),
      ...echoFacts('Read', resource.read ?? create, envelope, said.sent),
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
  knowledge: Knowledge,
  resource: Resource,
  { thing, list }: { readonly thing: KnownThing; readonly list: ListReading | undefined },
): Promise<ListReading | undefined> {
  const open = resource.list && openWindow(resource.list)
  const isListed = list?.keys.includes(String(thing.values.at(-1))) ?? true
  if (isListed || open === undefined) return undefined
  const wide = await readWholeList(session, knowledge, resource, { thing, query: open })
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
  return sendTarget(session, read, draft, { target, label: 'what Location points to' })
}
