import { send } from '../engine/send.ts'
import type { Session } from '../engine/session.ts'
import { isSuccess } from '../exchange/exchange.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { itemPrefixes, pathParameters } from '../plan/resource.ts'
import { type RequestDraft, saidValue, withBody, withBodyValue } from '../request/draft.ts'
import { namedSuccess } from '../states/named-success.ts'
import { createThing, withFreshReferences } from './create-thing.ts'
import { withCurrentTag } from './current-tag.ts'
import { draftFromState } from './draft-from-state.ts'
import { freshen } from './freshen.ts'
import { anyThing, type Knowledge, type KnownThing, resourceOf } from './knowledge.ts'
import { withThing } from './place-thing.ts'
import { readThing } from './read-thing.ts'

/** A request that succeeds, again and again: things that it uses up are made anew. */
export interface Base {
  readonly draft: RequestDraft
  /** The case's request on a thing that is there; `undefined` when there is none left. */
  refresh(draft: RequestDraft): Promise<RequestDraft | undefined>
  /** Tells that a request succeeded, so that what it uses up is gone. */
  used(): void
  /** Tells that the thing is gone, whatever it was: the next request gets another one. */
  lose(): void
  /** Whether success uses the thing up. */
  readonly consumes: boolean
  /** Whether the thing can be read; `undefined` where nothing reads it. */
  isAlive(): Promise<boolean | undefined>
}

/** Makes the base of an operation's cases: with a thing of its own, where one can be made. */
export async function createBase(
  session: Session,
  knowledge: Knowledge,
  operation: OperationPlan,
  draft: RequestDraft,
): Promise<Base> {
  const simple: Base = {
    draft,
    refresh: async (other) => renew(session, knowledge, operation, other),
    used() {},
    lose() {},
    consumes: false,
    isAlive: async () => undefined,
  }
  if (operation.method === 'GET' || operation.method === 'HEAD') {
    return { ...simple, draft: await onLivingThing(session, knowledge, operation, draft) }
  }
  const isCreate = [...knowledge.resources.values()].some(({ create }) => create === operation)
  const consumes = operation.method === 'DELETE' || (operation.method === 'POST' && !isCreate)
  const supply = await findSupply(session, knowledge, operation, isCreate)
  if (supply === undefined) return simple
  let current = await supply(draft)
  if (current === undefined) return simple
  const start = current
  let gone = false
  return {
    draft: start,
    used() {
      gone = consumes
    },
    lose() {
      gone = true
    },
    consumes,
    async isAlive() {
      if (gone) return false
      const thing = current && thingAt(knowledge, operation, current)
      const read = thing && (await readThing(session, knowledge, thing))
      return read && isSuccess(read)
    },
    async refresh(other) {
      if (gone && other.rawPath === undefined) {
        const next = await supply(draft)
        if (next === undefined) return undefined
        current = next
        gone = false
      }
      const renewed = await renew(session, knowledge, operation, other)
      if (current === undefined || current === start || other.rawPath !== undefined) return renewed
      return onThing(renewed, start, current)
    },
  }
}

/** The case's request with the path, the caller and, where the case leaves it alone, the body of another start. */
function onThing(draft: RequestDraft, start: RequestDraft, current: RequestDraft): RequestDraft {
  const path = { ...draft.path }
  for (const [name, value] of Object.entries(current.path)) {
    // A path value that the case changed stays changed.
    if (draft.path[name] === start.path[name]) path[name] = value
  }
  const moved: RequestDraft = {
    ...draft,
    path,
    ...(current.caller ? { caller: current.caller } : {}),
  }
  return draft.body === start.body ? withBody(moved, current.body) : moved
}

function thingAt(
  knowledge: Knowledge,
  operation: OperationPlan,
  draft: RequestDraft,
): KnownThing | undefined {
  const resource = resourceOf(knowledge, operation)
  if (resource === undefined) return undefined
  const names = pathParameters(operation.path).slice(
    0,
    pathParameters(resource.key.replaceAll('{}', '{x}')).length,
  )
  return { resource, values: names.map((name) => draft.path[name] ?? ''), created: true }
}

type Supply = (draft: RequestDraft) => Promise<RequestDraft | undefined>

/** How an operation gets a thing of its own: made by the API itself, or by a provider state. */
async function findSupply(
  session: Session,
  knowledge: Knowledge,
  operation: OperationPlan,
  isCreate: boolean,
): Promise<Supply | undefined> {
  const resource = resourceOf(knowledge, operation)
  const { book } = knowledge
  if (resource?.create && knowledge.baselines.has(resource.create) && !isCreate) {
    return async (draft) => {
      const own = await createThing(session, knowledge, resource)
      if (own === undefined) return undefined
      knowledge.forget(own.thing)
      return withThing(operation, draft, own.thing)
    }
  }
  const success = namedSuccess(operation)
  const [name] = book && success !== undefined ? book.find(operation, success) : []
  if (book === undefined || name === undefined) return undefined
  return async () => {
    const state = await book.setUp(name)
    const draft = state && draftFromState(session, knowledge, operation, state)
    if (state === undefined || draft === undefined) return undefined
    return state.identity ? { ...draft, caller: state.identity } : draft
  }
}

/** What is only read is read from a thing that nobody deletes meanwhile. */
async function onLivingThing(
  session: Session,
  knowledge: Knowledge,
  operation: OperationPlan,
  draft: RequestDraft,
): Promise<RequestDraft> {
  const resource = resourceOf(knowledge, operation)
  if (resource === undefined) return draft
  const own =
    (await createThing(session, knowledge, resource))?.thing ?? anyThing(knowledge, resource)
  if (own === undefined) return draft
  // What was there before stays known to all who only read it.
  if (own.created) knowledge.forget(own)
  const moved = withThing(operation, draft, own)
  if (itemPrefixes(operation.path).at(-1) === operation.path) return moved
  // What stands below a thing need not be there yet: a picture's content, a customer's settings.
  return (await canBeRead(session, knowledge, operation, moved)) ? moved : draft
}

/** Whether what stands below a thing can be read; it is put there first, where the document has a PUT for it. */
async function canBeRead(
  session: Session,
  knowledge: Knowledge,
  operation: OperationPlan,
  draft: RequestDraft,
): Promise<boolean> {
  const purpose = { phase: 'stateful', label: 'whether it is there', resource: 'known' } as const
  const first = await send(session, operation, draft, purpose)
  if (first && isSuccess(first.exchange)) return true
  const put = session.api.paths.get(operation.path)?.find(({ method }) => method === 'PUT')
  const baseline = put && knowledge.baselines.get(put)
  if (put === undefined || baseline === undefined) return false
  const path = { ...baseline.draft.path, ...draft.path }
  const made = await send(
    session,
    put,
    { ...baseline.draft, path },
    { ...purpose, label: 'it is put there' },
  )
  if (made === undefined || !isSuccess(made.exchange)) return false
  const second = await send(session, operation, draft, purpose)
  return second !== undefined && isSuccess(second.exchange)
}

/** New texts for what may have to be unique, new references to what may be used once, and the ETag that the thing has now. */
async function renew(
  session: Session,
  knowledge: Knowledge,
  operation: OperationPlan,
  draft: RequestDraft,
): Promise<RequestDraft> {
  const current = await withCurrentTag(session, knowledge, operation, draft)
  if (!['POST', 'PUT'].includes(operation.method)) return current
  const value = freshen(session, operation, saidValue(current), knowledge.serial())
  if (value === undefined) return current
  const isExclusive = [...knowledge.resources.values()].some(
    ({ create, key }) => create === operation && knowledge.exclusive.has(key),
  )
  const referring = isExclusive
    ? await withFreshReferences(session, knowledge, operation, { body: value })
    : undefined
  return withBodyValue(current, referring ?? value)
}
