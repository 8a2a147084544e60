import { type Cell, wholeCell } from '../cell.ts'
import { findText, type TextQuery } from './find-text.ts'
import { outlineOfFormat } from './formats.ts'
import { Language } from './language.ts'

const languages = new Map<string, Language | undefined>()

/** The texts of a pattern; `undefined` where it cannot be taken apart. */
export function languageOf(pattern: string): Language | undefined {
  if (!languages.has(pattern)) languages.set(pattern, read(pattern))
  return languages.get(pattern)
}

function read(pattern: string): Language | undefined {
  try {
    return new Language(pattern)
  } catch {
    // Not regular, too large, or a pattern only without the `u` flag: nothing is known of it.
    return undefined
  }
}

/** Everything of a cell's strings that automata can say: at least its strings, perhaps more. */
function textsOf(cell: Cell): readonly Language[] {
  const outlines = cell.formats.flatMap((format) => outlineOfFormat(format) ?? [])
  return [...cell.patterns, ...outlines].flatMap((pattern) => languageOf(pattern) ?? [])
}

/** Whether every string of a cell matches a pattern. */
export function matchesAlways(cell: Cell, pattern: string): boolean {
  const wanted = languageOf(pattern)
  if (!wanted) return false
  const query: TextQuery = { matches: textsOf(cell), misses: [wanted] }
  const unbounded = findText(query)
  if (unbounded === undefined) return true
  const bounded = findText({ ...query, minLength: cell.minLength, maxLength: cell.maxLength })
  return bounded === undefined
}

/** Whether there is no text that a pattern does not match. */
export function isEveryText(pattern: string): boolean {
  return matchesAlways(wholeCell('string'), pattern)
}

/** Whether every string of a cell is one of some texts. */
export function isAlwaysOneOf(cell: Cell, texts: readonly string[]): boolean {
  if (cell.patterns.length === 0 || texts.length === 0) return false
  return matchesAlways(cell, patternOfTexts(texts))
}

/** A pattern that only some texts match. */
export function patternOfTexts(texts: readonly string[]): string {
  const escaped = texts.map((text) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
  return `^(?:${escaped.join('|')})$`
}

/** Whether every string of a cell has a length within bounds. */
export function hasLengthWithin(cell: Cell, min: number, max: number): boolean {
  const matches = textsOf(cell)
  if (matches.length === 0) return false
  const isNone = (minLength: number, maxLength: number): boolean =>
    minLength > maxLength || findText({ matches, misses: [], minLength, maxLength }) === undefined
  const isLongEnough = cell.minLength >= min || isNone(cell.minLength, min - 1)
  return isLongEnough && (cell.maxLength <= max || isNone(max + 1, cell.maxLength))
}

/** Whether it is certain that no string matches all patterns, formats and lengths of a cell. */
export function hasNoText(cell: Cell): boolean {
  const matches = textsOf(cell)
  if (matches.length === 0) return false
  return (
    findText({ matches, misses: [], minLength: cell.minLength, maxLength: cell.maxLength }) ===
    undefined
  )
}

/** Whether it is certain that no text matches both patterns. */
export function arePatternsApart(a: string, b: string): boolean {
  const [left, right] = [languageOf(a), languageOf(b)]
  if (!left || !right) return false
  return findText({ matches: [left, right], misses: [] }) === undefined
}

const missing = new Map<string, string | undefined>()

/** A text that the patterns and lengths of a cell allow, and that a pattern does not match. */
export function textMissing(cell: Cell, pattern: string | undefined): string | undefined {
  const { patterns, formats, minLength, maxLength } = cell
  const key = JSON.stringify([patterns, formats, minLength, String(maxLength), pattern])
  if (!missing.has(key)) missing.set(key, findMissing(cell, pattern))
  return missing.get(key)
}

function findMissing(cell: Cell, pattern: string | undefined): string | undefined {
  const missed = pattern === undefined ? undefined : languageOf(pattern)
  if (pattern !== undefined && !missed) return undefined
  const found = findText({
    matches: textsOf(cell),
    misses: missed ? [missed] : [],
    minLength: cell.minLength,
    maxLength: cell.maxLength,
  })
  return typeof found === 'object' ? found.text : undefined
}
