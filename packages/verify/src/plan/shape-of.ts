import { isJsonObject, type JsonObject } from '@concordat/core'
import type { Shape } from '@concordat/wire'
import { flattenSchema } from '../schema/merge-schema.ts'
import { asSchema, type PlacedSchema, typesOf } from '../schema/resolve-schema.ts'

/** What a text on the wire may stand for, read from a schema's types. */
export function shapeOf(document: JsonObject, start: PlacedSchema, depth = 0): Shape {
  if (depth > 6) return 'unknown'
  const { schema, pointer } = flattenSchema(document, start)
  if (typeof schema === 'boolean') return 'unknown'
  const inner = (value: unknown): Shape => {
    const found = asSchema(value)
    return found === undefined ? 'string' : shapeOf(document, { schema: found, pointer }, depth + 1)
  }
  const types = typesOf(schema)
  const branches = [schema.oneOf, schema.anyOf].find(Array.isArray)
  if (types.length === 0 && branches !== undefined) return unionOf(branches.map(inner))
  const named = types.length > 0 ? [...types] : typesOfValues(schema)
  if (named.length === 0) {
    if (isJsonObject(schema.properties)) named.push('object')
    else if (schema.items !== undefined) named.push('array')
    else return 'unknown'
  }
  return unionOf(
    named.map((type): Shape => {
      if (type === 'array') {
        const prefix = Array.isArray(schema.prefixItems) ? schema.prefixItems.map(inner) : undefined
        return { array: inner(schema.items), ...(prefix ? { prefix } : {}) }
      }
      if (type === 'object') {
        const properties = isJsonObject(schema.properties) ? schema.properties : {}
        const object = Object.fromEntries(
          Object.entries(properties).map(([name, property]) => [name, inner(property)]),
        )
        const additional = asSchema(schema.additionalProperties)
        return {
          object,
          ...(isJsonObject(additional) ? { additional: inner(additional) } : {}),
        }
      }
      if (type === 'integer' || type === 'number' || type === 'boolean' || type === 'null') {
        return type
      }
      return 'string'
    }),
  )
}

function typesOfValues(schema: JsonObject): string[] {
  const values = schema.const !== undefined ? [schema.const] : schema.enum
  if (!Array.isArray(values)) return []
  return [
    ...new Set(
      values.map((value) => {
        if (value === null) return 'null'
        if (Number.isInteger(value)) return 'integer'
        return Array.isArray(value) ? 'array' : typeof value
      }),
    ),
  ]
}

/** Several shapes as one, what is narrowest first, because everything decodes as a string. */
function unionOf(shapes: readonly Shape[]): Shape {
  const flat = shapes.flatMap((shape) =>
    typeof shape === 'object' && 'anyOf' in shape ? shape.anyOf : [shape],
  )
  const order = ['null', 'boolean', 'integer', 'number', 'string', 'unknown']
  const rank = (shape: Shape): number => (typeof shape === 'string' ? order.indexOf(shape) : 3.5)
  const unique = flat.filter(
    (shape, index) =>
      flat.findIndex((other) => JSON.stringify(other) === JSON.stringify(shape)) === index,
  )
  unique.sort((left, right) => rank(left) - rank(right))
  const [only] = unique
  if (only === undefined) return 'unknown'
  return unique.length === 1 ? only : { anyOf: unique }
}
