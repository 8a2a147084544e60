import {
  isJsonObject,
  isJsonSchema,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
} from '@concordat/core'
import type { Shape } from '@concordat/wire'
import { type SchemaLookup, schemaList, schemaMap, typesOf } from '../schema/schema-lookup.ts'
import {
  bothKinds,
  eitherKind,
  isShapeKind,
  type ShapeKind,
  type ShapeKinds,
  shapeOfKinds,
} from './shape-kinds.ts'

/** How many objects and arrays stand inside each other before a shape says no more than `unknown`. */
const defaultDepth = 4

/**
 * What a text on the wire stands for, by the types that a schema names, in its own keywords, behind references and in
 * `allOf`, `anyOf` and `oneOf`. What is deeper than `depth`, or contains itself, is `'unknown'`.
 */
export function shapeOf(schema: JsonSchema, lookup: SchemaLookup, depth = defaultDepth): Shape {
  return new ShapeReader(lookup).shape(schema, depth)
}

/** How deep a value in brackets may be written, and how many parts its shape may have. */
const deepest = 64
const mostParts = 2000

/**
 * The shape of what is written in brackets: as deep as its schema is, and one that contains itself as often as it may be
 * written, within bounds.
 */
export function deepShapeOf(schema: JsonSchema, lookup: SchemaLookup): Shape {
  let known: Shape = 'unknown'
  for (let depth = 1; depth <= deepest; depth *= 2) {
    const shape = new ShapeReader(lookup, 'again').shape(schema, depth)
    if (depth > 1 && partsLeft(shape, mostParts) <= 0) return known
    known = shape
  }
  return known
}

/** Whether a value is of a kind that a schema's types allow. */
export function isOfShape(value: JsonValue, schema: JsonSchema, lookup: SchemaLookup): boolean {
  const kinds = new ShapeReader(lookup).kinds(schema, 1)
  if (kinds === 'any') return true
  const kind = kindOfValue(value)
  return kinds.has(kind) || (kind === 'integer' && kinds.has('number'))
}

class ShapeReader {
  readonly #lookup: SchemaLookup
  readonly #recursion: 'once' | 'again'
  /** Schemas whose kinds are being read: meeting one again means that it contains itself. */
  readonly #open = new Map<number, Set<JsonSchema>>()
  /** What was read of each schema at each depth, so that what is referred to often is read once. */
  readonly #known = new Map<JsonSchema, Map<number, ShapeKinds>>()
  #circles = 0

  /** @param recursion whether what contains itself is read again at every depth */
  constructor(lookup: SchemaLookup, recursion: 'once' | 'again' = 'once') {
    this.#lookup = lookup
    this.#recursion = recursion
  }

  shape(schema: JsonSchema, depth: number): Shape {
    return shapeOfKinds(this.kinds(schema, depth))
  }

  kinds(schema: JsonSchema, depth: number): ShapeKinds {
    if (schema === false) return new Map()
    if (schema === true) return 'any'
    const known = this.#known.get(schema)?.get(depth)
    if (known) return known
    const open = this.#openAt(depth)
    if (open.has(schema)) {
      this.#circles += 1
      return 'any'
    }
    const circles = this.#circles
    open.add(schema)
    const kinds = this.#read(schema, depth)
    open.delete(schema)
    // What was cut short inside a circle is right there only.
    if (circles === this.#circles) this.#remember(schema, depth, kinds)
    return kinds
  }

  #openAt(depth: number): Set<JsonSchema> {
    const key = this.#recursion === 'again' ? depth : 0
    const open = this.#open.get(key) ?? new Set()
    this.#open.set(key, open)
    return open
  }

  #remember(schema: JsonSchema, depth: number, kinds: ShapeKinds): void {
    const depths = this.#known.get(schema) ?? new Map<number, ShapeKinds>()
    depths.set(depth, kinds)
    this.#known.set(schema, depths)
  }

  #read(schema: JsonObject, depth: number): ShapeKinds {
    const parts: ShapeKinds[] = [this.#ownKinds(schema, depth)]
    if (typeof schema.$ref === 'string') {
      const target = this.#lookup.target(schema.$ref)
      if (target) parts.push(this.kinds(target.schema, depth))
    }
    for (const item of schemaList(schema.allOf)) parts.push(this.kinds(item, depth))
    for (const union of [schemaList(schema.anyOf), schemaList(schema.oneOf)]) {
      if (union.length > 0) {
        parts.push(union.map((item) => this.kinds(item, depth)).reduce(eitherKind))
      }
    }
    return parts.reduce(bothKinds)
  }

  #ownKinds(schema: JsonObject, depth: number): ShapeKinds {
    const types = typesOf(schema).filter(isShapeKind)
    const typed = types.length > 0 ? types : this.#impliedTypes(schema)
    const own = typed && new Map(typed.map((type) => [type, this.#ofType(type, schema, depth)]))
    const values = 'const' in schema ? [schema.const] : schema.enum
    if (!Array.isArray(values)) return own ?? 'any'
    const named = new Map<ShapeKind, Shape>()
    for (const value of values) {
      const kind = kindOfValue(value ?? null)
      named.set(kind, this.#ofType(kind, schema, depth))
    }
    return bothKinds(own ?? 'any', named)
  }

  /** A schema that speaks of properties or items and of no type means objects or arrays. */
  #impliedTypes(schema: JsonObject): ShapeKind[] | undefined {
    if ('properties' in schema || isJsonObject(schema.additionalProperties)) return ['object']
    if ('items' in schema || 'prefixItems' in schema) return ['array']
    return undefined
  }

  #ofType(type: ShapeKind, schema: JsonObject, depth: number): Shape {
    if (type === 'array') return this.#arrayShape(schema, depth)
    if (type === 'object') return this.#objectShape(schema, depth)
    return type
  }

  #arrayShape(schema: JsonObject, depth: number): Shape {
    if (depth <= 0) return { array: 'unknown' }
    const prefix = schemaList(schema.prefixItems).map((item) => this.shape(item, depth - 1))
    const items = isJsonSchema(schema.items) ? this.shape(schema.items, depth - 1) : 'unknown'
    return { array: items, ...(prefix.length > 0 ? { prefix } : {}) }
  }

  #objectShape(schema: JsonObject, depth: number): Shape {
    if (depth <= 0) return { object: {} }
    const object = Object.fromEntries(
      schemaMap(schema.properties).map(([name, item]) => [name, this.shape(item, depth - 1)]),
    )
    const additional = schema.additionalProperties
    if (additional === false) return { object, additional }
    if (isJsonObject(additional)) return { object, additional: this.shape(additional, depth - 1) }
    return { object }
  }
}

/** What is left of a number of parts when a shape has been written; nothing where it has more. */
function partsLeft(shape: Shape, most: number): number {
  if (most <= 0 || typeof shape !== 'object') return most - 1
  const additional = 'object' in shape ? (shape.additional ?? false) : false
  const inner =
    'anyOf' in shape
      ? shape.anyOf
      : 'array' in shape
        ? [shape.array, ...(shape.prefix ?? [])]
        : [...Object.values(shape.object), ...(additional === false ? [] : [additional])]
  return inner.reduce((left, one) => (left > 0 ? partsLeft(one, left) : left), most - 1)
}

function kindOfValue(value: JsonValue): ShapeKind {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  if (typeof value === 'boolean') return 'boolean'
  return typeof value === 'string' ? 'string' : 'object'
}
