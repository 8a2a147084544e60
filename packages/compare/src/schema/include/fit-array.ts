import type { Cell, ContainsRule } from '../cell.ts'
import { itemSchemas, tupleLength } from '../members.ts'
import { emptyFit, type Fit, type Prover } from './fit.ts'

/** How a cell of arrays lies within another. */
export function fitArray(cell: Cell, other: Cell, prover: Prover): Fit {
  const fit = emptyFit()
  if (cell.minItems < other.minItems) fit.failures.push({ keyword: 'minItems', cell, other })
  const most = longest(cell, prover)
  if (most > other.maxItems) fit.failures.push({ keyword: 'maxItems', cell, other })
  if (other.isUnique && !cell.isUnique && most > 1) {
    fit.failures.push({ keyword: 'uniqueItems', cell, other })
  }
  fitItems({ cell, other }, most, prover, fit)
  for (const rule of other.contains) {
    if (!keepsContains(cell, rule, most, prover)) {
      fit.failures.push({ keyword: 'contains', cell, other, schema: rule.schema })
    }
  }
  return fit
}

/** The most items that an array of the cell can have. */
function longest(cell: Cell, prover: Prover): number {
  for (let index = 0; index <= tupleLength(cell) && index < cell.maxItems; index += 1) {
    if (prover.isImpossible(itemSchemas(cell, index))) return index
  }
  return cell.maxItems
}

function fitItems(
  { cell, other }: { readonly cell: Cell; readonly other: Cell },
  most: number,
  prover: Prover,
  fit: Fit,
): void {
  const length = Math.max(tupleLength(cell), tupleLength(other))
  for (let index = 0; index <= length && index < most; index += 1) {
    const wider = itemSchemas(other, index)
    if (wider.length === 0) continue
    const to = prover.compare(itemSchemas(cell, index), wider)
    const step =
      index === length
        ? ({ kind: 'items', from: index } as const)
        : ({ kind: 'item', index } as const)
    fit.edges.push({ step, cell, to })
  }
}

function keepsContains(cell: Cell, rule: ContainsRule, most: number, prover: Prover): boolean {
  return keepsLeast(cell, rule, prover) && keepsMost(cell, rule, most, prover)
}

function keepsLeast(cell: Cell, { schema, min }: ContainsRule, prover: Prover): boolean {
  if (min === 0) return true
  const isPromised = cell.contains.some(
    (own) => own.min >= min && prover.isWithin([own.schema], [schema]),
  )
  if (isPromised) return true
  if (cell.minItems < min) return false
  const length = tupleLength(cell)
  const indexes = Array.from({ length: length + 1 }, (_, index) => index)
  return indexes.every((index) => prover.isWithin(itemSchemas(cell, index), [schema]))
}

function keepsMost(
  cell: Cell,
  { schema, max }: ContainsRule,
  most: number,
  prover: Prover,
): boolean {
  return (
    most <= max ||
    cell.contains.some((own) => own.max <= max && prover.isWithin([schema], [own.schema]))
  )
}
