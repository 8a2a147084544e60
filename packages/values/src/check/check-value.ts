import {
  canonicalText,
  formatTests,
  isJsonEqual,
  isJsonObject,
  isMultipleOf,
  type JsonObject,
  type JsonValue,
} from '@concordat/core'
import type { JsonType, SchemaModel } from '@concordat/model'
import { matchesPattern } from '../text/pattern-texts.ts'
import type { Direction } from './direction.ts'

import { namesLeftOut } from './left-out.ts'

/** Tests of formats of texts, by name; a format without one accepts every text. */
export type FormatTests = ReadonlyMap<string, (text: string) => boolean>

/** What checking needs to know beside the schema. */
export interface CheckContext {
  readonly direction?: Direction | undefined
  /** @default those of core */
  readonly formats?: FormatTests | undefined
}

/** What the schemas around a schema say of the same object: which properties are never asked for. */
interface InnerContext extends CheckContext {
  readonly leftOut?: ReadonlySet<string> | undefined
}

/** What of an object or a list a schema has looked at; `undefined` in place of it: the value is refused. */
interface Evaluated {
  /** Names, or indexes as text. */
  readonly names: ReadonlySet<string>
}

const nothing: Evaluated = { names: new Set() }

/**
 * Whether a schema accepts a value. This is what makers of values steer by; whoever answers for a verdict asks a
 * validator of JSON Schema instead.
 */
export function acceptsValue(
  schema: SchemaModel,
  value: JsonValue,
  context: CheckContext = {},
): boolean {
  const { direction, formats } = context
  return evaluate(schema, value, { direction, formats }) !== undefined
}

function evaluate(
  schema: SchemaModel,
  value: JsonValue,
  around: InnerContext,
): Evaluated | undefined {
  if (schema.always === false) return undefined
  if (!isScalarFine(schema, value, around)) return undefined
  const leftOut = isJsonObject(value) && leftOutNames(schema, around)
  const context = leftOut ? { ...around, leftOut } : around
  const inPlace = evaluateInPlace(schema, value, context)
  if (!inPlace) return undefined
  if (Array.isArray(value)) return evaluateList(schema, value, inPlace, context)
  if (isJsonObject(value)) return evaluateObject(schema, value, inPlace, context)
  return nothing
}

function leftOutNames(
  schema: SchemaModel,
  { direction, leftOut }: InnerContext,
): ReadonlySet<string> | undefined {
  const own = direction && namesLeftOut(schema, direction)
  if (!own || own.size === 0) return leftOut
  return leftOut ? new Set([...leftOut, ...own]) : own
}

/** Whether a value is of a type. */
export function isOfType(value: JsonValue, type: JsonType): boolean {
  if (value === null) return type === 'null'
  if (Array.isArray(value)) return type === 'array'
  if (typeof value === 'number') {
    return type === 'number' || (type === 'integer' && Number.isInteger(value))
  }
  return typeof value === type
}

function isScalarFine(schema: SchemaModel, value: JsonValue, context: CheckContext): boolean {
  const { types, values } = schema
  if (types && !types.some((type) => isOfType(value, type))) return false
  if (values && !values.some((one) => isJsonEqual(one, value))) return false
  if (typeof value === 'string') return isTextFine(schema, value, context)
  return typeof value !== 'number' || isNumberFine(schema, value)
}

function isTextFine(
  schema: SchemaModel,
  text: string,
  { formats = formatTests }: CheckContext,
): boolean {
  const { minLength, maxLength, pattern, format } = schema
  if (minLength !== undefined || maxLength !== undefined) {
    // Length is counted in code points.
    const length = text.length < (minLength ?? 0) ? text.length : [...text].length
    if (length < (minLength ?? 0) || length > (maxLength ?? Number.POSITIVE_INFINITY)) return false
  }
  if (pattern !== undefined && !matchesPattern(pattern, text)) return false
  const test = format === undefined ? undefined : formats.get(format)
  return test === undefined || test(text)
}

function isNumberFine(schema: SchemaModel, value: number): boolean {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema
  return (
    (minimum === undefined || value >= minimum) &&
    (maximum === undefined || value <= maximum) &&
    (exclusiveMinimum === undefined || value > exclusiveMinimum) &&
    (exclusiveMaximum === undefined || value < exclusiveMaximum) &&
    (multipleOf === undefined || isMultipleOf(value, multipleOf))
  )
}

/** Schemas that judge the same value. */
function evaluateInPlace(
  schema: SchemaModel,
  value: JsonValue,
  context: InnerContext,
): Evaluated | undefined {
  const names = new Set<string>()
  const take = (evaluated: Evaluated | undefined): boolean => {
    for (const name of evaluated?.names ?? []) names.add(name)
    return evaluated !== undefined
  }
  const ask = (part: SchemaModel) => evaluate(part, value, context)
  for (const part of [schema.ref, schema.dynamicRef, ...(schema.allOf ?? [])]) {
    if (part && !take(ask(part))) return undefined
  }
  if (schema.anyOf) {
    const all = schema.anyOf.map(ask)
    if (!all.map(take).includes(true)) return undefined
  }
  if (schema.oneOf) {
    const fitting = schema.oneOf.map(ask).filter((one) => one !== undefined)
    if (fitting.length !== 1 || !take(fitting[0])) return undefined
  }
  if (schema.not && ask(schema.not)) return undefined
  if (schema.conditional) {
    const { condition, whenTrue, whenFalse } = schema.conditional
    const met = take(ask(condition))
    const next = met ? whenTrue : whenFalse
    if (next && !take(ask(next))) return undefined
  }
  if (isJsonObject(value)) {
    for (const [name, part] of schema.dependentSchemas ?? []) {
      if (Object.hasOwn(value, name) && !take(ask(part))) return undefined
    }
  }
  return { names }
}

function evaluateList(
  schema: SchemaModel,
  list: readonly JsonValue[],
  inPlace: Evaluated,
  context: CheckContext,
): Evaluated | undefined {
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY, prefixItems = [], items } = schema
  if (list.length < minItems || list.length > maxItems) return undefined
  if (schema.uniqueItems && new Set(list.map(canonicalText)).size < list.length) return undefined
  const names = new Set(inPlace.names)
  for (const [index, item] of list.entries()) {
    const own = prefixItems[index] ?? items
    if (!own) continue
    if (!acceptsValue(own, item, context)) return undefined
    names.add(String(index))
  }
  const { contains } = schema
  if (contains) {
    const found = list.flatMap((item, index) =>
      acceptsValue(contains, item, context) ? [String(index)] : [],
    )
    const { minContains = 1, maxContains = Number.POSITIVE_INFINITY } = schema
    if (found.length < minContains || found.length > maxContains) return undefined
    for (const index of found) names.add(index)
  }
  const { unevaluatedItems } = schema
  if (unevaluatedItems) {
    for (const [index, item] of list.entries()) {
      if (names.has(String(index))) continue
      if (!acceptsValue(unevaluatedItems, item, context)) return undefined
      names.add(String(index))
    }
  }
  return { names }
}

function evaluateObject(
  schema: SchemaModel,
  object: JsonObject,
  inPlace: Evaluated,
  context: InnerContext,
): Evaluated | undefined {
  const own = Object.keys(object)
  const { minProperties = 0, maxProperties = Number.POSITIVE_INFINITY } = schema
  if (own.length < minProperties || own.length > maxProperties) return undefined
  if (!hasRequired(schema, object, context)) return undefined
  if (schema.propertyNames) {
    const { propertyNames } = schema
    if (!own.every((name) => acceptsValue(propertyNames, name, context))) return undefined
  }
  const names = new Set(inPlace.names)
  for (const name of own) {
    const said = propertySchemas(schema, name)
    if (said.length === 0) continue
    const value = object[name] ?? null
    if (!said.every((part) => acceptsValue(part, value, context))) return undefined
    names.add(name)
  }
  const { unevaluatedProperties } = schema
  if (unevaluatedProperties) {
    for (const name of own) {
      if (names.has(name)) continue
      if (!acceptsValue(unevaluatedProperties, object[name] ?? null, context)) return undefined
      names.add(name)
    }
  }
  return { names }
}

function hasRequired(schema: SchemaModel, object: JsonObject, context: InnerContext): boolean {
  const needed = [...(schema.required ?? [])]
  for (const [name, others] of schema.dependentRequired ?? []) {
    if (Object.hasOwn(object, name)) needed.push(...others)
  }
  return needed.every((name) => Object.hasOwn(object, name) || context.leftOut?.has(name) === true)
}

/** What one schema, without those within it, says of a property: nothing, or all that it must be. */
export function propertySchemas(schema: SchemaModel, name: string): readonly SchemaModel[] {
  const own = schema.properties?.get(name)
  const said = own ? [own] : []
  for (const [pattern, part] of schema.patternProperties ?? []) {
    if (matchesPattern(pattern, name)) said.push(part)
  }
  if (said.length > 0 || !schema.additionalProperties) return said
  return [schema.additionalProperties]
}
