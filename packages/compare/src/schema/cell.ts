import type { JsonValue } from '@concordat/core'
import { isJsonEqual } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'

/** The types of JSON values; an integer is a number. */
export type ValueType = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object'

export const valueTypes: readonly ValueType[] = [
  'null',
  'boolean',
  'number',
  'string',
  'array',
  'object',
]

/** An end of an interval of numbers. */
export interface Bound {
  readonly at: number
  readonly isExclusive: boolean
}

/** What the text of a string stands for. @see JSON Schema Validation 2020-12, section 8 */
export interface Content {
  readonly encoding?: string
  readonly mediaType?: string
  readonly schema?: SchemaModel
}

/** What one schema object says of the items of an array. */
export interface ArrayLayer {
  readonly prefix: readonly SchemaModel[]
  /** Absent: anything. */
  readonly rest?: SchemaModel
}

/** What one schema object says of the members of an object. */
export interface ObjectLayer {
  readonly properties: ReadonlyMap<string, SchemaModel>
  readonly patterns: ReadonlyMap<string, SchemaModel>
  /** Of what neither names; absent: anything. */
  readonly additional?: SchemaModel
  /** Whether its members must not be there, which says more than a schema for them would. */
  readonly isForbidding?: boolean
}

export interface ContainsRule {
  readonly schema: SchemaModel
  readonly min: number
  readonly max: number
}

/** Names that an object must have where it has another. */
export type Dependency = readonly [name: string, needed: readonly string[]]

/**
 * Values of one JSON type that meet everything said here: one way through a schema's references and choices. A schema
 * is, for each type, the union of its cells.
 */
export interface Cell {
  readonly type: ValueType
  /** Where there are finitely many, all of them. */
  readonly values?: readonly JsonValue[]

  readonly isInteger: boolean
  readonly lower?: Bound
  readonly upper?: Bound
  readonly multiples: readonly number[]

  readonly minLength: number
  readonly maxLength: number
  readonly patterns: readonly string[]
  readonly formats: readonly string[]
  readonly contents: readonly Content[]

  readonly minItems: number
  readonly maxItems: number
  readonly isUnique: boolean
  readonly arrays: readonly ArrayLayer[]
  readonly contains: readonly ContainsRule[]

  readonly minProperties: number
  readonly maxProperties: number
  readonly objects: readonly ObjectLayer[]
  readonly required: readonly string[]
  readonly names: readonly SchemaModel[]
  readonly dependencies: readonly Dependency[]

  /** Schemas that no value of the cell meets. */
  readonly nots: readonly SchemaModel[]
  /** Schemas of which something could not be taken apart: only an equal one is known to mean the same. */
  readonly opaque: readonly SchemaModel[]
}

/** Every value of a type. */
export function wholeCell(type: ValueType): Cell {
  return {
    type,
    isInteger: false,
    multiples: [],
    minLength: 0,
    maxLength: Number.POSITIVE_INFINITY,
    patterns: [],
    formats: [],
    contents: [],
    minItems: 0,
    maxItems: Number.POSITIVE_INFINITY,
    isUnique: false,
    arrays: [],
    contains: [],
    minProperties: 0,
    maxProperties: Number.POSITIVE_INFINITY,
    objects: [],
    required: [],
    names: [],
    dependencies: [],
    nots: [],
    opaque: [],
  }
}

/** The values that are in both cells; `undefined` where it is plain that there are none. */
export function bothCells(a: Cell, b: Cell): Cell | undefined {
  const values = bothValues(a.values, b.values)
  if (values?.length === 0) return undefined
  const lower = higherBound(a.lower, b.lower)
  const upper = lowerBound(a.upper, b.upper)
  const cell: Cell = {
    type: a.type,
    ...(values && { values }),
    isInteger: a.isInteger || b.isInteger,
    ...(lower && { lower }),
    ...(upper && { upper }),
    multiples: union(a.multiples, b.multiples),
    minLength: Math.max(a.minLength, b.minLength),
    maxLength: Math.min(a.maxLength, b.maxLength),
    patterns: union(a.patterns, b.patterns),
    formats: union(a.formats, b.formats),
    contents: union(a.contents, b.contents),
    minItems: Math.max(a.minItems, b.minItems),
    maxItems: Math.min(a.maxItems, b.maxItems),
    isUnique: a.isUnique || b.isUnique,
    arrays: union(a.arrays, b.arrays),
    contains: union(a.contains, b.contains),
    minProperties: Math.max(a.minProperties, b.minProperties),
    maxProperties: Math.min(a.maxProperties, b.maxProperties),
    objects: union(a.objects, b.objects),
    required: union(a.required, b.required),
    names: union(a.names, b.names),
    dependencies: union(a.dependencies, b.dependencies),
    nots: union(a.nots, b.nots),
    opaque: union(a.opaque, b.opaque),
  }
  return isPlainlyEmpty(cell) ? undefined : cell
}

/** Whether the numbers of a cell contradict each other. */
export function isPlainlyEmpty(cell: Cell): boolean {
  const { lower, upper } = cell
  if (cell.minLength > cell.maxLength || cell.minItems > cell.maxItems) return true
  if (Math.max(cell.minProperties, cell.required.length) > cell.maxProperties) return true
  if (!lower || !upper) return false
  if (lower.at > upper.at) return true
  if (lower.at === upper.at) return lower.isExclusive || upper.isExclusive
  return cell.isInteger && firstInteger(lower) > lastInteger(upper)
}

/** The smallest integer above a bound. */
export function firstInteger({ at, isExclusive }: Bound): number {
  return isExclusive ? Math.floor(at) + 1 : Math.ceil(at)
}

/** The largest integer below a bound. */
export function lastInteger({ at, isExclusive }: Bound): number {
  return isExclusive ? Math.ceil(at) - 1 : Math.floor(at)
}

function higherBound(a: Bound | undefined, b: Bound | undefined): Bound | undefined {
  if (!a || !b) return a ?? b
  if (a.at === b.at) return a.isExclusive ? a : b
  return a.at > b.at ? a : b
}

function lowerBound(a: Bound | undefined, b: Bound | undefined): Bound | undefined {
  if (!a || !b) return a ?? b
  if (a.at === b.at) return a.isExclusive ? a : b
  return a.at < b.at ? a : b
}

function bothValues(
  a: readonly JsonValue[] | undefined,
  b: readonly JsonValue[] | undefined,
): readonly JsonValue[] | undefined {
  if (!a || !b) return a ?? b
  return a.filter((value) => b.some((other) => isJsonEqual(value, other)))
}

function union<T>(a: readonly T[], b: readonly T[]): readonly T[] {
  if (b.length === 0) return a
  if (a.length === 0) return b
  return [...new Set([...a, ...b])]
}
