import { isJsonObject } from '@concordat/core'
import { type Operation, pathNames } from '../api/api.ts'
import { type Ask, encode, jsonIn, type Reply } from '../api/message.ts'
import type { FaultyServer } from '../faults/operator.ts'
import { findKinds, itemSchema, keyOf, listPlace } from '../server/kinds.ts'
import { goodRequest, pathValues, variedBodies, variedQueries } from './requests.ts'

/**
 * Whether a fault can be seen: a plain script that knows nothing of any verifier asks for everything that a client may
 * ask for, and looks whether the fault acts.
 */
export async function isObservable(
  server: FaultyServer,
  operation: Operation,
  group: readonly Operation[],
): Promise<boolean> {
  const ask = async (request: Ask): Promise<Reply> => server.serve(request)
  const known = await things(operation, group, ask)
  const order = [...group].sort((left, right) => rank(left) - rank(right))
  for (const texts of known) {
    for (const one of order) {
      await askAll(one, one === operation, texts, ask)
      if (server.acted() > 0) return true
    }
  }
  return false
}

const rank = ({ method }: Operation): number =>
  ['POST', 'GET', 'PUT', 'PATCH', 'DELETE'].indexOf(method)

type Send = (request: Ask) => Promise<Reply>

/** What paths of the group can name: values that lists and creations gave, for two things where there are two. */
async function things(
  operation: Operation,
  group: readonly Operation[],
  ask: Send,
): Promise<string[][]> {
  const kinds = [...findKinds(operation.api).values()]
    .filter(({ key }) => keyOf(operation.path).startsWith(key) || kindHolds(key, group))
    .sort((left, right) => left.key.length - right.key.length)
  let known: string[][] = [[]]
  for (const kind of kinds) {
    const next: string[][] = []
    for (const above of known) {
      const source = kind.create ?? kind.list
      if (source === undefined || kind.idName === undefined) continue
      for (let index = 0; index < 2; index++) {
        const path = pathValues(source, above)
        const answered = await ask(goodRequest(source, { path, seed: `thing ${index}` }))
        const ids = idsIn(jsonIn(answered), kind.idName)
        const id = source === kind.list ? ids[index] : ids[0]
        if (id !== undefined) next.push([...above.slice(0, pathNames(source.path).length), id])
      }
    }
    if (next.length > 0) known = next.slice(0, 2)
  }
  return known
}

function kindHolds(key: string, group: readonly Operation[]): boolean {
  return group.some(({ path }) => keyOf(path).startsWith(key))
}

function idsIn(value: unknown, idName: string): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => idsIn(one, idName))
  if (!isJsonObject(value)) return []
  const own = value[idName]
  if (typeof own === 'string' || typeof own === 'number') return [String(own)]
  return Object.values(value).flatMap((one) => idsIn(one, idName))
}

async function askAll(
  operation: Operation,
  isFaulted: boolean,
  texts: readonly string[],
  ask: Send,
): Promise<void> {
  const path = pathValues(operation, texts)
  const seeds = isFaulted ? ['a', 'b', 'c', 'd'] : ['a', 'b']
  let first: Reply | undefined
  for (const seed of seeds) {
    if (operation.method === 'DELETE' && first) break
    first = await ask(goodRequest(operation, { path, seed }))
  }
  if (!isFaulted) return
  const good = operation.json && operation.api.make(operation.json.schema, 'request', 'a')
  for (const body of good === undefined ? [] : variedBodies(operation, good)) {
    await ask(goodRequest(operation, { path, body, seed: 'a' }))
  }
  const filters = listPlace(operation) === undefined ? [] : filterQueries(operation, first)
  for (const query of [...variedQueries(operation), ...filters]) {
    await ask(goodRequest(operation, { path, query, seed: 'a' }))
  }
  await askOddly(operation, path, ask)
  const nobody = Object.fromEntries(
    pathNames(operation.path).map((name) => [name, path[name] ?? 'x']),
  )
  const last = pathNames(operation.path).at(-1)
  if (last !== undefined) {
    const parameter = operation.model.parameters.find(({ name }) => name === last)
    const made = parameter && operation.api.make(parameter.schema, 'request', 'nobody')
    await ask(
      goodRequest(operation, {
        path: { ...nobody, [last]: String(made ?? '987654321') },
        seed: 'a',
      }),
    )
  }
  if (operation.method === 'PUT' || operation.method === 'PATCH' || operation.method === 'DELETE') {
    await ask({
      ...goodRequest(operation, { path, seed: 'b' }),
      method: 'GET',
      body: new Uint8Array(),
    })
  }
}

function filterQueries(operation: Operation, first: Reply | undefined): Record<string, string>[] {
  const item = first && firstObject(jsonIn(first))
  const { properties } = operation.api.schemas.flatten(itemSchema(operation))
  const names = Object.keys(isJsonObject(properties) ? properties : {})
  const pages = ['1', '2'].flatMap((text) =>
    operation.model.parameters
      .filter((one) => one.in === 'query')
      .map(({ name }) => ({ [name]: text })),
  )
  const own = operation.model.parameters
    .filter(({ name }) => names.includes(name) && item?.[name] !== undefined)
    .map(({ name }) => ({ [name]: String(item?.[name]) }))
  return [...own, ...pages]
}

function firstObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (Array.isArray(value)) return value.find(isJsonObject)
  if (!isJsonObject(value)) return undefined
  return firstObject(Object.values(value).find((one) => Array.isArray(one)))
}

/** Without a credential, with a wrong one, as somebody else, with no or a wrong body, by other methods. */
async function askOddly(
  operation: Operation,
  path: Readonly<Record<string, string>>,
  ask: Send,
): Promise<void> {
  const good = goodRequest(operation, { path, seed: 'a' })
  const { headers: bare, target } = {
    ...goodRequest(operation, { path, seed: 'a', caller: undefined }),
  }
  const without = withoutCredentials(operation, good)
  await ask(without)
  await ask({ ...without, target, headers: bare })
  const wrong = new Headers(good.headers)
  for (const [name, value] of good.headers)
    if (value.includes('secret')) wrong.set(name, value.replace('secret', 'wrong'))
  await ask({ ...good, headers: wrong, target: good.target.replace('secret', 'wrong') })
  if (operation.json) {
    await ask({ ...without, body: encode('{}') })
    await ask({ ...good, body: new Uint8Array() })
    await ask({ ...good, body: encode('{"cut": ') })
    const other = new Headers(good.headers)
    other.set('Content-Type', 'application/x-unknown')
    await ask({ ...good, headers: other })
  }
  await ask(goodRequest(operation, { path, seed: 'a', caller: 'second' }))
  for (const method of ['HEAD', 'DELETE', 'PUT', 'PATCH', 'POST', 'TRACE']) {
    if (method !== operation.method) await ask({ ...good, method })
  }
}

function withoutCredentials({ api }: Operation, ask: Ask): Ask {
  const headers = new Headers(ask.headers)
  headers.delete('Authorization')
  headers.delete('Cookie')
  const [path = '', query] = ask.target.split('?')
  const pairs = new URLSearchParams(query)
  for (const { scheme } of api.model.securitySchemes) {
    if (scheme.type !== 'apiKey') continue
    if (scheme.in === 'query') pairs.delete(scheme.name)
    else headers.delete(scheme.name)
  }
  return { ...ask, headers, target: pairs.size === 0 ? path : `${path}?${pairs}` }
}
