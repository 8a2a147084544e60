import { isJsonObject, type JsonObject, type JsonValue } from '@concordat/core'
import { type Api, type Operation, pathNames } from '../api/api.ts'
import { typeOf } from '../api/make-value.ts'
import { placeOf } from './answer.ts'

/** Things of one kind, as the paths of a document show them: `/pets/{petId}` and the operations around it. */
export interface Kind {
  /** Path of one thing, without the names of parameters. */
  readonly key: string
  /** Name of the parameter that tells one from another. */
  readonly parameter: string
  readonly read: Operation | undefined
  readonly list: Operation | undefined
  readonly create: Operation | undefined
  readonly updates: readonly Operation[]
  readonly remove: Operation | undefined
  /** Member of an answered thing that holds its id; without one, nothing can be made by POST. */
  readonly idName: string | undefined
}

export const keyOf = (path: string): string => path.replace(/\{[^{}]*\}/g, '{}')

const found = new WeakMap<Api, ReadonlyMap<string, Kind>>()

/** Every kind of thing of a document, by its key. */
export function findKinds(api: Api): ReadonlyMap<string, Kind> {
  const known = found.get(api)
  if (known) return known
  const kinds = readKinds(api)
  found.set(api, kinds)
  return kinds
}

function readKinds(api: Api): ReadonlyMap<string, Kind> {
  const kinds = new Map<string, Kind>()
  for (const path of api.operations.flatMap((one) => thingPaths(one.path))) {
    const key = keyOf(path)
    if (kinds.has(key)) continue
    const above = key.slice(0, key.lastIndexOf('/'))
    const at = (place: string, ...methods: string[]): Operation[] =>
      api.operations.filter(
        (one) =>
          keyOf(one.path) === place && methods.includes(one.method) && !one.path.includes('#'),
      )
    const [read] = at(key, 'GET')
    const [create] = at(above, 'POST')
    const [list] = at(above, 'GET')
    const parameter = pathNames(path).at(-1) ?? ''
    const noun = (above.split('/').at(-1) ?? '').replace(/s$/, '')
    kinds.set(key, {
      key,
      parameter,
      read,
      list: list && listPlace(list) ? list : undefined,
      create,
      updates: at(key, 'PUT', 'PATCH'),
      remove: at(key, 'DELETE')[0],
      idName: idNameOf(parameter, noun, [read, create]),
    })
  }
  return kinds
}

/** Every beginning of a path that ends in a parameter. */
function thingPaths(path: string): string[] {
  const segments = path.split('/')
  return segments.flatMap((segment, index) =>
    /^\{[^{}]+\}$/.test(segment) ? [segments.slice(0, index + 1).join('/')] : [],
  )
}

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

/** The member that is called as the parameter is, as ids are, or that holds texts of the parameter's form. */
function idNameOf(
  parameter: string,
  noun: string,
  shown: readonly (Operation | undefined)[],
): string | undefined {
  const operation = shown.find((one) => one?.success?.json !== undefined)
  const schema = operation?.success?.json?.schema
  if (operation === undefined || schema === undefined) return undefined
  const { schemas } = operation.api
  const flat = schemas.flatten(schema.schema)
  const inner = isJsonObject(flat.properties) ? Object.values(flat.properties) : []
  const places = [flat, ...inner.map((one) => schemas.flatten(one))]
  const wanted = [
    parameter,
    'id',
    `${noun}id`,
    'uuid',
    'uid',
    'sid',
    'token',
    'key',
    'slug',
    'name',
  ]
  for (const name of wanted) {
    for (const { properties } of places) {
      if (!isJsonObject(properties)) continue
      const found = Object.keys(properties).find((own) => plain(own) === plain(name))
      const type = typeOf(schemas.flatten(properties[found ?? '']))
      if (found !== undefined && ['string', 'integer', 'number'].includes(type ?? '')) return found
    }
  }
  return undefined
}

/** Where in a list's answer the items stand; `undefined` where it has none. */
export function listPlace(list: Operation): readonly string[] | undefined {
  const schema = list.success?.json?.schema
  if (schema === undefined) return undefined
  const { schemas } = list.api
  const holdsThings = (flat: JsonObject): boolean =>
    typeOf(flat) === 'array' && typeOf(schemas.flatten(flat.items)) === 'object'
  const top = schemas.flatten(schema.schema)
  if (holdsThings(top)) return []
  const properties = isJsonObject(top.properties) ? Object.entries(top.properties) : []
  const found = properties.filter(([, property]) => holdsThings(schemas.flatten(property)))
  const last = plain(list.path.split('/').at(-1) ?? '')
  const named = found.find(([name]) => plain(name) === last) ?? found[0]
  return named && [named[0]]
}

/** Schema of one item of a list. */
export function itemSchema(list: Operation): unknown {
  const place = listPlace(list) ?? []
  const { schemas } = list.api
  const node = place.reduce<unknown>((schema, name) => {
    const { properties } = schemas.flatten(schema)
    return isJsonObject(properties) ? properties[name] : undefined
  }, list.success?.json?.schema.schema)
  return schemas.flatten(node).items
}

/** A thing that a server keeps. */
export interface Thing {
  readonly id: string
  /** What tells its made members from those of other things. */
  readonly seed: string
  members: Record<string, JsonValue>
}

/** What an operation shows of a thing: made values, and the thing's own members wherever the document takes them. */
export function show(operation: Operation, thing: Thing): JsonValue | undefined {
  const schema = operation.success?.json?.schema
  if (schema === undefined) return undefined
  const { api } = operation
  const base = api.make(schema, 'response', thing.seed)
  if (base === undefined) return undefined
  const path = placeOf(operation, schema.schema, Object.keys(thing.members))
  const accepts = (value: JsonValue): boolean =>
    api.schemas.accepts(schema.pointer, value, 'response')
  const place = path.reduce<unknown>((node, name) => {
    const { properties } = api.schemas.flatten(node)
    return isJsonObject(properties) ? properties[name] : undefined
  }, schema.schema)
  return overlay(base, path, visible(api, place, thing.members), accepts)
}

/** Members without what is written and never shown. */
function visible(
  api: Api,
  schema: unknown,
  members: Readonly<Record<string, JsonValue>>,
): Record<string, JsonValue> {
  const { properties } = api.schemas.flatten(schema)
  const own = isJsonObject(properties) ? properties : {}
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, value]): [string, JsonValue][] => {
      if (api.schemas.flatten(own[name]).writeOnly === true) return []
      return [[name, isJsonObject(value) ? visible(api, own[name], { ...value }) : value]]
    }),
  )
}

/** A value with members put into the object at a path, as far as the whole stays acceptable. */
export function overlay(
  base: JsonValue,
  path: readonly string[],
  members: Readonly<Record<string, JsonValue>>,
  accepts: (value: JsonValue) => boolean,
): JsonValue {
  const whole = put(base, path, (object) => {
    const known = Object.entries(members).filter(([name]) => Object.hasOwn(object, name))
    return { ...object, ...Object.fromEntries(known) }
  })
  if (accepts(whole)) return whole
  let value = base
  for (const [name, member] of Object.entries(members)) {
    const trial = put(value, path, (object) =>
      Object.hasOwn(object, name) ? { ...object, [name]: member } : object,
    )
    if (accepts(trial)) value = trial
  }
  return value
}

/** A copy in which the object at a path is another. */
export function put(
  value: JsonValue,
  path: readonly string[],
  change: (object: Record<string, JsonValue>) => Record<string, JsonValue>,
): JsonValue {
  if (!isJsonObject(value)) return value
  const copy: Record<string, JsonValue> = { ...value }
  const [step, ...rest] = path
  if (step === undefined) return change(copy)
  const inner = copy[step]
  if (inner !== undefined) copy[step] = put(inner, rest, change)
  return copy
}
