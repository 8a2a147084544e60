import { isJsonObject, type JsonObject, type JsonValue } from '@concordat/core'
import { asSchema, resolveSchema } from './resolve-schema.ts'

/** Which way a value travels: `readOnly` and `writeOnly` mean something different in each. */
export type Direction = 'request' | 'response'

/**
 * The document as it holds in one direction: a `readOnly` property is never required of a request, a `writeOnly` one
 * never of a response. @see OpenAPI 3.1, 4.8.24 and OpenAPI 3.0.4, 4.8.24.2 ("the required will take effect on the ... only")
 */
export function directDocument(document: JsonObject, direction: Direction): JsonObject {
  const flag = direction === 'request' ? 'readOnly' : 'writeOnly'
  const visit = (node: JsonValue, inherited: ReadonlySet<string>): JsonValue => {
    if (Array.isArray(node)) return node.map((item) => visit(item, inherited))
    if (!isJsonObject(node)) return node
    const flagged = new Set([...inherited, ...flaggedProperties(document, node, flag)])
    const result: Record<string, JsonValue> = {}
    for (const [key, value] of Object.entries(node)) {
      if (key === 'required' && Array.isArray(value) && flagged.size > 0) {
        result[key] = value.filter((name) => typeof name !== 'string' || !flagged.has(name))
      } else {
        result[key] = visit(value, key === 'allOf' ? flagged : none)
      }
    }
    return result
  }
  const directed = visit(document, none)
  return isJsonObject(directed) ? directed : document
}

const none: ReadonlySet<string> = new Set()

/** Names of the properties that a schema, its `$ref` or its `allOf` mark with `readOnly` or `writeOnly`. */
export function flaggedProperties(
  document: JsonObject,
  schema: JsonObject,
  flag: 'readOnly' | 'writeOnly',
  depth = 0,
): string[] {
  if (depth > 8) return []
  const names: string[] = []
  if (isJsonObject(schema.properties)) {
    for (const [name, property] of Object.entries(schema.properties)) {
      if (isJsonObject(property) && hasFlag(document, property, flag)) names.push(name)
    }
  }
  if (Array.isArray(schema.allOf)) {
    for (const branch of schema.allOf) {
      const placed = asSchema(branch)
      if (placed === undefined) continue
      const resolved = resolveSchema(document, { schema: placed, pointer: '' }).schema
      if (isJsonObject(resolved)) {
        names.push(...flaggedProperties(document, resolved, flag, depth + 1))
      }
    }
  }
  return names
}

function hasFlag(document: JsonObject, property: JsonObject, flag: string): boolean {
  if (property[flag] === true) return true
  if (typeof property.$ref !== 'string') return false
  const target = resolveSchema(document, { schema: { $ref: property.$ref }, pointer: '' }).schema
  return isJsonObject(target) && target[flag] === true
}
