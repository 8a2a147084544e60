import {
  isJsonObject,
  type JsonObject,
  type JsonPointer,
  joinPointer,
  splitPointer,
} from '@concordat/core'
import { absoluteUri } from '@concordat/model'
import type { DocumentSource } from '../load/document-source.ts'

/** What references are relative to: the file, and the URI that the nearest `$id` around gives. */
export interface Scope {
  readonly source: DocumentSource
  /** Absolute, without fragment; the URI of the file where there is no `$id`. */
  readonly base: string
}

interface Named {
  readonly source: DocumentSource
  readonly value: JsonObject
  readonly base: string
}

/**
 * Schemas that are called by a URI of their own (`$id`) or by a name within one (`$anchor`).
 * @see {@link https://json-schema.org/draft/2020-12/json-schema-core#section-8.2 | JSON Schema, identifiers}
 */
export class SchemaResources {
  readonly #named = new Map<string, Named>()
  readonly #pointers = new Map<DocumentSource, ReadonlyMap<unknown, JsonPointer>>()
  /** Whether any schema has a `$dynamicRef`: then `$id`s say which resource a dynamic anchor belongs to. */
  isDynamic = false

  /** Remembers the names that a schema gives itself. */
  register(schema: JsonObject, { source, base }: Scope) {
    if (base !== source.uri && typeof schema.$id === 'string') this.#add(base, schema, source, base)
    for (const key of ['$anchor', '$dynamicAnchor']) {
      const anchor = schema[key]
      if (typeof anchor === 'string') this.#add(`${base}#${anchor}`, schema, source, base)
    }
    if (typeof schema.$dynamicRef === 'string') this.isDynamic = true
  }

  #add(uri: string, value: JsonObject, source: DocumentSource, base: string) {
    if (!this.#named.has(uri)) this.#named.set(uri, { source, value, base })
  }

  /** The schema that is called `uri#fragment`, or the one called `uri` from which a pointer is to be followed. */
  find(uri: string, fragment: string): (Named & { readonly rest: JsonPointer }) | undefined {
    if (this.#named.size === 0) return undefined
    const isPointer = fragment === '' || fragment.startsWith('/')
    const named = this.#named.get(isPointer ? uri : `${uri}#${fragment}`)
    return named && { ...named, rest: isPointer ? fragment : '' }
  }

  /** Where a schema stands in its file. */
  pointer({ source, value }: Named): JsonPointer {
    let pointers = this.#pointers.get(source)
    if (!pointers) {
      pointers = indexPointers(source.data)
      this.#pointers.set(source, pointers)
    }
    return pointers.get(value) ?? ''
  }
}

/** Base of what is inside a schema. A `$id` that is only a fragment names no resource. */
export function baseInside(schema: JsonObject, base: string): string {
  const id = Object.hasOwn(schema, '$id') ? schema.$id : undefined
  if (typeof id !== 'string' || id.startsWith('#')) return base
  return absoluteUri(id, base) ?? base
}

/** Base of a place of a file: what the `$id`s on the way to it give. The place's own `$id` is not counted. */
export function baseAt(source: DocumentSource, pointer: JsonPointer): string {
  let base = source.uri
  let node: unknown = source.data
  for (const token of splitPointer(pointer)) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, token)) return base
    if (isJsonObject(node)) base = baseInside(node, base)
    node = Reflect.get(node, token)
  }
  return base
}

function indexPointers(data: unknown): ReadonlyMap<unknown, JsonPointer> {
  const pointers = new Map<unknown, JsonPointer>()
  const pending: [unknown, JsonPointer][] = [[data, '']]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [value, pointer] = next
    if (typeof value !== 'object' || value === null || pointers.has(value)) continue
    pointers.set(value, pointer)
    for (const [key, member] of Object.entries(value))
      pending.push([member, joinPointer(pointer, key)])
  }
  return pointers
}
