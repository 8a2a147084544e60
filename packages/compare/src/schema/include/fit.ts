import type { SchemaModel } from '@concordat/model'
import type { Cell } from '../cell.ts'
import type { Comparison, Edge, Failure, Note } from './comparison.ts'

/** What a cell's way into another needs from the whole comparison. */
export interface Prover {
  compare(narrower: readonly SchemaModel[], wider: readonly SchemaModel[]): Comparison
  /** Whether it is certain that no value meets all of the schemas. */
  isImpossible(schemas: readonly SchemaModel[]): boolean
  /** Whether it is certain that no value of the cell meets the schema. */
  isApart(cell: Cell, schema: SchemaModel): boolean
  isSame(a: SchemaModel, b: SchemaModel): boolean
  /** Whether every value that meets the first schema meets the second, by a comparison that reports nothing. */
  isWithin(narrower: readonly SchemaModel[], wider: readonly SchemaModel[]): boolean
}

/** Whether one cell lies within another. */
export interface Fit {
  readonly failures: Failure[]
  readonly edges: Edge[]
  readonly notes: Note[]
}

export function emptyFit(): Fit {
  return { failures: [], edges: [], notes: [] }
}

/** How much speaks against a fit. */
export function weightOf({ failures, edges }: Fit): number {
  return failures.length + edges.filter(({ to }) => to.isFailing).length
}
