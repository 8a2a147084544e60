import { isJsonObject, type JsonValue } from '@concordat/core'
import type { Identity } from '../credentials/identity.ts'
import { send } from '../engine/send.ts'
import type { Session } from '../engine/session.ts'
import { type Exchange, isSuccess } from '../exchange/exchange.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { pathParameters, type Resource } from '../plan/resource.ts'
import { bodyValue, type RequestDraft, withBodyValue } from '../request/draft.ts'
import { makeValue } from '../schema/make-value.ts'
import { freshen } from './freshen.ts'
import { identify } from './identify-thing.ts'
import { anyThing, type Knowledge, type KnownThing, ownThing } from './knowledge.ts'
import { referencedResource } from './known-reference.ts'
import { withThing } from './place-thing.ts'
import { readThing } from './read-thing.ts'

/** A thing that was just made, and how. */
export interface Creation {
  readonly thing: KnownThing
  readonly exchange: Exchange
  readonly draft: RequestDraft
}

interface Attempt {
  readonly draft: RequestDraft
  readonly exchange: Exchange
}

/** Makes a new thing of a kind by its create operation; `undefined` when that is not possible. */
export async function createThing(
  session: Session,
  knowledge: Knowledge,
  resource: Resource,
  options: {
    readonly identity?: Identity
    readonly parent?: KnownThing
    readonly body?: JsonValue
    readonly depth?: number
  } = {},
): Promise<Creation | undefined> {
  const { create } = resource
  const baseline = create && knowledge.baselines.get(create)
  if (create === undefined || baseline === undefined) return undefined
  const parent =
    options.parent ?? (resource.parent ? anyThing(knowledge, resource.parent) : undefined)
  if (resource.parent !== undefined && parent === undefined) return undefined
  const above = parent ? withThing(create, baseline.draft, parent) : baseline.draft
  const base = create.method === 'PUT' ? withNewName(session, knowledge, create, above) : above
  if (base === undefined) return undefined
  const body = options.body ?? freshen(session, create, bodyValue(base), knowledge.serial())
  const depth = options.depth ?? 0
  const attempt = async (value: JsonValue | undefined): Promise<Attempt | undefined> => {
    const draft = value === undefined ? base : withBodyValue(base, value)
    const sent = await send(session, create, draft, {
      phase: 'stateful',
      label: 'a new one is made',
      resource: parent ? 'known' : 'none',
      options: options.identity ? { identity: options.identity } : {},
    })
    return sent && { draft, exchange: sent.exchange }
  }
  const refer = (): Promise<JsonValue | undefined> =>
    withFreshReferences(session, knowledge, create, { body, depth })
  const known = knowledge.exclusive.has(resource.key)
  let sent = await attempt((known ? await refer() : undefined) ?? body)
  if (sent && !isSuccess(sent.exchange) && !known) {
    const referring = await refer()
    if (referring !== undefined) sent = await attempt(referring)
    if (sent && referring !== undefined && isSuccess(sent.exchange))
      knowledge.exclusive.add(resource.key)
  }
  if (sent === undefined || !isSuccess(sent.exchange)) return undefined
  const { draft } = sent
  const thing =
    create.method === 'PUT'
      ? namedThing(resource, create, draft)
      : await identify(session, knowledge, {
          resource,
          exchange: sent.exchange,
          parent,
          identity: options.identity,
        })
  if (thing === undefined) return undefined
  if (options.identity === undefined) knowledge.remember(thing)
  else ownThing(session, thing, options.identity)
  if (knowledge.slow.has(resource.key))
    await session.transport.withPauses(() =>
      readThing(session, knowledge, thing, { identity: options.identity }),
    )
  return { thing, exchange: sent.exchange, draft }
}

/** What a PUT made: it bears the name that the caller gave it. */
export function namedThing(
  resource: Resource,
  create: OperationPlan,
  draft: RequestDraft,
): KnownThing {
  const values = pathParameters(create.path).map((name) => draft.path[name] ?? '')
  return { resource, values, created: true }
}

/** The draft with a name that nothing has yet, for things whose callers name them. */
function withNewName(
  session: Session,
  knowledge: Knowledge,
  create: OperationPlan,
  draft: RequestDraft,
): RequestDraft | undefined {
  const name = pathParameters(create.path).at(-1)
  const value = newName(session, knowledge, create)
  return name === undefined || value === undefined
    ? undefined
    : { ...draft, path: { ...draft.path, [name]: value } }
}

/** A value of the last parameter of a path that nothing has yet. */
function newName(
  session: Session,
  knowledge: Knowledge,
  create: OperationPlan,
): JsonValue | undefined {
  const name = pathParameters(create.path).at(-1)
  const parameter = create.parameters.find(
    ({ model }) => model.in === 'path' && model.name === name,
  )
  return (
    parameter &&
    makeValue(parameter.model.schema, {
      document: session.api.document,
      judge: session.api.judge,
      direction: 'request',
      random: session.random.fork(`name/${create.operationId}/${knowledge.serial()}`),
      fullness: 'full',
      examples: false,
    })
  )
}

/** A name that nothing has yet, for the first request that makes a thing whose caller names it. */
export function unmadeThing(
  session: Session,
  knowledge: Knowledge,
  resource: Resource,
): KnownThing | undefined {
  const { create, parent } = resource
  if (create?.method !== 'PUT') return undefined
  const above = parent ? anyThing(knowledge, parent) : undefined
  if (parent !== undefined && above === undefined) return undefined
  const name = newName(session, knowledge, create)
  return name === undefined
    ? undefined
    : { resource, values: [...(above?.values ?? []), name], created: false }
}

/** Deepest chain of things that are made because one refers to the next. */
const deepest = 2

/**
 * The same body with references to things made just now: what may be used only once (a book on loan, a taken seat) is
 * there again. `undefined` when nothing in the body refers to something that can be made.
 */
export async function withFreshReferences(
  session: Session,
  knowledge: Knowledge,
  operation: OperationPlan,
  { body, depth = 0 }: { readonly body: JsonValue | undefined; readonly depth?: number },
): Promise<JsonValue | undefined> {
  if (!isJsonObject(body) || depth >= deepest) return undefined
  const schema = operation.bodies[0]?.model.schema
  let changed: Record<string, JsonValue> | undefined
  for (const [name, value] of Object.entries(body)) {
    if (typeof value !== 'string' && typeof value !== 'number') continue
    const resource = referencedResource(knowledge, name)
    if (resource?.create === undefined || resource.create === operation) continue
    const made = await createThing(session, knowledge, resource, { depth: depth + 1 })
    const id = made?.thing.values.at(-1)
    if (id === undefined) continue
    for (const candidate of [id, String(id), Number(id)]) {
      const trial = { ...(changed ?? body), [name]: candidate }
      if (schema === undefined || session.api.judge.accepts(schema.pointer, trial, 'request')) {
        changed = trial
        break
      }
    }
  }
  return changed
}
