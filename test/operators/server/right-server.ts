import { isJsonObject, type JsonValue } from '@concordat/core'
import { type Api, documentedFor, names, type Operation, pathNames } from '../api/api.ts'
import { type Ask, type Reply, reply, type Serve } from '../api/message.ts'
import { createRouter } from '../api/route.ts'
import { answer, refuse } from './answer.ts'
import { type Caller, callerOf, challengeOf } from './credentials.ts'
import { findKinds, type Kind, keyOf, listPlace, show, type Thing } from './kinds.ts'
import { readRequest } from './read-request.ts'
import { showList } from './show-list.ts'

/** What one request is about. */
interface Call {
  readonly operation: Operation
  readonly values: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, JsonValue>>
  readonly body: JsonValue | undefined
  readonly caller: Caller
}

/** Things that are there before anybody makes one. */
const seeds = 3

/**
 * A server made of a document alone, in memory: it refuses what the document does not allow, keeps what it is sent, and
 * shows each caller his own things.
 */
export function startRightServer(api: Api): Serve {
  const route = createRouter(api)
  const state = createState(api)
  return async (ask) => {
    const found = route(ask)
    if (found === undefined) return reply(404)
    const { operation, operations, values } = found
    if (operation === undefined) {
      const allowed = new Set(operations.map(({ method }) => method))
      return reply(405, undefined, { Allow: [...allowed].join(', ') })
    }
    const answered = await serve(operation, ask, values, state)
    return ask.method === 'HEAD' ? { ...answered, body: new Uint8Array() } : answered
  }
}

async function serve(
  operation: Operation,
  ask: Ask,
  values: Readonly<Record<string, string>>,
  state: State,
): Promise<Reply> {
  const caller = callerOf(operation, ask)
  if (caller === undefined) {
    const refused = refuse(operation, 401, 403)
    if (refused.status === 401) refused.headers.set('WWW-Authenticate', challengeOf(operation))
    return refused
  }
  if (/%(?![0-9a-f]{2})|%0[0-9ad]/i.test(ask.target)) return refuse(operation, 400, 422, 404)
  const read = await readRequest(operation, ask, values)
  if ('refused' in read) {
    const statuses = { path: [400, 422, 404], parameter: [400, 422], body: [400, 422] }
    return read.refused === 'media-type'
      ? refuse(operation, 415, 400)
      : refuse(operation, ...statuses[read.refused])
  }
  return state.act({ operation, values, caller, ...read })
}

interface State {
  act(call: Call): Reply
}

function createState(api: Api): State {
  const kinds = findKinds(api)
  const shelves = new Map<string, Map<string, Thing>>()
  let count = 0
  const idNames = (kind: Kind): string[] =>
    pathNames((kind.read ?? kind.remove ?? kind.updates[0])?.path ?? '')
  const isKept = ({ create, idName, list }: Kind): boolean =>
    idName !== undefined && (create !== undefined || list !== undefined)

  const newThing = (kind: Kind, seed: string, id?: string): Thing | undefined => {
    const shown = kind.read ?? kind.create ?? kind.updates[0]
    const thing: Thing = { id: id ?? '', seed, members: {} }
    const value = shown && show(shown, thing)
    const members = value === undefined ? {} : innermost(value, kind.idName)
    const { idName } = kind
    const at = kind.read ?? kind.remove ?? kind.updates[0] ?? kind.create
    const own = id ?? (idName === undefined ? undefined : idFor(kind, at, members, idName, seed))
    if (own === undefined) return undefined
    const typed = idName !== undefined && typeof members[idName] === 'number' ? Number(own) : own
    return { id: own, seed, members: { ...members, ...(idName ? { [idName]: typed } : {}) } }
  }

  const shelf = (kind: Kind, call: Call, above: readonly string[]): Map<string, Thing> => {
    const key = JSON.stringify([kind.key, above, call.caller])
    const known = shelves.get(key)
    if (known) return known
    const made = new Map<string, Thing>()
    shelves.set(key, made)
    if (kind.list !== undefined || kind.create === undefined) {
      for (let index = 0; index < seeds; index++) {
        const thing = newThing(kind, `seed ${key} ${index}`)
        if (thing) made.set(thing.id, thing)
      }
    }
    return made
  }

  const find = (kind: Kind, call: Call, texts: readonly string[]): Thing | undefined => {
    const id = texts.at(-1) ?? ''
    const things = shelf(kind, call, texts.slice(0, -1))
    // Where no operation makes or lists the things, whoever is asked for is there.
    if (!isKept(kind) && !things.has(id) && !gone.has(goneKey(kind, texts, call))) {
      const thing = newThing(kind, `of ${texts.join('/')}`, id)
      if (thing) things.set(id, thing)
    }
    return things.get(id)
  }
  const gone = new Set<string>()
  const goneKey = (kind: Kind, texts: readonly string[], { caller }: Call): string =>
    JSON.stringify([kind.key, texts, caller])

  /** Whether everything that a path names above its own thing is there. */
  const isPlaced = (call: Call, path: string): boolean => {
    const segments = keyOf(path).split('/')
    const texts = pathNames(call.operation.path).map((name) => call.values[name] ?? '')
    let used = 0
    return segments.every((segment, index) => {
      if (!segment.includes('{}')) return true
      used++
      const kind = kinds.get(segments.slice(0, index + 1).join('/'))
      return kind === undefined || find(kind, call, texts.slice(0, used)) !== undefined
    })
  }

  const act = (call: Call): Reply => {
    const { operation } = call
    const { path } = operation
    const missing = (): Reply => refuse(operation, 404, 410, 400)
    const texts = pathNames(path).map((name) => call.values[name] ?? '')
    const kind = kinds.get(keyOf(path))
    if (kind !== undefined && path.endsWith('}')) {
      if (!isPlaced(call, path.slice(0, path.lastIndexOf('/')))) return missing()
      return actOnThing(call, kind, texts) ?? missing()
    }
    if (!isPlaced(call, path)) return missing()
    const of = [...kinds.values()].find(
      (one) => (one.create === operation || one.list === operation) && one.idName !== undefined,
    )
    if (of?.create === operation) return create(call, of, texts)
    if (of?.list === operation) {
      const value = showList(operation, [...shelf(of, call, texts).values()], call.query)
      return succeed(operation, value)
    }
    const value = operation.method === 'GET' ? stillList(call, texts) : undefined
    return succeed(operation, value ?? still(call, texts))
  }

  const actOnThing = (call: Call, kind: Kind, texts: readonly string[]): Reply | undefined => {
    const { body, operation } = call
    const things = shelf(kind, call, texts.slice(0, -1))
    const id = texts.at(-1) ?? ''
    const found = find(kind, call, texts)
    if (operation === kind.remove) {
      if (found === undefined) return undefined
      things.delete(id)
      gone.add(goneKey(kind, texts, call))
      return succeed(operation, still(call, texts))
    }
    const isUpsert = operation.method === 'PUT' && names(operation, 201)
    if (found === undefined && isUpsert) {
      const made = newThing(kind, `put ${++count}`, id)
      if (made === undefined) return undefined
      things.set(id, made)
      change(made, kind, body)
      return answer(operation, 201, documentedFor(operation, 201), showIn(operation, 201, made))
    }
    if (found === undefined) return undefined
    if (kind.updates.includes(operation)) {
      change(found, kind, body)
      return names(operation, 200)
        ? answer(operation, 200, documentedFor(operation, 200), showIn(operation, 200, found))
        : succeed(operation, show(operation, found))
    }
    if (operation === kind.read) return succeed(operation, show(operation, found))
    return succeed(operation, still(call, texts))
  }

  const create = (call: Call, kind: Kind, above: readonly string[]): Reply => {
    const { operation } = call
    const thing = newThing(kind, `made ${++count} ${JSON.stringify(above)}`)
    if (thing === undefined) return succeed(operation, still(call, above))
    change(thing, kind, call.body)
    shelf(kind, call, above).set(thing.id, thing)
    const answered = succeed(operation, show(operation, thing))
    if (answered.headers.has('Location')) {
      const names = idNames(kind)
      const path = (kind.read ?? kind.remove)?.path ?? operation.path
      const all = [...above, thing.id]
      const target = path.replace(/\{([^{}]+)\}/g, (_, name: string) =>
        encodeURIComponent(all[names.indexOf(name)] ?? ''),
      )
      answered.headers.set('Location', target)
    }
    return answered
  }

  return { act }
}

/** Takes over the members that a body names; the id stays what it is. */
function change(thing: Thing, { idName }: Kind, body: JsonValue | undefined): void {
  if (!isJsonObject(body)) return
  for (const [name, value] of Object.entries(body)) {
    if (name !== idName) thing.members[name] = value
  }
}

function innermost(value: JsonValue, idName: string | undefined): Record<string, JsonValue> {
  if (!isJsonObject(value)) return {}
  if (idName === undefined || Object.hasOwn(value, idName)) return { ...value }
  const inner = Object.values(value).find((one) => isJsonObject(one) && Object.hasOwn(one, idName))
  return isJsonObject(inner) ? { ...inner } : { ...value }
}

/** An id that both the path and the thing's own member can hold. */
function idFor(
  kind: Kind,
  at: Operation | undefined,
  members: Readonly<Record<string, JsonValue>>,
  idName: string,
  seed: string,
): string | undefined {
  const parameter = at?.model.parameters.find(
    ({ in: place, name }) => place === 'path' && name === pathNames(at.path).at(-1),
  )
  if (at === undefined || parameter === undefined) return undefined
  const { schema } = parameter
  const accepts = (value: JsonValue): boolean =>
    at.api.schemas.accepts(schema.pointer, value, 'request')
  const own = members[idName]
  const isFit = own !== undefined && own !== '' && (accepts(own) || accepts(String(own)))
  if (isFit && !/[/?#%]/.test(String(own))) return String(own)
  const made = at.api.make(schema, 'request', `${kind.key} ${seed}`)
  return made === undefined || typeof made === 'object' ? undefined : String(made)
}

/** An answer that stays the same as long as the same is asked for, and shows what was sent. */
function still({ body, operation }: Call, texts: readonly string[]): JsonValue | undefined {
  const seed = `still ${texts.join('/')}`
  return show(operation, { id: '', seed, members: isJsonObject(body) ? { ...body } : {} })
}

/** Items of a list that have no path of their own. */
const stillItems = 9

function stillList({ operation, query }: Call, texts: readonly string[]): JsonValue | undefined {
  if (listPlace(operation) === undefined) return undefined
  const things = Array.from({ length: stillItems }, (_, index) => ({
    id: '',
    seed: `item ${index} ${texts.join('/')}`,
    members: {},
  }))
  return showList(operation, things, query)
}

function showIn(operation: Operation, status: number, thing: Thing): JsonValue | undefined {
  const shown = operation.success?.status === status ? operation : undefined
  return shown && show(shown, thing)
}

function succeed(operation: Operation, value: JsonValue | undefined): Reply {
  const { success } = operation
  return success === undefined
    ? reply(200, value)
    : answer(operation, success.status, success.response, value)
}
