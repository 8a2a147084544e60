import { isJsonObject, type JsonPointer, joinPointer } from '@concordat/core'
import { type SchemaModel, SchemaReader, SchemaStore } from '@concordat/model'

/** The schemas of a document, read where they are asked for. */
export interface DocumentSchemas {
  /** The schema that stands in the document as this object, or in this member of it; `undefined` where none does. */
  at(holder: unknown, member: string): SchemaModel | undefined
}

/** Reads a document's schemas. A `discriminator` chooses, as in the generated validators. */
export function readSchemas(document: unknown): DocumentSchemas {
  if (!isJsonObject(document)) return { at: () => undefined }
  const store = new SchemaStore()
  const stored = store.add('', document)
  const reader = new SchemaReader(store, '2020-12', { discriminates: true })
  let places: ReadonlyMap<unknown, JsonPointer> | undefined
  return {
    at: (holder, member) => {
      if (!isJsonObject(holder) || !Object.hasOwn(holder, member)) return undefined
      places ??= placesOf(document)
      const place = places.get(holder)
      if (place === undefined) return undefined
      return reader.read({ document: stored, pointer: joinPointer(place, member) })
    },
  }
}

/** Where every object of a document stands. */
function placesOf(document: object): ReadonlyMap<unknown, JsonPointer> {
  const places = new Map<unknown, JsonPointer>([[document, '']])
  const open: unknown[] = [document]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue
    const place = places.get(next) ?? ''
    for (const [key, value] of Object.entries(next)) {
      if (typeof value !== 'object' || value === null || places.has(value)) continue
      places.set(value, joinPointer(place, key))
      open.push(value)
    }
  }
  return places
}
