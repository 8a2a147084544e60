import {
  isJsonEqual,
  isJsonObject,
  isMultipleOf,
  type JsonObject,
  type JsonValue,
} from '@concordat/core'
import type { JsonType, SchemaModel } from '@concordat/model'
import { contentOf, isOfContent } from './content.ts'
import { lengthOf } from './json-values.ts'
import { isDefinedFormat, isOfFormat } from './text/formats.ts'
import { matchesPattern } from './text/match-pattern.ts'
import { readingsOf } from './text/readings.ts'

/** Members of objects within a value that a schema leaves open: what another schema says of them does not count. */
export type OpenMembers = ReadonlyMap<JsonObject, ReadonlySet<string>>

export interface Evaluating {
  /** Members whose schemas under `properties` are passed over. */
  readonly passOver?: OpenMembers
  /** Whether scalars travel as text, so that a text counts as every value that it can be read as. */
  readonly isText?: boolean
}

/** What a schema that accepts a value looked at. */
interface Evaluated {
  readonly names: Set<string>
  readonly items: Set<number>
}

/** Whether a value meets a schema, by the whole of JSON Schema 2020-12, with defined formats asserted. */
export function isValid(schema: SchemaModel, value: JsonValue, how: Evaluating = {}): boolean {
  if (!how.isText || typeof value !== 'string') return evaluate(schema, value, how) !== undefined
  return readingsOf(value).some((reading) => evaluate(schema, reading, how) !== undefined)
}

/** The schemas that hold for a value where it meets a schema: references, parts and the choices that accept it. */
export function appliedTo(
  schema: SchemaModel,
  value: JsonValue,
  how: Evaluating = {},
): readonly SchemaModel[] {
  const applied: SchemaModel[] = []
  const visit = (node: SchemaModel): void => {
    applied.push(node)
    for (const part of partsOf(node)) visit(part)
    for (const choice of [...(node.anyOf ?? []), ...(node.oneOf ?? [])]) {
      if (isValid(choice, value, how)) visit(choice)
    }
    if (node.conditional) {
      const { condition, whenTrue, whenFalse } = node.conditional
      const holds = isValid(condition, value, how)
      if (holds) visit(condition)
      const next = holds ? whenTrue : whenFalse
      if (next) visit(next)
    }
    for (const [name, dependent] of node.dependentSchemas ?? []) {
      if (isJsonObject(value) && Object.hasOwn(value, name)) visit(dependent)
    }
  }
  visit(schema)
  return applied
}

function partsOf(node: SchemaModel): readonly SchemaModel[] {
  return [node.ref, node.dynamicRef, ...(node.allOf ?? [])].filter((part) => part !== undefined)
}

function evaluate(node: SchemaModel, value: JsonValue, how: Evaluating): Evaluated | undefined {
  if (node.always === false || !isOfTypes(node.types, value)) return undefined
  if (node.values && !node.values.some((other) => isJsonEqual(value, other))) return undefined
  if (typeof value === 'number' && !meetsNumber(node, value)) return undefined
  if (typeof value === 'string' && !meetsText(node, value)) return undefined
  const seen: Evaluated = { names: new Set(), items: new Set() }
  if (!meetsParts(node, value, how, seen)) return undefined
  if (Array.isArray(value) && !meetsArray(node, value, how, seen)) return undefined
  if (isJsonObject(value) && !meetsObject(node, value, how, seen)) return undefined
  return meetsUnevaluated(node, value, how, seen) ? seen : undefined
}

function isOfTypes(types: readonly JsonType[] | undefined, value: JsonValue): boolean {
  return (
    types === undefined ||
    types.some((type) => {
      if (type === 'integer') return Number.isInteger(value)
      if (type === 'null') return value === null
      if (type === 'array') return Array.isArray(value)
      if (type === 'object') return isJsonObject(value)
      return typeof value === type
    })
  )
}

function meetsNumber(node: SchemaModel, value: number): boolean {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format } = node
  return (
    (minimum === undefined || value >= minimum) &&
    (maximum === undefined || value <= maximum) &&
    (exclusiveMinimum === undefined || value > exclusiveMinimum) &&
    (exclusiveMaximum === undefined || value < exclusiveMaximum) &&
    (multipleOf === undefined || isMultipleOf(value, multipleOf)) &&
    (format === undefined || !isDefinedFormat(format, 'number') || isOfFormat(format, value))
  )
}

function meetsText(node: SchemaModel, value: string): boolean {
  const { minLength, maxLength, pattern, format } = node
  if (minLength !== undefined || maxLength !== undefined) {
    const length = lengthOf(value)
    if (length < (minLength ?? 0) || length > (maxLength ?? Number.POSITIVE_INFINITY)) return false
  }
  if (pattern !== undefined && !matchesPattern(pattern, value)) return false
  if (format !== undefined && isDefinedFormat(format, 'string') && !isOfFormat(format, value)) {
    return false
  }
  const content = contentOf(node)
  return content === undefined || isOfContent(content, value)
}

function meetsParts(
  node: SchemaModel,
  value: JsonValue,
  how: Evaluating,
  seen: Evaluated,
): boolean {
  for (const part of partsOf(node)) if (!take(evaluate(part, value, how), seen)) return false
  // To pass a member over may only let more values pass; where a schema must not be met, it would let fewer.
  const { passOver, ...whole } = how
  if (node.not && evaluate(node.not, value, whole)) return false
  const choicesMet = (choices: readonly SchemaModel[]): readonly SchemaModel[] =>
    choices.filter((choice) => take(evaluate(choice, value, how), seen))
  if (node.anyOf && choicesMet(node.anyOf).length === 0) return false
  if (node.oneOf) {
    const met = choicesMet(node.oneOf)
    const counted =
      passOver && met.length > 1 ? met.filter((choice) => evaluate(choice, value, whole)) : met
    if (met.length === 0 || counted.length > 1) return false
  }
  if (!node.conditional) return true
  const { condition, whenTrue, whenFalse } = node.conditional
  const next = take(evaluate(condition, value, whole), seen) ? whenTrue : whenFalse
  return next === undefined || take(evaluate(next, value, how), seen)
}

function take(found: Evaluated | undefined, seen: Evaluated): boolean {
  if (!found) return false
  for (const name of found.names) seen.names.add(name)
  for (const item of found.items) seen.items.add(item)
  return true
}

function meetsArray(
  node: SchemaModel,
  value: readonly JsonValue[],
  how: Evaluating,
  seen: Evaluated,
): boolean {
  if (value.length < (node.minItems ?? 0)) return false
  if (value.length > (node.maxItems ?? Number.POSITIVE_INFINITY)) return false
  if (node.uniqueItems && hasEqualItems(value)) return false
  const { prefixItems = [], items, contains } = node
  for (const [index, item] of value.entries()) {
    const schema = prefixItems[index] ?? items
    if (!schema) continue
    if (!isValid(schema, item, how)) return false
    seen.items.add(index)
  }
  if (!contains) return true
  const { passOver, ...whole } = how
  const found = [...value.keys()].filter((index) => isValid(contains, value[index] ?? null, how))
  for (const index of found) seen.items.add(index)
  const counted = passOver
    ? found.filter((index) => isValid(contains, value[index] ?? null, whole))
    : found
  return (
    found.length >= (node.minContains ?? 1) &&
    counted.length <= (node.maxContains ?? Number.POSITIVE_INFINITY)
  )
}

function hasEqualItems(value: readonly JsonValue[]): boolean {
  return value.some((item, index) =>
    value.slice(index + 1).some((other) => isJsonEqual(item, other)),
  )
}

function meetsObject(
  node: SchemaModel,
  value: JsonObject,
  how: Evaluating,
  seen: Evaluated,
): boolean {
  const names = Object.keys(value)
  if (names.length < (node.minProperties ?? 0)) return false
  if (names.length > (node.maxProperties ?? Number.POSITIVE_INFINITY)) return false
  if (node.required?.some((name) => !Object.hasOwn(value, name))) return false
  for (const [name, needed] of node.dependentRequired ?? []) {
    if (Object.hasOwn(value, name) && needed.some((other) => !Object.hasOwn(value, other)))
      return false
  }
  for (const [name, schema] of node.dependentSchemas ?? []) {
    if (Object.hasOwn(value, name) && !take(evaluate(schema, value, how), seen)) return false
  }
  const { propertyNames } = node
  if (propertyNames && !names.every((name) => isValid(propertyNames, name))) return false
  return names.every((name) => meetsMember(node, { value, name }, how, seen))
}

function meetsMember(
  node: SchemaModel,
  { value, name }: { readonly value: JsonObject; readonly name: string },
  how: Evaluating,
  seen: Evaluated,
): boolean {
  const member = value[name] ?? null
  const named = node.properties?.get(name)
  const schemas: SchemaModel[] = []
  for (const [pattern, schema] of node.patternProperties ?? []) {
    if (matchesPattern(pattern, name)) schemas.push(schema)
  }
  if (named) schemas.push(how.passOver?.get(value)?.has(name) ? anything : named)
  else if (schemas.length === 0 && node.additionalProperties)
    schemas.push(node.additionalProperties)
  if (schemas.length === 0) return true
  seen.names.add(name)
  return schemas.every((schema) => isValid(schema, member, how))
}

const anything: SchemaModel = { kind: 'schema', id: 0, uri: '', pointer: '', source: true }

function meetsUnevaluated(
  node: SchemaModel,
  value: JsonValue,
  how: Evaluating,
  seen: Evaluated,
): boolean {
  const { unevaluatedItems, unevaluatedProperties } = node
  if (unevaluatedItems && Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      if (seen.items.has(index)) continue
      if (!isValid(unevaluatedItems, item, how)) return false
      seen.items.add(index)
    }
  }
  if (unevaluatedProperties && isJsonObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      if (seen.names.has(name)) continue
      if (!isValid(unevaluatedProperties, member, how)) return false
      seen.names.add(name)
    }
  }
  return true
}
