import {
  isObject,
  type JsonSchema,
  numberAt,
  type SchemaObject,
  schemaMap,
  schemasIn,
  textsIn,
} from './json-schema.ts'

/** Thrown where no value can satisfy a schema (or none was found within bounds): another branch may still do. */
export class Unsatisfiable extends Error {
  override readonly name = 'Unsatisfiable'
}

const greatest = [
  'minimum',
  'exclusiveMinimum',
  'minLength',
  'minItems',
  'minProperties',
  'minContains',
]
const least = [
  'maximum',
  'exclusiveMaximum',
  'maxLength',
  'maxItems',
  'maxProperties',
  'maxContains',
]
const both = [
  'items',
  'additionalProperties',
  'propertyNames',
  'unevaluatedProperties',
  'unevaluatedItems',
]
const maps = ['patternProperties', 'dependentSchemas', '$defs']

/** Keywords that only ever exist in merged schemas: lists of what a schema may say once. */
export const merged = { patterns: '%patterns', contains: '%contains' } as const

/**
 * Joins two schemas into one that both hold for, as far as keywords can be joined: bounds become the tighter ones,
 * types and enums what they share, properties are joined by name.
 *
 * @throws Unsatisfiable when they plainly exclude each other.
 */
export function mergeSchemas(left: JsonSchema, right: JsonSchema): JsonSchema {
  if (left === false || right === false) throw new Unsatisfiable('false')
  if (left === true) return right
  if (right === true) return left
  const result: Record<string, unknown> = { ...left, ...right }
  for (const keyword of greatest) bound(result, left, right, keyword, Math.max)
  for (const keyword of least) bound(result, left, right, keyword, Math.min)
  mergeTypes(result, left, right)
  mergeEnums(result, left, right)
  for (const keyword of both)
    if (left[keyword] !== undefined && right[keyword] !== undefined)
      result[keyword] = joined(left[keyword], right[keyword])
  for (const keyword of maps)
    if (isObject(left[keyword]) && isObject(right[keyword]))
      result[keyword] = joinedMaps(schemaMap(left[keyword]), schemaMap(right[keyword]))
  mergeProperties(result, left, right)
  const required = [...textsIn(left.required), ...textsIn(right.required)]
  if (required.length > 0) result.required = [...new Set(required)]
  if (left.uniqueItems === true) result.uniqueItems = true
  for (const keyword of ['anyOf', 'oneOf', 'allOf'])
    if (left[keyword] !== undefined && right[keyword] !== undefined)
      stash(result, left, right, keyword)
  collect(result, left, right, 'pattern', merged.patterns)
  collect(result, left, right, 'contains', merged.contains)
  mergeMultiples(result, left, right)
  if (Array.isArray(left.prefixItems) && Array.isArray(right.prefixItems))
    result.prefixItems = joinedTuples(schemasIn(left.prefixItems), schemasIn(right.prefixItems))
  return result
}

function bound(
  result: Record<string, unknown>,
  left: SchemaObject,
  right: SchemaObject,
  keyword: string,
  choose: (a: number, b: number) => number,
): void {
  const a = numberAt(left, keyword)
  const b = numberAt(right, keyword)
  if (a !== undefined && b !== undefined) result[keyword] = choose(a, b)
}

/** The types a schema allows; `undefined`: all. */
export function typesOf(schema: SchemaObject): readonly string[] | undefined {
  if (typeof schema.type === 'string') return [schema.type]
  return Array.isArray(schema.type) ? textsIn(schema.type) : undefined
}

function mergeTypes(
  result: Record<string, unknown>,
  left: SchemaObject,
  right: SchemaObject,
): void {
  const a = typesOf(left)
  const b = typesOf(right)
  if (!a || !b) return
  const shared = a.flatMap((type) => {
    if (b.includes(type)) return [type]
    if (type === 'number' && b.includes('integer')) return ['integer']
    return type === 'integer' && b.includes('number') ? ['integer'] : []
  })
  if (shared.length === 0) throw new Unsatisfiable('type')
  result.type = shared
}

function mergeEnums(
  result: Record<string, unknown>,
  left: SchemaObject,
  right: SchemaObject,
): void {
  const a = choicesOf(left)
  const b = choicesOf(right)
  if (!a || !b) return
  const known = new Set(b.map((value) => JSON.stringify(value)))
  const shared = a.filter((value) => known.has(JSON.stringify(value)))
  if (shared.length === 0) throw new Unsatisfiable('enum')
  delete result.const
  result.enum = shared
}

/** The values that `const` and `enum` leave; `undefined`: all. */
export function choicesOf(schema: SchemaObject): readonly unknown[] | undefined {
  if (Object.hasOwn(schema, 'const')) return [schema.const]
  return Array.isArray(schema.enum) ? schema.enum : undefined
}

function joined(left: unknown, right: unknown): JsonSchema {
  const parts = schemasIn([left, right]).filter((schema) => schema !== true)
  if (parts.includes(false)) return false
  return parts.length > 1 ? { allOf: parts } : (parts[0] ?? true)
}

function joinedMaps(
  left: ReadonlyMap<string, JsonSchema>,
  right: ReadonlyMap<string, JsonSchema>,
): Record<string, JsonSchema> {
  const result = new Map(left)
  for (const [name, schema] of right) {
    const other = left.get(name)
    result.set(name, other === undefined ? schema : joined(other, schema))
  }
  return Object.fromEntries(result)
}

/** A property that only one side knows must also be what the other side lets additional ones be. */
function mergeProperties(
  result: Record<string, unknown>,
  left: SchemaObject,
  right: SchemaObject,
): void {
  if (left.properties === undefined && right.properties === undefined) return
  const a = schemaMap(left.properties)
  const b = schemaMap(right.properties)
  const properties = new Map<string, JsonSchema>()
  for (const name of new Set([...a.keys(), ...b.keys()]))
    properties.set(
      name,
      joined(a.get(name) ?? additionalOf(left), b.get(name) ?? additionalOf(right)),
    )
  result.properties = Object.fromEntries(properties)
}

function additionalOf(schema: SchemaObject): unknown {
  // With `patternProperties` a name may be allowed that is no property; the validator has the last word.
  return schema.patternProperties === undefined ? (schema.additionalProperties ?? true) : true
}

/** Two lists of alternatives both hold: one is chosen now, the other later, through `allOf`. */
function stash(
  result: Record<string, unknown>,
  left: SchemaObject,
  right: SchemaObject,
  keyword: string,
): void {
  if (keyword === 'allOf') {
    result.allOf = [...schemasIn(left.allOf), ...schemasIn(right.allOf)]
    return
  }
  result[keyword] = left[keyword]
  result.allOf = [...schemasIn(result.allOf), { [keyword]: right[keyword] }]
}

function collect(
  result: Record<string, unknown>,
  left: SchemaObject,
  right: SchemaObject,
  keyword: string,
  list: string,
): void {
  const all = [left, right].flatMap((schema) => [
    ...(Array.isArray(schema[list]) ? schema[list] : []),
    ...(schema[keyword] === undefined ? [] : [schema[keyword]]),
  ])
  if (all.length > 0) result[list] = [...new Set(all)]
  delete result[keyword]
}

function mergeMultiples(
  result: Record<string, unknown>,
  left: SchemaObject,
  right: SchemaObject,
): void {
  const a = numberAt(left, 'multipleOf')
  const b = numberAt(right, 'multipleOf')
  if (a === undefined || b === undefined || a === b) return
  // The product is a multiple of both, which is enough to find a value.
  result.multipleOf =
    Number.isInteger(a) && Number.isInteger(b) ? (a * b) / divisor(a, b) : Math.max(a, b)
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b)
}

function joinedTuples(
  left: readonly JsonSchema[],
  right: readonly JsonSchema[],
): readonly JsonSchema[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) =>
    joined(left[index] ?? true, right[index] ?? true),
  )
}
