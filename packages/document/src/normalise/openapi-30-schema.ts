import { isJsonObject, isJsonSchema, type JsonValue } from '@concordat/core'
import { schemaPositions } from '@concordat/model'
import { normaliseExclusiveBounds } from './exclusive-bounds.ts'
import { allowNull, takeNullable } from './nullable.ts'

/**
 * A schema written as OpenAPI 3.0 has them, as JSON Schema 2020-12: `nullable`, boolean bounds, and what stands beside
 * a `$ref`. Where everything stands does not change, so that pointers stay true, but for what a `nullable` stands beside
 * that is no `type`: it becomes one of two alternatives.
 * @see {@link https://spec.openapis.org/oas/v3.0.4#schema-object | OpenAPI 3.0, Schema Object}
 */
export function normaliseOpenApi30Schema(root: JsonValue): JsonValue {
  // The clone is changed in place, whatever its depth, before anybody sees it.
  const copy: JsonValue = structuredClone(root)
  const queue: unknown[] = [copy]
  for (let schema = queue.pop(); schema !== undefined; schema = queue.pop()) {
    if (!isDraft(schema)) continue
    const asksNull = takeNullable(schema, '3.0', silent)
    if (typeof schema.$ref === 'string') dropSiblings(schema)
    delete schema.$schema
    normaliseExclusiveBounds(schema, '3.0', silent)
    if (asksNull) allowNull(schema, silent)
    for (const [keyword, value] of Object.entries(schema)) queue.push(...members(keyword, value))
  }
  return copy
}

const silent = { report: () => {} }

/** Keywords that hold schemas for others to refer to; they judge nothing. */
const containers: ReadonlySet<string> = new Set(['$defs', 'definitions'])

function dropSiblings(schema: Record<string, unknown>): void {
  for (const keyword of Object.keys(schema)) {
    if (keyword !== '$ref' && !containers.has(keyword)) delete schema[keyword]
  }
}

function members(keyword: string, value: unknown): unknown[] {
  const position = schemaPositions.get(keyword)
  if (Array.isArray(value)) return position === 'map' ? [] : value
  if (position === 'one') return isJsonSchema(value) ? [value] : []
  return position === 'map' && isJsonObject(value) ? Object.values(value) : []
}

function isDraft(value: unknown): value is Record<string, unknown> {
  return isJsonObject(value)
}
