import type { JsonValue } from '@concordat/core'
import type { Cell } from '../cell.ts'
import { findText } from '../text/find-text.ts'
import { formatSamples } from '../text/formats.ts'
import { languageOf, patternOfTexts, textMissing } from '../text/text-within.ts'
import type { Hints } from './hints.ts'

/** Longer texts show nothing that shorter ones do not, and nobody wants to read them. */
const longestText = 5000

/** Numbers at and beside the constants of a cell and of hints. Not all of them are in the cell. */
export function* numberCandidates(cell: Cell, hints: Hints): Generator<number> {
  const own = [cell.lower?.at, cell.upper?.at].filter((at) => at !== undefined)
  const unit = cell.multiples[0] ?? 1
  const near = [...own, ...hints.numbers]
  for (const at of near) {
    yield at
    yield at + unit
    yield at - unit
    yield at + 0.5
    yield at - 0.5
    yield Math.ceil(at / unit) * unit
    yield Math.floor(at / unit) * unit
    yield (Math.floor(at / unit) + 1) * unit
    yield (Math.ceil(at / unit) - 1) * unit
  }
  for (const value of hints.values) if (typeof value === 'number') yield value
  yield* [1, 0, 2, -1, 1.5, 0.1, -0.5, 7, 10, 100, 12345, unit, -unit, 3 * unit]
  yield* [2 ** 31, -(2 ** 31) - 1, 2 ** 53 - 1, 1e21, 1e-7, -1e21]
  if (own.length === 2) yield ((own[0] ?? 0) + (own[1] ?? 0)) / 2
}

/** Texts at the lengths, patterns, formats and constants of a cell and of hints. Not all of them are in the cell. */
export function* textCandidates(cell: Cell, hints: Hints): Generator<string> {
  const lengths = lengthsOf(cell, hints)
  if (cell.patterns.length === 0) {
    yield* ['text', 'a', '']
    if (cell.formats.length > 0) yield* formatSamples
  }
  for (const pattern of [undefined, ...hints.patterns]) {
    const text = textMissing(cell, pattern)
    if (text !== undefined) yield text
  }
  const listed = hints.values.filter((value) => typeof value === 'string')
  if (cell.patterns.length > 0 && listed.length > 0) {
    const other = textMissing(cell, patternOfTexts(listed))
    if (other !== undefined) yield other
  }
  for (const value of hints.values) if (typeof value !== 'object') yield String(value)
  for (const length of lengths) {
    yield 'a'.repeat(length)
    const text = ofLength(cell, length)
    if (text !== undefined) yield text
  }
  for (const pattern of hints.patterns) {
    const text = textMissing({ ...cell, patterns: [...cell.patterns, pattern] }, undefined)
    if (text !== undefined) yield text
  }
  yield* formatSamples
  yield* [
    '1',
    '0',
    '-5',
    '1.5',
    '1e3',
    '12345',
    'true',
    'null',
    'A b',
    'é',
    '!',
    '\u{1F600}',
    '[',
    '\n',
  ]
  yield* ['a,b', 'a b', 'a|b', 'abc', 'ABC', 'x-y', '_', '"', '0123456789', 'aa', 'not base64!']
}

function lengthsOf(cell: Cell, { lengths }: Hints): readonly number[] {
  const near = [cell.minLength, cell.maxLength, ...lengths].flatMap((at) => [at, at + 1, at - 1])
  return [...new Set(near)].filter(
    (at) => at >= cell.minLength && at <= Math.min(cell.maxLength, longestText) && at >= 0,
  )
}

/** A text of one length that matches the patterns of a cell. */
function ofLength(cell: Cell, length: number): string | undefined {
  const matches = cell.patterns.flatMap((pattern) => languageOf(pattern) ?? [])
  if (matches.length === 0) return undefined
  const found = findText({ matches, misses: [], minLength: length, maxLength: length })
  return typeof found === 'object' ? found.text : undefined
}

/** Values of a cell of scalars, or of one that lists its values. */
export function* scalarCandidates(cell: Cell, hints: Hints): Generator<JsonValue> {
  if (cell.values) yield* cell.values
  else if (cell.type === 'number') yield* numberCandidates(cell, hints)
  else if (cell.type === 'string') yield* textCandidates(cell, hints)
}
