import { isJsonObject, type JsonValue } from '@concordat/core'
import { jsonOf, type Operation, pathNames } from '../api/api.ts'
import { typeOf } from '../api/make-value.ts'
import { type Ask, jsonIn, type Reply, withJson } from '../api/message.ts'
import { answer, refuse } from '../server/answer.ts'
import { findKinds, type Kind } from '../server/kinds.ts'
import type { Operator, Seen, Site } from './operator.ts'

const isSuccess = ({ status }: Reply): boolean => status >= 200 && status < 300
const kindsOf = (operation: Operation): Kind[] => [...findKinds(operation.api).values()]

/** The kind that an operation makes, changes or removes. */
function kindBy(
  operation: Operation,
  role: 'create' | 'update' | 'remove' | 'read',
): Kind | undefined {
  return kindsOf(operation).find((kind) =>
    role === 'update' ? kind.updates.includes(operation) : kind[role] === operation,
  )
}

function state(
  id: string,
  title: string,
  checks: readonly string[],
  role: 'create' | 'update' | 'remove' | 'read',
  sites: (operation: Operation, kind: Kind) => readonly Omit<Site, 'operation'>[],
): Operator {
  return {
    id,
    title,
    checks,
    family: 'state',
    sites(operation) {
      const kind = kindBy(operation, role)
      return kind === undefined ? [] : sites(operation, kind)
    },
  }
}

/** Every text and number of a value, as texts. */
function scalarsOf(value: unknown): string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(scalarsOf) : []
}

const lastValue = ({ route }: Seen): string =>
  route.values[pathNames(route.operation?.path ?? '').at(-1) ?? ''] ?? ''

const remembered = (memory: Seen['memory'], name: string): Set<string> => {
  const known = memory.get(name)
  if (known instanceof Set) return known
  const made = new Set<string>()
  memory.set(name, made)
  return made
}

/** The same caller's reading of another path. */
function reading(ask: Ask, target: string): Ask {
  const headers = new Headers(ask.headers)
  for (const name of ['Content-Type', 'Content-Length', 'If-Match', 'Idempotency-Key'])
    headers.delete(name)
  const query = ask.target.split('?')[1]
  return {
    method: 'GET',
    target: query === undefined ? target : `${target}?${query}`,
    headers,
    body: new Uint8Array(),
  }
}

const pathOf = ({ target }: Ask): string => target.split('?')[0] ?? target

/** The members of what a body makes or changes that show when the thing is read. */
function shownMembers(operation: Operation, kind: Kind): string[] {
  const { schemas } = operation.api
  const body = schemas.flatten(operation.json?.schema.schema)
  const read = schemas.flatten(kind.read?.success?.json?.schema.schema)
  const own = isJsonObject(body.properties) ? body.properties : {}
  const shown = isJsonObject(read.properties) ? read.properties : {}
  return Object.keys(own).filter((name) => {
    const type = typeOf(schemas.flatten(own[name]))
    const isPlain = ['string', 'integer', 'number', 'boolean'].includes(type ?? '')
    return isPlain && name !== kind.idName && Object.hasOwn(shown, name)
  })
}

/** The request without a member, where it stays good. */
function without(operation: Operation, ask: Ask, name: string): Ask | undefined {
  const value = jsonIn(ask) as JsonValue | undefined
  const pointer = operation.json?.schema.pointer
  if (!isJsonObject(value) || pointer === undefined || !Object.hasOwn(value, name)) return undefined
  const { [name]: _, ...rest } = value
  const { schemas } = operation.api
  if (!schemas.accepts(pointer, value, 'request')) return undefined
  return schemas.accepts(pointer, rest, 'request') ? withJson(ask, rest) : undefined
}

const creations: readonly Operator[] = [
  state(
    'creation-lost',
    'what was made cannot be read',
    ['created-resource-missing', 'created-resource-not-listed', 'location-wrong'],
    'create',
    (_, kind) =>
      kind.read === undefined || kind.idName === undefined
        ? []
        : [
            {
              place: 'all',
              shownAt: [kind.read],
              fault: {
                after({ answer: made, memory }) {
                  if (isSuccess(made))
                    for (const text of scalarsOf(jsonIn(made))) remembered(memory, 'lost').add(text)
                  return undefined
                },
                elsewhere(seen) {
                  const { answer: right, memory, route } = seen
                  const isLost =
                    route.operation === kind.read &&
                    isSuccess(right) &&
                    remembered(memory, 'lost').has(lastValue(seen))
                  return isLost && route.operation ? refuse(route.operation, 404, 410) : undefined
                },
              },
            },
          ],
  ),
  state(
    'member-of-creation-lost',
    'a member of what was made is not kept',
    ['created-resource-differs'],
    'create',
    (operation, kind) =>
      shownMembers(operation, kind).map((name) => ({
        place: `/${name}`,
        shownAt: kind.read ? [kind.read] : [],
        fault: { before: ({ ask }) => without(operation, ask, name) },
      })),
  ),
  state(
    'creation-not-listed',
    'what was made is not in the list',
    ['created-resource-not-listed'],
    'create',
    (_, { idName, list }) =>
      list === undefined || idName === undefined
        ? []
        : [
            {
              place: 'list',
              shownAt: [list],
              fault: {
                after({ answer: made, memory }) {
                  const id = idIn(jsonIn(made), idName)
                  if (isSuccess(made) && id !== undefined) remembered(memory, 'made').add(id)
                  return undefined
                },
                elsewhere({ answer: right, memory, route }) {
                  if (route.operation !== list || !isSuccess(right)) return undefined
                  const made = remembered(memory, 'made')
                  return withItems(right, (items) =>
                    items.filter((item) => !made.has(idIn(item, idName) ?? '')),
                  )
                },
              },
            },
          ],
  ),
]

function idIn(value: unknown, idName: string): string | undefined {
  if (!isJsonObject(value)) return undefined
  const own = value[idName] ?? Object.values(value).find(isJsonObject)?.[idName]
  return own === undefined ? undefined : String(own)
}

/** The answer with other items in its list; `undefined` where it has none, or they stay the same. */
export function withItems(
  right: Reply,
  change: (items: readonly JsonValue[]) => readonly JsonValue[],
): Reply | undefined {
  const value = jsonIn(right) as JsonValue | undefined
  if (value === undefined) return undefined
  if (Array.isArray(value)) {
    const items = change(value)
    return JSON.stringify(items) === JSON.stringify(value) ? undefined : withJson(right, items)
  }
  if (!isJsonObject(value)) return undefined
  const [found] = Object.entries(value).filter(
    ([, one]) => Array.isArray(one) && one.every(isJsonObject) && one.length > 0,
  )
  if (found === undefined || !Array.isArray(found[1])) return undefined
  const items = change(found[1])
  return JSON.stringify(items) === JSON.stringify(found[1])
    ? undefined
    : withJson(right, { ...value, [found[0]]: items })
}

const updates: readonly Operator[] = [
  state(
    'change-lost',
    'a change is answered and not kept',
    ['update-not-visible'],
    'update',
    (_, kind) =>
      kind.read === undefined
        ? []
        : [
            {
              place: 'all',
              shownAt: [kind.read],
              fault: {
                async before({ ask, memory, serve }) {
                  const old = await serve(reading(ask, pathOf(ask)))
                  if (isSuccess(old)) memory.set(`old ${pathOf(ask)}`, old)
                  return undefined
                },
                elsewhere({ answer: right, ask, memory, route }) {
                  const old = memory.get(`old ${pathOf(ask)}`) as Reply | undefined
                  return route.operation === kind.read && isSuccess(right) && ask.method === 'GET'
                    ? old
                    : undefined
                },
              },
            },
          ],
  ),
  state(
    'member-of-change-lost',
    'a member of a change is not kept',
    ['update-not-visible'],
    'update',
    (operation, kind) =>
      shownMembers(operation, kind).map((name) => ({
        place: `/${name}`,
        shownAt: kind.read ? [kind.read] : [],
        fault: { before: ({ ask }) => without(operation, ask, name) },
      })),
  ),
  state(
    'change-touches-other-member',
    'a change changes another member, too',
    ['update-changed-other-property', 'update-not-visible'],
    'update',
    (operation, kind) =>
      operation.method === 'PATCH' && kind.read !== undefined
        ? shownMembers(operation, kind).map((name) => ({
            place: `/${name}`,
            shownAt: kind.read ? [kind.read] : [],
            fault: {
              after({ answer: done, ask, memory }) {
                const body = jsonIn(ask)
                if (isSuccess(done))
                  memory.set(pathOf(ask), isJsonObject(body) && !Object.hasOwn(body, name))
                return undefined
              },
              elsewhere({ answer: right, ask, memory, route }) {
                const value = jsonIn(right)
                if (route.operation !== kind.read || memory.get(pathOf(ask)) !== true)
                  return undefined
                return isSuccess(right) && isJsonObject(value)
                  ? otherMember(kind, right, value, name)
                  : undefined
              },
            },
          }))
        : [],
  ),
  state(
    'change-touches-other-thing',
    'a change changes another thing, too',
    ['update-changed-other-resource'],
    'update',
    (operation, kind) =>
      kind.read === undefined || shownMembers(operation, kind).length === 0
        ? []
        : [
            {
              place: 'all',
              shownAt: [kind.read],
              fault: {
                after({ answer: done, ask, memory }) {
                  if (isSuccess(done)) memory.set('last', { path: pathOf(ask), body: jsonIn(ask) })
                  return undefined
                },
                elsewhere({ answer: right, ask, memory, route }) {
                  const last = memory.get('last') as { path: string; body: unknown } | undefined
                  const value = jsonIn(right)
                  if (
                    route.operation !== kind.read ||
                    last === undefined ||
                    last.path === pathOf(ask)
                  )
                    return undefined
                  if (!isSuccess(right) || !isJsonObject(value) || !isJsonObject(last.body))
                    return undefined
                  const shown = Object.entries(last.body).filter(
                    ([name]) => Object.hasOwn(value, name) && name !== kind.idName,
                  )
                  return shown.length === 0
                    ? undefined
                    : withJson(right, { ...value, ...Object.fromEntries(shown) })
                },
              },
            },
          ],
  ),
]

/** The reading with another good value in one member. */
function otherMember(
  kind: Kind,
  right: Reply,
  value: Readonly<Record<string, JsonValue>>,
  name: string,
): Reply | undefined {
  const schema = kind.read?.success?.json?.schema
  if (kind.read === undefined || schema === undefined) return undefined
  for (let index = 0; index < 6; index++) {
    const made = kind.read.api.make(schema, 'response', `other ${index}`)
    const other = isJsonObject(made) ? made[name] : undefined
    if (other !== undefined && JSON.stringify(other) !== JSON.stringify(value[name])) {
      return withJson(right, { ...value, [name]: other })
    }
  }
  return undefined
}

const removals: readonly Operator[] = [
  state(
    'removal-lost',
    'what was deleted is still there',
    ['deleted-resource-still-there', 'deleted-resource-still-listed'],
    'remove',
    (operation, kind) =>
      kind.read === undefined && kind.list === undefined
        ? []
        : [
            {
              place: 'all',
              shownAt: [kind.read, kind.list].filter((one) => one !== undefined),
              fault: {
                async before({ ask, serve }) {
                  const { success } = operation
                  const isThere =
                    kind.read === undefined || isSuccess(await serve(reading(ask, pathOf(ask))))
                  return isThere && success !== undefined
                    ? answer(operation, success.status, success.response, undefined)
                    : undefined
                },
              },
            },
          ],
  ),
  state(
    'removal-takes-another',
    'deleting one thing takes another',
    ['delete-removed-others'],
    'remove',
    (_, kind) =>
      kind.create === undefined || kind.idName === undefined
        ? []
        : [
            {
              place: 'all',
              shownAt: [],
              fault: {
                elsewhere({ answer: made, ask, memory, route }) {
                  const id = idIn(jsonIn(made), kind.idName ?? '')
                  if (route.operation === kind.create && isSuccess(made) && id !== undefined)
                    remembered(memory, 'made').add(`${pathOf(ask)}/${encodeURIComponent(id)}`)
                  return undefined
                },
                async after({ answer: done, ask, memory, serve }) {
                  const other = [...remembered(memory, 'made')].findLast(
                    (path) => path !== pathOf(ask),
                  )
                  if (!isSuccess(done) || other === undefined) return undefined
                  const gone = await serve({
                    ...ask,
                    target: ask.target.replace(pathOf(ask), other),
                  })
                  return isSuccess(gone) ? { ...done } : undefined
                },
              },
            },
          ],
  ),
]

const readings: readonly Operator[] = [
  state(
    'other-thing-read',
    'asking for one thing gives another',
    ['created-resource-differs', 'update-not-visible', 'unknown-resource-served'],
    'read',
    (_, kind) =>
      kind.create === undefined || kind.idName === undefined
        ? []
        : [
            {
              place: 'all',
              shownAt: [kind.create, ...kind.updates],
              fault: {
                after({ answer: right, memory }) {
                  if (!isSuccess(right)) return undefined
                  const first = memory.get('first') as Reply | undefined
                  if (first === undefined) memory.set('first', right)
                  return first && JSON.stringify(jsonIn(first)) !== JSON.stringify(jsonIn(right))
                    ? first
                    : undefined
                },
              },
            },
          ],
  ),
  {
    id: 'readings-differ',
    title: 'the same thing read twice is not the same',
    checks: ['safe-calls-differ'],
    family: 'state',
    sites(operation) {
      const kind = kindBy(operation, 'read')
      const writer = kind?.updates[0] ?? kind?.create
      const documented = jsonOf(operation.success?.response.content ?? [])
      if (kind === undefined || writer === undefined || documented === undefined) return []
      return shownMembers(writer, kind).map((name) => ({
        place: `/${name}`,
        fault: {
          after({ answer: right, ask, memory }) {
            if (ask.method !== 'GET') return undefined
            const value = jsonIn(right)
            const count = Number(memory.get('count') ?? 0) + 1
            memory.set('count', count)
            return count % 2 === 0 && isSuccess(right) && isJsonObject(value)
              ? otherMember(kind, right, value, name)
              : undefined
          },
        },
      }))
    },
  },
]

export const stateOperators: readonly Operator[] = [
  ...creations,
  ...updates,
  ...removals,
  ...readings,
]
