import { isJsonObject, type JsonValue } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import { newSchema } from '@concordat/values'

/** Where in a body something stands: names of properties, from the outside. */
export type BodyPlace = readonly string[]

/** A schema, those that it includes and its alternatives: all that may speak of one value. */
export function speakersOf(schema: SchemaModel): readonly SchemaModel[] {
  const seen = new Set([schema])
  // A set is walked to its new end.
  for (const part of seen) {
    const next = [part.ref, part.dynamicRef, ...(part.allOf ?? []), ...(part.anyOf ?? [])]
    for (const one of [...next, ...(part.oneOf ?? [])]) if (one) seen.add(one)
  }
  return [...seen]
}

/** Documented properties of an object, by name. */
export function propertiesOf(schema: SchemaModel): ReadonlyMap<string, SchemaModel> {
  const found = new Map<string, SchemaModel>()
  for (const part of speakersOf(schema)) {
    for (const [name, own] of part.properties ?? []) {
      const known = found.get(name)
      found.set(name, known && known !== own ? newSchema(own, { allOf: [known, own] }) : own)
    }
  }
  return found
}

/** What the items of a list are; `undefined` for what is no list. */
export function itemsOf(schema: SchemaModel): SchemaModel | undefined {
  const parts = speakersOf(schema)
  const isList = parts.some(({ types }) => types?.includes('array'))
  return isList ? parts.find(({ items }) => items)?.items : undefined
}

/** Where in a body a list of objects stands: at its root, or one or two levels within. */
export function listPlace(schema: SchemaModel, depth = 0): BodyPlace | undefined {
  const items = itemsOf(schema)
  if (items) return propertiesOf(items).size > 0 || depth === 0 ? [] : undefined
  if (depth > 1) return undefined
  for (const [name, own] of propertiesOf(schema)) {
    const inner = listPlace(own, depth + 1)
    if (inner) return [name, ...inner]
  }
  return undefined
}

/** Where in a body an object with a property of some name stands: at its root, or in one of its members. */
export function entityPlace(schema: SchemaModel, name: string): BodyPlace | undefined {
  const properties = propertiesOf(schema)
  if (properties.has(name)) return []
  for (const [member, own] of properties) {
    if (!itemsOf(own) && propertiesOf(own).has(name)) return [member]
  }
  return undefined
}

/** The schema at a place. */
export function schemaWithin(schema: SchemaModel, place: BodyPlace): SchemaModel | undefined {
  return place.reduce<SchemaModel | undefined>(
    (at, name) => at && propertiesOf(at).get(name),
    schema,
  )
}

/** The value at a place. */
export function valueWithin(value: JsonValue | undefined, place: BodyPlace): JsonValue | undefined {
  return place.reduce<JsonValue | undefined>(
    (at, name) => (isJsonObject(at) && Object.hasOwn(at, name) ? at[name] : undefined),
    value,
  )
}

/** A copy with another value at a place. */
export function withValueAt(value: JsonValue, place: BodyPlace, inner: JsonValue): JsonValue {
  const [name, ...rest] = place
  if (name === undefined) return inner
  const object = isJsonObject(value) ? value : {}
  const own = Object.hasOwn(object, name) ? (object[name] ?? null) : null
  return { ...object, [name]: withValueAt(own, rest, inner) }
}
