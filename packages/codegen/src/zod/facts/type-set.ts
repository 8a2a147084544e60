import type { JsonType } from '@concordat/model'

/** Types that values can have; `number` and `integer` both stand for numbers. */
export type TypeSet = ReadonlySet<JsonTypeName>

/** The types of JSON that tell values apart. */
export type JsonTypeName = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object'

export const allTypes: TypeSet = new Set<JsonTypeName>([
  'null',
  'boolean',
  'number',
  'string',
  'array',
  'object',
])

export const noTypes: TypeSet = new Set()

/** The types that a `type` keyword names, integers counted as numbers. */
export function typeSet(types: readonly JsonType[] | undefined): TypeSet {
  if (!types) return allTypes
  return new Set(types.map((type) => (type === 'integer' ? 'number' : type)))
}

/** The type of a JSON value. */
export function typeOfValue(value: unknown): JsonTypeName {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  const type = typeof value
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'object'
}

export function intersectTypes(a: TypeSet, b: TypeSet): TypeSet {
  return a === allTypes ? b : b === allTypes ? a : new Set([...a].filter((type) => b.has(type)))
}

export function uniteTypes(sets: readonly TypeSet[]): TypeSet {
  return new Set(sets.flatMap((set) => [...set]))
}

export function isDisjoint(a: TypeSet, b: TypeSet): boolean {
  return ![...a].some((type) => b.has(type))
}

export function isWithin(inner: TypeSet, outer: TypeSet): boolean {
  return [...inner].every((type) => outer.has(type))
}

/** Whether only values of one type are in the set. */
export function isOnly(types: TypeSet, type: JsonTypeName): boolean {
  return types.size === 1 && types.has(type)
}
