import {
  isJsonObject,
  isJsonSchema,
  type JsonObject,
  type JsonPointer,
  type JsonSchema,
  type JsonValue,
  valueAt,
} from '@concordat/core'

/** A schema and where it stands. */
export interface PlacedSchema {
  readonly pointer: JsonPointer
  readonly schema: JsonSchema
}

/** Finds the schemas that references of one bundled document name. */
export class SchemaLookup {
  readonly #document: JsonObject
  readonly #found = new Map<string, PlacedSchema | undefined>()

  constructor(document: JsonObject) {
    this.#document = document
  }

  /** The schema at a pointer; `undefined` where there is none. */
  at(pointer: JsonPointer): PlacedSchema | undefined {
    const schema = valueAt(this.#document, pointer)
    return isJsonSchema(schema) ? { pointer, schema } : undefined
  }

  /** The schema that a `$ref` names: one step, the target may be a reference again. */
  target(ref: string): PlacedSchema | undefined {
    if (!this.#found.has(ref)) {
      const pointer = pointerOfRef(ref)
      this.#found.set(ref, pointer === undefined ? undefined : this.at(pointer))
    }
    return this.#found.get(ref)
  }

  /** Follows references until a schema says more than `$ref`; `undefined` for a dead end or a circle. */
  resolve(schema: JsonSchema): JsonSchema | undefined {
    const seen = new Set<JsonSchema>()
    let current = schema
    while (isJsonObject(current) && typeof current.$ref === 'string') {
      if (Object.keys(current).some(isAssertion)) return current
      if (seen.has(current)) return undefined
      seen.add(current)
      const next = this.target(current.$ref)
      if (!next) return undefined
      current = next.schema
    }
    return current
  }
}

/** The pointer in an internal reference: `#/a%20b` names `/a b`. */
export function pointerOfRef(ref: string): JsonPointer | undefined {
  if (ref === '#') return ''
  if (!ref.startsWith('#/')) return undefined
  try {
    return decodeURIComponent(ref.slice(1))
  } catch {
    // A stray `%` is meant as it stands.
    return ref.slice(1)
  }
}

/** The schemas that a keyword holds in a list, such as `allOf`. */
export function schemaList(value: JsonValue | undefined): readonly JsonSchema[] {
  return Array.isArray(value) ? value.filter(isJsonSchema) : []
}

/** The schemas that a keyword holds by name, such as `properties`. */
export function schemaMap(
  value: JsonValue | undefined,
): readonly (readonly [string, JsonSchema])[] {
  if (!isJsonObject(value)) return []
  return Object.entries(value).filter((entry): entry is [string, JsonSchema] =>
    isJsonSchema(entry[1]),
  )
}

/** The strings that a keyword holds in a list, such as `required`. */
export function stringList(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === 'string')
    : []
}

/** The types that a schema names; empty where it names none. */
export function typesOf(schema: JsonObject): readonly string[] {
  return typeof schema.type === 'string' ? [schema.type] : stringList(schema.type)
}

const annotations = new Set([
  '$ref',
  '$comment',
  'title',
  'description',
  'summary',
  'default',
  'deprecated',
  'readOnly',
  'writeOnly',
  'example',
  'examples',
  'externalDocs',
  'xml',
])

function isAssertion(keyword: string): boolean {
  return !annotations.has(keyword) && !keyword.startsWith('x-')
}
