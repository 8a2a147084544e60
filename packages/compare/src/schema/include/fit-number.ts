import { isMultipleOf } from '@concordat/core'
import { type Cell, firstInteger, lastInteger } from '../cell.ts'
import type { Failure } from './comparison.ts'

/** Which rules of a cell of numbers another does not keep. */
export function fitNumber(cell: Cell, other: Cell): Failure[] {
  const failures: Failure[] = []
  if (!keepsLower(cell, other)) failures.push({ keyword: 'minimum', cell, other })
  if (!keepsUpper(cell, other)) failures.push({ keyword: 'maximum', cell, other })
  if (other.isInteger && !cell.isInteger && !cell.multiples.some(Number.isInteger)) {
    failures.push({ keyword: 'integer', cell, other })
  }
  for (const multiple of other.multiples) {
    const units = cell.isInteger ? [1, ...cell.multiples] : cell.multiples
    if (!units.some((unit) => isMultipleOf(unit, multiple))) {
      failures.push({ keyword: 'multipleOf', cell, other, subject: String(multiple) })
    }
  }
  return failures
}

function keepsLower(cell: Cell, other: Cell): boolean {
  const [own, wanted] = [cell.lower, other.lower]
  if (!wanted) return true
  if (!own) return false
  if (cell.isInteger) return firstInteger(own) >= firstInteger(wanted)
  return own.at > wanted.at || (own.at === wanted.at && (own.isExclusive || !wanted.isExclusive))
}

function keepsUpper(cell: Cell, other: Cell): boolean {
  const [own, wanted] = [cell.upper, other.upper]
  if (!wanted) return true
  if (!own) return false
  if (cell.isInteger) return lastInteger(own) <= lastInteger(wanted)
  return own.at < wanted.at || (own.at === wanted.at && (own.isExclusive || !wanted.isExclusive))
}
