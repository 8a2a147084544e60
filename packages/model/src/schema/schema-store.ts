import {
  isJsonObject,
  isJsonSchema,
  type JsonPointer,
  type JsonSchema,
  type JsonValue,
  joinPointer,
  splitPointer,
  valueAt,
} from '@concordat/core'
import { metaschemas } from './metaschema/metaschemas.ts'
import { subschemasOf } from './schema-position.ts'
import { resolveUri } from './uri-reference.ts'

/** A JSON document that schemas stand in. */
export interface SchemaDocument {
  readonly uri: string
  readonly root: JsonValue
}

/** A place in a document. */
export interface SchemaPlace {
  readonly document: SchemaDocument
  readonly pointer: JsonPointer
}

/**
 * A schema with a URI of its own: the root of a document, or one with `$id`.
 * @see {@link https://json-schema.org/draft/2020-12/json-schema-core#section-4.3.5 | JSON Schema Core, 4.3.5}
 */
export interface SchemaResource extends SchemaPlace {
  readonly uri: string
  readonly anchors: Map<string, JsonPointer>
  readonly dynamicAnchors: Map<string, JsonPointer>
}

/** Where the text of a document comes from; `undefined` when there is none under this URI. */
export type RetrieveSchema = (uri: string) => JsonValue | undefined

/** All documents that references can name, and the resources and anchors within them. */
export class SchemaStore {
  readonly #retrieve: RetrieveSchema
  readonly #documents = new Map<string, SchemaDocument>()
  readonly #resources = new Map<string, SchemaResource>()
  /** Of each document, the resources by the pointer of their root. */
  readonly #roots = new Map<SchemaDocument, Map<JsonPointer, SchemaResource>>()
  readonly #indexed = new Map<SchemaDocument, Set<JsonPointer>>()

  constructor(retrieve: RetrieveSchema = () => undefined) {
    this.#retrieve = retrieve
  }

  /** Adds a document whose root may, but need not, be a schema; only {@link index} looks into it. */
  add(uri: string, root: JsonValue): SchemaDocument {
    const document: SchemaDocument = { uri, root }
    const resource = newResource(uri, document, '')
    this.#documents.set(uri, document)
    this.#resources.set(uri, resource)
    this.#roots.set(document, new Map([['', resource]]))
    this.#indexed.set(document, new Set())
    return document
  }

  /** Finds the resources and anchors in a schema and all its subschemas. */
  index(document: SchemaDocument, pointer: JsonPointer): void {
    const indexed = this.#indexed.get(document)
    const start = valueAt(document.root, pointer)
    if (!indexed || indexed.has(pointer) || !isJsonSchema(start)) return
    const queue: { schema: JsonSchema; pointer: JsonPointer; resource: SchemaResource }[] = [
      { schema: start, pointer, resource: this.resourceAt({ document, pointer }) },
    ]
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (indexed.has(next.pointer)) continue
      indexed.add(next.pointer)
      const resource = this.#indexOne(next.schema, next.pointer, next.resource)
      for (const inner of subschemasOf(next.schema, next.pointer)) {
        queue.push({ ...inner, resource })
      }
    }
  }

  /** The resource that a place belongs to: that of the nearest schema with a URI around it. */
  resourceAt({ document, pointer }: SchemaPlace): SchemaResource {
    const roots = this.#roots.get(document)
    for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
      const resource = roots?.get(at)
      if (resource) return resource
      if (at === '') break
    }
    return newResource(document.uri, document, '')
  }

  /** What a `$ref` in a resource names; `undefined` where it leads nowhere. */
  resolve(reference: string, from: SchemaResource): SchemaPlace | undefined {
    const target = resolveUri(reference, from.uri)
    if (!target) return undefined
    const resource = this.#resource(target.uri)
    const place = resource && this.#inResource(resource, target.fragment)
    if (place) return place
    // A bundler moves schemas without a thought for `$id`: what it wrote counts from the root of the document.
    if (!reference.startsWith('#/')) return undefined
    const pointer = target.fragment
    const found = valueAt(from.document.root, pointer)
    return isJsonSchema(found) ? this.#indexedPlace(from.document, pointer) : undefined
  }

  /** The place of a dynamic anchor that a reference names by its fragment. */
  dynamicAnchorOf(reference: string, from: SchemaResource): string | undefined {
    const target = resolveUri(reference, from.uri)
    const resource = target && this.#resource(target.uri)
    return resource?.dynamicAnchors.has(target?.fragment ?? '') ? target?.fragment : undefined
  }

  /** The resource with a URI, read on first use. */
  resource(uri: string): SchemaResource | undefined {
    return this.#resource(uri)
  }

  #resource(uri: string): SchemaResource | undefined {
    const known = this.#resources.get(uri)
    if (known) return known
    const root = metaschemas.get(uri) ?? this.#retrieve(uri)
    if (root === undefined) return undefined
    this.index(this.add(uri, root), '')
    return this.#resources.get(uri)
  }

  #inResource(resource: SchemaResource, fragment: string): SchemaPlace | undefined {
    const { document } = resource
    if (fragment !== '' && !fragment.startsWith('/')) {
      const pointer = resource.anchors.get(fragment) ?? resource.dynamicAnchors.get(fragment)
      return pointer === undefined ? undefined : { document, pointer }
    }
    const pointer = joinPointer(resource.pointer, ...splitPointer(fragment))
    if (!isJsonSchema(valueAt(document.root, pointer))) return undefined
    return this.#indexedPlace(document, pointer)
  }

  /** A pointer may lead to a schema in a place that no keyword tells of. */
  #indexedPlace(document: SchemaDocument, pointer: JsonPointer): SchemaPlace {
    this.index(document, pointer)
    return { document, pointer }
  }

  #indexOne(schema: JsonSchema, pointer: JsonPointer, around: SchemaResource): SchemaResource {
    if (!isJsonObject(schema)) return around
    let resource = around
    if (typeof schema.$id === 'string') resource = this.#identify(schema.$id, pointer, around)
    if (typeof schema.$anchor === 'string') addOnce(resource.anchors, schema.$anchor, pointer)
    if (typeof schema.$dynamicAnchor === 'string') {
      addOnce(resource.dynamicAnchors, schema.$dynamicAnchor, pointer)
    }
    return resource
  }

  #identify(id: string, pointer: JsonPointer, around: SchemaResource): SchemaResource {
    const resolved = resolveUri(id, around.uri)
    if (!resolved || (id.startsWith('#') && id !== '#')) return around
    const existing = this.#resources.get(resolved.uri)
    if (existing && existing.document === around.document && existing.pointer === pointer) {
      return existing
    }
    const resource = newResource(resolved.uri, around.document, pointer)
    if (!existing) this.#resources.set(resolved.uri, resource)
    this.#roots.get(around.document)?.set(pointer, resource)
    return resource
  }
}

function newResource(uri: string, document: SchemaDocument, pointer: JsonPointer): SchemaResource {
  return { uri, document, pointer, anchors: new Map(), dynamicAnchors: new Map() }
}

function addOnce(map: Map<string, JsonPointer>, name: string, pointer: JsonPointer): void {
  if (!map.has(name)) map.set(name, pointer)
}
