import {
  isJsonObject,
  type JsonObject,
  type JsonPointer,
  type JsonSchema,
  valueAt,
} from '@concordat/core'

/** A schema together with the place where it stands. */
export interface PlacedSchema {
  readonly schema: JsonSchema
  readonly pointer: JsonPointer
}

/** The pointer that an internal reference names; references into other documents and anchors name none. */
export function referencePointer(reference: string): JsonPointer | undefined {
  if (reference === '#') return ''
  if (!reference.startsWith('#/')) return undefined
  try {
    return decodeURIComponent(reference.slice(1))
  } catch {
    return reference.slice(1)
  }
}

/**
 * Follows `$ref` until a schema without one, or with siblings of its own, is reached. Siblings of a `$ref` are kept
 * as an `allOf` with the target. @see JSON Schema 2020-12, 8.2.3.1
 */
export function resolveSchema(document: JsonObject, start: PlacedSchema): PlacedSchema {
  let { schema, pointer } = start
  for (let hops = 0; hops < 64; hops++) {
    if (typeof schema === 'boolean' || typeof schema.$ref !== 'string') return { schema, pointer }
    const target = referencePointer(schema.$ref)
    if (target === undefined) return { schema, pointer }
    const found = asSchema(valueAt(document, target))
    if (found === undefined) return { schema: true, pointer: target }
    const { $ref: _, ...siblings } = schema
    if (Object.keys(siblings).some((key) => !annotations.has(key))) {
      const own = Array.isArray(siblings.allOf) ? siblings.allOf : []
      return { schema: { ...siblings, allOf: [...own, { $ref: schema.$ref }] }, pointer }
    }
    schema = found
    pointer = target
  }
  return { schema: true, pointer }
}

/** Keywords beside a `$ref` that say nothing about the value. */
const annotations = new Set([
  'description',
  'title',
  'summary',
  'deprecated',
  'example',
  'examples',
  '$comment',
  'externalDocs',
  'readOnly',
  'writeOnly',
  'default',
])

/** A value as a schema, if it can be one. */
export function asSchema(value: unknown): JsonSchema | undefined {
  return typeof value === 'boolean' || isJsonObject(value) ? value : undefined
}

/** The types that a schema's `type` names; empty when it names none. */
export function typesOf(schema: JsonObject): readonly string[] {
  if (typeof schema.type === 'string') return [schema.type]
  if (Array.isArray(schema.type)) return schema.type.filter((type) => typeof type === 'string')
  return []
}
