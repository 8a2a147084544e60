import type { JsonValue } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import type { Cell } from '../cell.ts'
import { namesOf, patternsOf } from '../members.ts'

/** Constants of the schemas that are compared: the values that tell them apart lie at or beside them. */
export interface Hints {
  readonly values: readonly JsonValue[]
  readonly numbers: readonly number[]
  /** Lengths of texts. */
  readonly lengths: readonly number[]
  /** Counts of items and of members. */
  readonly counts: readonly number[]
  readonly patterns: readonly string[]
  /** Names of members, and patterns of names. */
  readonly names: readonly string[]
  readonly namePatterns: readonly string[]
  /** Schemas of whose values some are worth trying. */
  readonly schemas: readonly SchemaModel[]
}

export const noHints: Hints = {
  values: [],
  numbers: [],
  lengths: [],
  counts: [],
  patterns: [],
  names: [],
  namePatterns: [],
  schemas: [],
}

/** The constants of cells. */
export function hintsOf(cells: readonly Cell[], more: Partial<Hints> = {}): Hints {
  const finite = (numbers: readonly number[]): readonly number[] =>
    numbers.filter((one) => Number.isFinite(one) && one >= 0)
  return {
    values: cells.flatMap((cell) => cell.values ?? []),
    numbers: cells.flatMap(({ lower, upper, multiples }) => [
      ...(lower ? [lower.at] : []),
      ...(upper ? [upper.at] : []),
      ...multiples,
    ]),
    lengths: finite(cells.flatMap(({ minLength, maxLength }) => [minLength, maxLength])),
    counts: finite(
      cells.flatMap((cell) => [
        cell.minItems,
        cell.maxItems,
        cell.minProperties,
        cell.maxProperties,
        ...cell.contains.flatMap(({ min, max }) => [min, max]),
        ...cell.arrays.map(({ prefix }) => prefix.length),
      ]),
    ),
    patterns: cells.flatMap(({ patterns }) => patterns),
    names: cells.flatMap(namesOf),
    namePatterns: cells.flatMap((cell) => [...patternsOf(cell).keys()]),
    schemas: cells.flatMap((cell) => [...cell.nots, ...cell.contains.map(({ schema }) => schema)]),
    ...more,
  }
}
