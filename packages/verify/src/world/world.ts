import { isJsonObject, type JsonObject, type JsonValue } from '@concordat/core'
import type { Identity } from '../credentials/identity.ts'
import { pathOf } from '../engine/ownership.ts'
import { type Session, send } from '../engine/session.ts'
import { type Exchange, isSuccess, jsonOf } from '../exchange/exchange.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { bodyValue, emptyDraft, type RequestDraft, withBodyValue } from '../request/draft.ts'
import { matchTemplate } from '../request/judge-request.ts'
import { makeValue } from '../schema/make-value.ts'
import { flattenSchema } from '../schema/merge-schema.ts'
import type { StateBook } from '../states/state-book.ts'
import { headerValue } from '../transport/wire-exchange.ts'
import { withFreshReferences } from './fresh-references.ts'
import { freshen } from './freshen.ts'
import { type IdHints, idAt, idCandidates } from './identify.ts'
import {
  findResources,
  itemPrefixes,
  pathKey,
  pathParameters,
  type Resource,
  singular,
} from './resource.ts'
import { evaluate } from './run-time-expression.ts'

/** A thing that is known to the server: the values of the path parameters that name it. */
export interface KnownThing {
  readonly resource: Resource
  /** One for each parameter of the resource's path, in order. */
  readonly values: readonly JsonValue[]
  /** Whether this run made it, so that it may be changed and deleted. */
  readonly created: boolean
  /** The thing as it was answered, without an envelope. */
  readonly item?: JsonObject
}

/** A request that was answered with success: what variations are made of. */
export interface Baseline {
  readonly draft: RequestDraft
  readonly exchange: Exchange
}

/** A thing that was just made, and how. */
export interface Creation {
  readonly thing: KnownThing
  readonly exchange: Exchange
  readonly draft: RequestDraft
}

/** What a run knows about the server's things. */
export interface World {
  readonly resources: ReadonlyMap<string, Resource>
  readonly baselines: Map<OperationPlan, Baseline>
  /** Values that the user gives, by parameter name or `operationId.name`. */
  readonly pools: Readonly<Record<string, readonly JsonValue[]>>
  /** Path of the id inside an answered thing, by resource. */
  readonly idPaths: Map<string, readonly string[]>
  /** Kinds of things whose references can be used only once, as refusals taught. */
  readonly exclusive: Set<string>
  /** Kinds of things of which a new one can be read only after a moment. */
  readonly slow: Set<string>
  /** How often a new thing of a kind could not be read. */
  readonly unread: Map<string, number>
  /** The provider's states, when there are some. */
  readonly book: StateBook | undefined
  things(resource: Resource): readonly KnownThing[]
  remember(thing: KnownThing): void
  forget(thing: KnownThing): void
  /** A number that no other caller gets, for values that must be new. */
  serial(): number
}

/** Makes the knowledge of a run that begins. */
export function createWorld(session: Session, pools: World['pools'], book?: StateBook): World {
  const known = new Map<string, KnownThing[]>()
  let serial = 0
  return {
    resources: findResources(session.api),
    baselines: new Map(),
    pools,
    book,
    idPaths: new Map(),
    exclusive: new Set(),
    slow: new Set(),
    unread: new Map(),
    things: (resource) => known.get(resource.key) ?? [],
    remember(thing) {
      const list = known.get(thing.resource.key) ?? []
      const same = JSON.stringify(thing.values)
      if (list.some(({ values }) => JSON.stringify(values) === same)) return
      list.push(thing)
      if (thing.created) ownThing(session, thing)
      known.set(thing.resource.key, list)
    },
    forget(thing) {
      const list = known.get(thing.resource.key) ?? []
      const same = JSON.stringify(thing.values)
      known.set(
        thing.resource.key,
        list.filter(({ values }) => JSON.stringify(values) !== same),
      )
    },
    serial: () => ++serial,
  }
}

/** The run may change what it made, and removes it at the end. */
function ownThing(session: Session, { resource, values }: KnownThing, owner?: Identity): void {
  const path = pathOf(resource.key, values)
  session.ownership.own({ path, provenance: 'made', ...(owner ? { owner } : {}) })
}

/** The kind of thing that an operation's path names last; `undefined` for paths without parameters. */
export function resourceOf(world: World, operation: OperationPlan): Resource | undefined {
  const prefix = itemPrefixes(operation.path).at(-1)
  return prefix === undefined ? undefined : world.resources.get(pathKey(prefix))
}

/** A thing of a kind that exists as far as is known. */
export function anyThing(world: World, resource: Resource): KnownThing | undefined {
  const things = world.things(resource)
  return things.find(({ created }) => created) ?? things[0]
}

/** A draft with the values of a thing in its path; values beyond the path's parameters are dropped. */
export function withThing(
  operation: OperationPlan,
  draft: RequestDraft,
  thing: KnownThing,
): RequestDraft {
  const names = pathParameters(operation.path)
  const path: Record<string, JsonValue> = { ...draft.path }
  for (const [index, value] of thing.values.entries()) {
    const name = names[index]
    if (name !== undefined) path[name] = fitParameter(operation, name, value)
  }
  return { ...draft, path }
}

/** A value as the parameter's schema wants it: ids that are numbers in answers are often strings in paths. */
function fitParameter(operation: OperationPlan, name: string, value: JsonValue): JsonValue {
  const parameter = operation.parameters.find(
    ({ model }) => model.in === 'path' && model.name === name,
  )
  if (parameter === undefined) return value
  const { judge } = operation.api
  const accepts = (candidate: JsonValue): boolean =>
    judge.accepts(parameter.model.schema.pointer, candidate, 'request')
  if (accepts(value)) return value
  const text = String(value)
  if (accepts(text)) return text
  const number = Number(text)
  // An id beyond doubles stays the text that it is.
  if (!Number.isSafeInteger(number) && /^-?\d+$/.test(text)) return value
  return text !== '' && !Number.isNaN(number) && accepts(number) ? number : value
}

interface Attempt {
  readonly draft: RequestDraft
  readonly exchange: Exchange
}

/** Makes a new thing of a kind by its create operation; `undefined` when that is not possible. */
export async function createThing(
  session: Session,
  world: World,
  resource: Resource,
  options: {
    readonly identity?: Identity
    readonly parent?: KnownThing
    readonly body?: JsonValue
    readonly depth?: number
  } = {},
): Promise<Creation | undefined> {
  const { create } = resource
  const baseline = create && world.baselines.get(create)
  if (create === undefined || baseline === undefined) return undefined
  const parent = options.parent ?? (resource.parent ? anyThing(world, resource.parent) : undefined)
  if (resource.parent !== undefined && parent === undefined) return undefined
  const above = parent ? withThing(create, baseline.draft, parent) : baseline.draft
  const base = create.method === 'PUT' ? withNewName(session, world, create, above) : above
  if (base === undefined) return undefined
  const body = options.body ?? freshen(session, create, bodyValue(base), world.serial())
  const depth = options.depth ?? 0
  const attempt = async (value: JsonValue | undefined): Promise<Attempt | undefined> => {
    const draft = value === undefined ? base : withBodyValue(base, value)
    const sent = await send(
      session,
      create,
      draft,
      { phase: 'stateful', label: 'a new one is made', resource: parent ? 'known' : 'none' },
      options.identity ? { identity: options.identity } : {},
    )
    return sent && { draft, exchange: sent.exchange }
  }
  const refer = (): Promise<JsonValue | undefined> =>
    withFreshReferences(session, world, create, body, depth)
  const known = world.exclusive.has(resource.key)
  let sent = await attempt((known ? await refer() : undefined) ?? body)
  if (sent && !isSuccess(sent.exchange) && !known) {
    const referring = await refer()
    if (referring !== undefined) sent = await attempt(referring)
    if (sent && referring !== undefined && isSuccess(sent.exchange))
      world.exclusive.add(resource.key)
  }
  if (sent === undefined || !isSuccess(sent.exchange)) return undefined
  const { draft } = sent
  const thing =
    create.method === 'PUT'
      ? namedThing(resource, create, draft)
      : await identify(session, world, resource, sent.exchange, parent, options.identity)
  if (thing === undefined) return undefined
  if (options.identity === undefined) world.remember(thing)
  else ownThing(session, thing, options.identity)
  if (world.slow.has(resource.key))
    await session.transport.patiently(() => readThing(session, world, thing, options.identity))
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
  world: World,
  create: OperationPlan,
  draft: RequestDraft,
): RequestDraft | undefined {
  const name = pathParameters(create.path).at(-1)
  const parameter = create.parameters.find(
    ({ model }) => model.in === 'path' && model.name === name,
  )
  if (name === undefined || parameter === undefined) return undefined
  const value = makeValue(parameter.model.schema, {
    document: session.api.document,
    judge: session.api.judge,
    direction: 'request',
    random: session.random.fork(`name/${create.operationId}/${world.serial()}`),
    fullness: 'full',
    examples: false,
  })
  return value === undefined ? undefined : { ...draft, path: { ...draft.path, [name]: value } }
}

/** Learns from an answer what names the thing that it holds. */
export async function identify(
  session: Session,
  world: World,
  resource: Resource,
  exchange: Exchange,
  parent: KnownThing | undefined,
  identity?: Identity,
): Promise<KnownThing | undefined> {
  const body = jsonOf(exchange)
  const above = parent?.values ?? []
  const learnt = world.idPaths.get(resource.key)
  const located = locatedValues(session, resource, exchange)
  const linked = linkedValues(world, resource, exchange)
  const hints = idHints(resource, [...linked, ...(located ?? []).slice(-1)])
  const candidates = idCandidates(resource, body, learnt, hints)
  const make = (path: readonly string[]): KnownThing | undefined => {
    const id = idAt(body, path)
    const inner = path
      .slice(0, -1)
      .reduce<unknown>((node, name) => (isJsonObject(node) ? node[name] : undefined), body)
    if (id === undefined) return undefined
    const item = isJsonObject(inner) ? { item: inner } : {}
    return { resource, values: [...above, id], created: true, ...item }
  }
  if (learnt !== undefined && candidates[0] !== undefined) return make(candidates[0])
  const away = located && {
    resource,
    values: located,
    created: true,
    ...(isJsonObject(body) ? { item: body } : {}),
  }
  const [first] = candidates
  const likeliest = (): KnownThing | undefined => {
    const isSaid = first !== undefined && hints.values.includes(String(idAt(body, first)))
    return (isSaid ? make(first) : away) ?? (first && make(first))
  }
  if (resource.read === undefined) return likeliest()
  const find = async (): Promise<KnownThing | undefined> => {
    for (const path of candidates.slice(0, 5)) {
      const thing = make(path)
      if (thing && (await exists(session, world, thing, identity))) {
        world.idPaths.set(resource.key, path)
        return thing
      }
    }
    return away && (await exists(session, world, away, identity)) ? away : undefined
  }
  const found = await find()
  if (found) return found
  // A store may need a moment; whether this one does is asked twice, and not of everything that is made.
  const asked = world.unread.get(resource.key) ?? 0
  world.unread.set(resource.key, asked + 1)
  const late = asked < 2 ? await session.transport.patiently(find) : undefined
  if (late) {
    world.slow.add(resource.key)
    return late
  }
  // Nothing can be read back: the likeliest name stands, and the story of creation says that it cannot be read.
  return likeliest()
}

/** What the document and an answer's links say of the id of a thing of a kind. */
export function idHints(resource: Resource, values: readonly JsonValue[]): IdHints {
  const operation = resource.read ?? resource.remove ?? resource.updates[0]
  const name = operation && pathParameters(operation.path).at(-1)
  const schema = operation?.parameters.find(
    ({ model }) => model.in === 'path' && model.name === name,
  )?.model.schema
  const flat = schema && operation && flattenSchema(operation.api.document, schema).schema
  // Any text would fit most schemas; these tell ids from other texts.
  const tells =
    isJsonObject(flat) && [flat.pattern, flat.format, flat.enum].some((one) => one !== undefined)
  return {
    values: values.map(String),
    fits: (value) =>
      tells &&
      schema !== undefined &&
      operation?.api.judge.accepts(schema.pointer, value, 'request') === true,
  }
}

/** The id that documented links of an answer give the operations on a kind of thing. @see OpenAPI 3.1, 4.8.20 */
function linkedValues(world: World, resource: Resource, exchange: Exchange): JsonValue[] {
  const links = exchange.answer?.documented?.links ?? []
  return links.flatMap(({ operationId, parameters }): JsonValue[] => {
    const target = exchange.operation.api.operations.find((one) => one.operationId === operationId)
    const name = target && pathParameters(target.path).at(-1)
    if (target === undefined || name === undefined || resourceOf(world, target) !== resource)
      return []
    const expression = parameters[name] ?? parameters[`path.${name}`]
    const value = evaluate(expression, emptyDraft, exchange)
    return typeof value === 'string' || typeof value === 'number' ? [value] : []
  })
}

/** The path parameters in a Location header. */
export function locatedValues(
  session: Session,
  resource: Resource,
  exchange: Exchange,
): JsonValue[] | undefined {
  const location = exchange.answer && headerValue(exchange.answer.headers, 'location')
  if (location === undefined) return undefined
  let path: string
  try {
    path = new URL(location, 'http://location.invalid').pathname
  } catch {
    return undefined
  }
  const base = session.settings.basePath
  const template = resource.key.replace(/\{\}/g, () => '{x}')
  const count = pathParameters(template).length
  let index = 0
  const named = template.replace(/\{x\}/g, () => `{p${index++}}`)
  const values =
    matchTemplate(named, path.startsWith(base) ? path.slice(base.length) : path) ??
    matchTemplate(named, path)
  if (values === undefined) return undefined
  return Array.from({ length: count }, (_, at) => {
    const text = values[`p${at}`] ?? ''
    try {
      return decodeURIComponent(text)
    } catch {
      return text
    }
  })
}

async function exists(
  session: Session,
  world: World,
  thing: KnownThing,
  identity: Identity | undefined,
): Promise<boolean> {
  const exchange = await readThing(session, world, thing, identity)
  return exchange !== undefined && isSuccess(exchange)
}

/** Reads a thing; `undefined` when there is no operation for it. */
export async function readThing(
  session: Session,
  world: World,
  thing: KnownThing,
  identity?: Identity,
  label = 'it is read',
): Promise<Exchange | undefined> {
  const { read } = thing.resource
  if (read === undefined) return undefined
  const base = world.baselines.get(read)?.draft ?? { path: {}, query: {}, header: {}, cookie: {} }
  const sent = await send(
    session,
    read,
    withThing(read, base, thing),
    { phase: 'stateful', label, resource: 'guessed' },
    identity ? { identity } : {},
  )
  return sent?.exchange
}

/** The kind of thing that a property or parameter is named after: `authorId`, `author_id`. */
export function referencedResource(world: World, name: string): Resource | undefined {
  const match = /^(.+?)[_-]?(?:ids?|uuids?|keys?|refs?)$/i.exec(name)
  const noun = singular(match?.[1] ?? name)
  const whole = singular(name)
  for (const resource of world.resources.values()) {
    const parameter = singular(resource.parameter)
    if (match !== null && resource.noun === noun) return resource
    if (parameter === whole && parameter !== 'id') return resource
  }
  // `fromAccount`, `parent_folder`, `account`: the last word is the noun of a thing that has a path.
  const last = singular(name.split(/[-_.]|(?<=[a-z\d])(?=[A-Z])/).at(-1) ?? '')
  return [...world.resources.values()].find((resource) => resource.noun === last)
}

/** An id that exists, for a property or parameter that is named after a kind of thing. */
export function knownReference(world: World, name: string): JsonValue | undefined {
  const resource = referencedResource(world, name)
  if (resource === undefined) return undefined
  // From one to another: the two ends of a transfer are rarely the same.
  const other = /^(to|target|dest|destination|other|second|new)([-_A-Z]|$)/.test(name)
  const made = world.things(resource).filter(({ created }) => created)
  return ((other ? made[1] : undefined) ?? anyThing(world, resource))?.values.at(-1)
}
