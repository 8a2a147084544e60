import { isJsonObject, type JsonPointer, type JsonValue, joinPointer } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import { newSchema } from '../goal/new-schema.ts'
import { acceptsValue, type CheckContext, isOfType, propertySchemas } from './check-value.ts'
import { namesLeftOut } from './left-out.ts'

/** One reason why a schema refuses a value. */
export interface ValueIssue {
  /** Where in the value: names and indexes. */
  readonly path: readonly (string | number)[]
  readonly keyword: string
  /** Where the schema says it, as a pointer into its document. */
  readonly pointer: JsonPointer
  /** What was expected, in a few words. */
  readonly message: string
}

/**
 * Why a schema refuses a value; empty where it accepts it. Of alternatives the nearest one's reasons are told: that with
 * the fewest.
 */
export function valueIssues(
  schema: SchemaModel,
  value: JsonValue,
  context: CheckContext = {},
): readonly ValueIssue[] {
  if (acceptsValue(schema, value, context)) return []
  const found = reasons(schema, value, context)
  return found.length > 0 ? found : [issue(schema, '', 'is not allowed by its schema')]
}

type Path = readonly (string | number)[]

function issue(schema: SchemaModel, keyword: string, message: string, path: Path = []): ValueIssue {
  const pointer = keyword === '' ? schema.pointer : joinPointer(schema.pointer, keyword)
  return { path, keyword, pointer, message }
}

function reasons(schema: SchemaModel, value: JsonValue, context: CheckContext): ValueIssue[] {
  if (schema.always === false) return [issue(schema, '', 'is not allowed here')]
  const { types, values } = schema
  if (types && !types.some((type) => isOfType(value, type))) {
    return [issue(schema, 'type', `must be ${types.join(' or ')}`)]
  }
  if (values && !acceptsValue(newSchema(schema, { values }), value)) {
    const listed = values.map((one) => JSON.stringify(one)).join(', ')
    return [issue(schema, 'enum', `must be ${values.length === 1 ? '' : 'one of '}${listed}`)]
  }
  return [
    ...ownReasons(schema, value, context),
    ...reasonsInPlace(schema, value, context),
    ...(Array.isArray(value) ? itemReasons(schema, value, context) : []),
    ...(isJsonObject(value) ? memberReasons(schema, value, context) : []),
  ]
}

const bounds = [
  ['minLength', 'must have at least', 'characters'],
  ['maxLength', 'must have at most', 'characters'],
  ['pattern', 'must match', ''],
  ['format', 'must be a valid', ''],
  ['minimum', 'must be at least', ''],
  ['maximum', 'must be at most', ''],
  ['exclusiveMinimum', 'must be more than', ''],
  ['exclusiveMaximum', 'must be less than', ''],
  ['multipleOf', 'must be a multiple of', ''],
  ['minItems', 'must have at least', 'items'],
  ['maxItems', 'must have at most', 'items'],
  ['minProperties', 'must have at least', 'properties'],
  ['maxProperties', 'must have at most', 'properties'],
] as const

/** Keywords that say one thing about the value itself, each asked alone. */
function ownReasons(schema: SchemaModel, value: JsonValue, context: CheckContext): ValueIssue[] {
  const found: ValueIssue[] = []
  for (const [keyword, before, after] of bounds) {
    const said = schema[keyword]
    if (said === undefined || acceptsValue(newSchema(schema, { [keyword]: said }), value, context))
      continue
    found.push(issue(schema, keyword, `${before} ${said} ${after}`.trimEnd()))
  }
  if (schema.uniqueItems && !acceptsValue(newSchema(schema, { uniqueItems: true }), value)) {
    found.push(issue(schema, 'uniqueItems', 'must not have the same item twice'))
  }
  return found
}

function reasonsInPlace(
  schema: SchemaModel,
  value: JsonValue,
  context: CheckContext,
): ValueIssue[] {
  const { ref, dynamicRef, allOf = [], anyOf, oneOf, not, conditional } = schema
  const ask = (part: SchemaModel) => valueIssues(part, value, context)
  const found = [ref, dynamicRef, ...allOf].flatMap((part) => (part ? ask(part) : []))
  if (anyOf && !anyOf.some((part) => ask(part).length === 0)) found.push(...nearest(anyOf.map(ask)))
  if (oneOf) {
    const told = oneOf.map(ask)
    const fitting = told.filter((one) => one.length === 0).length
    if (fitting === 0) found.push(...nearest(told))
    if (fitting > 1)
      found.push(issue(schema, 'oneOf', `must fit one alternative, and fits ${fitting}`))
  }
  if (not && ask(not).length === 0) found.push(issue(schema, 'not', 'must not be what is excluded'))
  if (conditional) {
    const isMet = ask(conditional.condition).length === 0
    const next = isMet ? conditional.whenTrue : conditional.whenFalse
    if (next) found.push(...ask(next))
  }
  if (isJsonObject(value)) {
    for (const [name, part] of schema.dependentSchemas ?? []) {
      if (Object.hasOwn(value, name)) found.push(...ask(part))
    }
  }
  return found
}

/** What is nearest is told by how far the value got: reasons deep within it are better than those at its root. */
function nearest(told: readonly (readonly ValueIssue[])[]): readonly ValueIssue[] {
  const depth = (issues: readonly ValueIssue[]) =>
    Math.min(...issues.map(({ path }) => path.length))
  const isType = (issues: readonly ValueIssue[]) =>
    Number(issues.some(({ path, keyword }) => path.length === 0 && keyword === 'type'))
  return (
    told.toSorted(
      (a, b) => isType(a) - isType(b) || a.length - b.length || depth(b) - depth(a),
    )[0] ?? []
  )
}

function itemReasons(
  schema: SchemaModel,
  list: readonly JsonValue[],
  context: CheckContext,
): ValueIssue[] {
  const found = list.flatMap((item, index) => {
    const own = schema.prefixItems?.[index] ?? schema.items
    return own ? within(valueIssues(own, item, context), index) : []
  })
  const { contains, minContains, maxContains } = schema
  if (contains) {
    const asked = newSchema(schema, {
      contains,
      ...(minContains === undefined ? {} : { minContains }),
      ...(maxContains === undefined ? {} : { maxContains }),
    })
    if (!acceptsValue(asked, list, context)) {
      found.push(issue(schema, 'contains', 'must contain other items than it does'))
    }
  }
  return found
}

function memberReasons(
  schema: SchemaModel,
  object: Readonly<Record<string, JsonValue>>,
  context: CheckContext,
): ValueIssue[] {
  const leftOut = context.direction ? namesLeftOut(schema, context.direction) : new Set()
  const missing = (schema.required ?? []).filter(
    (name) => !Object.hasOwn(object, name) && !leftOut.has(name),
  )
  const found = missing.map((name) => issue(schema, 'required', 'is required', [name]))
  for (const [name, needed] of schema.dependentRequired ?? []) {
    if (!Object.hasOwn(object, name)) continue
    const absent = needed.filter((other) => !Object.hasOwn(object, other))
    for (const other of absent) {
      found.push(issue(schema, 'dependentRequired', `is required beside \`${name}\``, [other]))
    }
  }
  for (const [name, value] of Object.entries(object)) {
    const isKnown = schema.properties?.has(name) === true
    for (const part of propertySchemas(schema, name)) {
      if (part.always === false && !isKnown) {
        found.push(issue(schema, 'additionalProperties', 'is not a documented property', [name]))
      } else found.push(...within(valueIssues(part, value, context), name))
    }
    if (schema.propertyNames && !acceptsValue(schema.propertyNames, name, context)) {
      found.push(issue(schema, 'propertyNames', 'is not an allowed name', [name]))
    }
  }
  return found
}

function within(issues: readonly ValueIssue[], step: string | number): ValueIssue[] {
  return issues.map((one) => ({ ...one, path: [step, ...one.path] }))
}
