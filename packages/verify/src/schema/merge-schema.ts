import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '@concordat/core'
import { asSchema, type PlacedSchema, resolveSchema, typesOf } from './resolve-schema.ts'

/**
 * Folds `$ref` and `allOf` into one flat schema object, as far as keywords can be folded: for making values, not for
 * judging them (a made value is always judged by the whole schema afterwards).
 */
export function flattenSchema(
  document: JsonObject,
  start: PlacedSchema,
  depth = 0,
): PlacedSchema & { readonly schema: JsonSchema } {
  const placed = resolveSchema(document, start)
  if (typeof placed.schema === 'boolean' || depth > 16) return placed
  const { allOf, ...own } = placed.schema
  if (!Array.isArray(allOf)) return placed
  let merged: JsonObject = own
  for (const [index, branch] of allOf.entries()) {
    const branchSchema = asSchema(branch)
    if (branchSchema === undefined) continue
    const flat = flattenSchema(
      document,
      { schema: branchSchema, pointer: `${placed.pointer}/allOf/${index}` },
      depth + 1,
    ).schema
    if (flat === false) return { schema: false, pointer: placed.pointer }
    if (flat !== true) merged = mergeTwo(merged, flat)
  }
  return { schema: merged, pointer: placed.pointer }
}

const larger = (left: JsonValue, right: JsonValue): JsonValue =>
  typeof left === 'number' && typeof right === 'number' ? Math.max(left, right) : right
const smaller = (left: JsonValue, right: JsonValue): JsonValue =>
  typeof left === 'number' && typeof right === 'number' ? Math.min(left, right) : right

const folds: Readonly<Record<string, (left: JsonValue, right: JsonValue) => JsonValue>> = {
  minimum: larger,
  exclusiveMinimum: larger,
  minLength: larger,
  minItems: larger,
  minProperties: larger,
  maximum: smaller,
  exclusiveMaximum: smaller,
  maxLength: smaller,
  maxItems: smaller,
  maxProperties: smaller,
  required: (left, right) =>
    Array.isArray(left) && Array.isArray(right) ? [...new Set([...left, ...right])] : right,
  enum: (left, right) =>
    Array.isArray(left) && Array.isArray(right)
      ? left.filter((item) => right.some((other) => JSON.stringify(other) === JSON.stringify(item)))
      : right,
  properties: mergeProperties,
  patternProperties: mergeProperties,
  additionalProperties: (left, right) => (left === false || right === false ? false : right),
}

function mergeProperties(left: JsonValue, right: JsonValue): JsonValue {
  if (!isJsonObject(left) || !isJsonObject(right)) return right
  const merged: Record<string, JsonValue> = { ...left }
  for (const [name, schema] of Object.entries(right)) {
    const existing = Object.hasOwn(merged, name) ? merged[name] : undefined
    merged[name] = existing === undefined ? schema : { allOf: [existing, schema] }
  }
  return merged
}

function mergeTwo(left: JsonObject, right: JsonObject): JsonObject {
  const merged: Record<string, JsonValue> = { ...left }
  for (const [keyword, value] of Object.entries(right)) {
    const existing = Object.hasOwn(merged, keyword) ? merged[keyword] : undefined
    if (existing === undefined) merged[keyword] = value
    else if (keyword === 'type') merged[keyword] = mergeTypes(left, right)
    else if (keyword === 'oneOf' || keyword === 'anyOf') merged[keyword] = existing
    else merged[keyword] = folds[keyword]?.(existing, value) ?? existing
  }
  return merged
}

function mergeTypes(left: JsonObject, right: JsonObject): JsonValue {
  const mine = typesOf(left)
  const theirs = typesOf(right)
  const both = mine.filter(
    (type) => theirs.includes(type) || (type === 'integer' && theirs.includes('number')),
  )
  if (both.length === 0 && mine.includes('number') && theirs.includes('integer')) return 'integer'
  return both.length === 1 ? (both[0] ?? null) : both
}
