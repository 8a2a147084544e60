import { isJsonObject, type JsonPointer, type JsonValue, joinPointer } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import { acceptsValue } from '@concordat/values'

/** Where a value breaks a schema, and how. */
export interface Disagreement {
  readonly at: JsonPointer
  readonly message: string
}

const response = { direction: 'response' } as const
const deepest = 40

/** What of an answer's body its schema refuses, each at the deepest place that tells it; empty when nothing is. */
export function disagreements(
  schema: SchemaModel,
  value: JsonValue,
  at: JsonPointer = '',
): Disagreement[] {
  return explain(schema, value, at, 0)
}

function explain(
  schema: SchemaModel,
  value: JsonValue,
  at: JsonPointer,
  depth: number,
): Disagreement[] {
  if (acceptsValue(schema, value, response)) return []
  if (depth > deepest) return [{ at, message: 'is not what the document describes' }]
  const inner = [
    ...throughParts(schema, value, at, depth),
    ...throughMembers(schema, value, at, depth),
  ]
  if (inner.length > 0) return distinct(inner)
  return [{ at, message: messageFor(schema, value) }]
}

/** Parts that judge the same value: all must agree, and of alternatives the one that comes nearest tells most. */
function throughParts(
  schema: SchemaModel,
  value: JsonValue,
  at: JsonPointer,
  depth: number,
): Disagreement[] {
  const all = [schema.ref, schema.dynamicRef, ...(schema.allOf ?? [])].filter(
    (one) => one !== undefined,
  )
  const found = all.flatMap((one) => explain(one, value, at, depth + 1))
  const { conditional } = schema
  if (conditional) {
    const holds = acceptsValue(conditional.condition, value, response)
    const branch = holds ? conditional.whenTrue : conditional.whenFalse
    if (branch) found.push(...explain(branch, value, at, depth + 1))
  }
  for (const list of [schema.oneOf, schema.anyOf]) {
    if (!list || list.some((one) => acceptsValue(one, value, response))) continue
    const told = list.map((one) => explain(one, value, at, depth + 1))
    const nearest = told.sort(
      (one, other) => depthOf(other) - depthOf(one) || one.length - other.length,
    )[0]
    found.push(...(nearest ?? []))
  }
  return found
}

function depthOf(list: readonly Disagreement[]): number {
  return Math.max(0, ...list.map(({ at }) => at.split('/').length))
}

function throughMembers(
  schema: SchemaModel,
  value: JsonValue,
  at: JsonPointer,
  depth: number,
): Disagreement[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => {
      const one = schema.prefixItems?.[index] ?? schema.items
      return one ? explain(one, item, joinPointer(at, String(index)), depth + 1) : []
    })
  }
  if (!isJsonObject(value)) return []
  const missing = (schema.required ?? [])
    .filter((name) => !Object.hasOwn(value, name) && !isLeftOut(schema.properties?.get(name)))
    .map((name) => ({ at: joinPointer(at, name), message: 'is missing' }))
  const wrong = Object.entries(value).flatMap(([name, member]) => {
    const place = joinPointer(at, name)
    const declared = schema.properties?.get(name)
    if (declared) return explain(declared, member, place, depth + 1)
    const { additionalProperties } = schema
    if (additionalProperties?.always === false && !schema.patternProperties?.size) {
      return [{ at: place, message: 'is no member that the document allows' }]
    }
    return additionalProperties ? explain(additionalProperties, member, place, depth + 1) : []
  })
  return [...missing, ...wrong]
}

function isLeftOut(schema: SchemaModel | undefined): boolean {
  return schema?.writeOnly === true || schema?.ref?.writeOnly === true
}

function messageFor(schema: SchemaModel, value: JsonValue): string {
  const { types, values } = schema
  const shown = JSON.stringify(value)
  const found = shown.length > 60 ? `${shown.slice(0, 60)}…` : shown
  if (types && !types.some((type) => isOfType(value, type))) {
    return `is ${found}; expected ${types.join(' or ')}`
  }
  if (values)
    return `is ${found}; expected ${values.map((one) => JSON.stringify(one)).join(' or ')}`
  return `is ${found}, which the document does not allow`
}

function isOfType(value: JsonValue, type: string): boolean {
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value)
  if (type === 'integer') return Number.isInteger(value)
  return type === 'object' ? isJsonObject(value) : typeof value === type
}

function distinct(list: readonly Disagreement[]): Disagreement[] {
  return [...new Map(list.map((one) => [`${one.at} ${one.message}`, one])).values()]
}
