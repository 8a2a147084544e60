import type { CharacterSet } from '@concordat/core'
import type { Range } from './code-points.ts'
import type { Language } from './language.ts'

/** What a text must and must not match, and how many characters it may have. */
export interface TextQuery {
  readonly matches: readonly Language[]
  readonly misses: readonly Language[]
  readonly minLength?: number
  readonly maxLength?: number
}

/** Positions beyond which the search gives up. */
const mostPositions = 6000

/** One kind of character that no set of any pattern tells apart from the others of its kind. */
interface Letter {
  readonly character: string
  readonly sets: ReadonlySet<CharacterSet>
}

interface Position {
  readonly matches: readonly (readonly number[])[]
  readonly misses: readonly (readonly number[])[]
  readonly length: number
  readonly before?: Position
  readonly letter?: Letter
}

/**
 * The shortest text that a query allows, by walking all machines side by side.
 * @returns `undefined` where there is none, `'gave-up'` where the search would be too long.
 */
export function findText(query: TextQuery): { readonly text: string } | 'gave-up' | undefined {
  const letters = lettersOf([...query.matches, ...query.misses])
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = query
  // Beyond the last length that counts, all lengths are alike.
  const counted = Number.isFinite(maxLength) ? maxLength + 1 : minLength
  if (counted > mostPositions) return 'gave-up'
  const start: Position = {
    matches: query.matches.map((language) => language.start()),
    misses: query.misses.map((language) => language.start()),
    length: 0,
  }
  const seen = new Set([keyOf(start)])
  const queue: Position[] = [start]
  for (const position of queue) {
    if (isFound(query, position, minLength, maxLength)) return { text: textOf(position) }
    for (const letter of letters) {
      const next = stepTo(query, position, letter, counted)
      if (next.length > maxLength || isHopeless(next)) continue
      const key = keyOf(next)
      if (seen.has(key)) continue
      if (seen.size >= mostPositions) return 'gave-up'
      seen.add(key)
      queue.push(next)
    }
  }
  return undefined
}

function isFound(query: TextQuery, at: Position, minLength: number, maxLength: number): boolean {
  return (
    at.length >= minLength &&
    at.length <= maxLength &&
    query.matches.every((language, index) => language.accepts(at.matches[index] ?? [])) &&
    query.misses.every((language, index) => !language.accepts(at.misses[index] ?? []))
  )
}

function stepTo(query: TextQuery, at: Position, letter: Letter, counted: number): Position {
  const holds = (set: CharacterSet): boolean => letter.sets.has(set)
  return {
    matches: query.matches.map((language, index) => language.step(at.matches[index] ?? [], holds)),
    misses: query.misses.map((language, index) => language.step(at.misses[index] ?? [], holds)),
    length: Math.min(at.length + 1, counted),
    before: at,
    letter,
  }
}

/** Everything that is missed matches already: no longer text can help. */
function isHopeless({ misses }: Position): boolean {
  return misses.some((states) => states[0] === -1)
}

function keyOf({ matches, misses, length }: Position): string {
  return `${length}|${matches.map(String).join(';')}|${misses.map(String).join(';')}`
}

function textOf(position: Position): string {
  const characters: string[] = []
  for (let at: Position | undefined = position; at?.letter; at = at.before) {
    characters.push(at.letter.character)
  }
  return characters.reverse().join('')
}

function lettersOf(languages: readonly Language[]): readonly Letter[] {
  const sets = new Map<CharacterSet, readonly Range[]>()
  for (const language of languages) {
    for (const [set, ranges] of language.sets) sets.set(set, ranges)
  }
  const cuts = new Set<number>([0])
  for (const ranges of sets.values()) {
    for (const [first, last] of ranges) cuts.add(first).add(last + 1)
  }
  for (const code of 'aA0 -'.split('').map((one) => one.charCodeAt(0))) cuts.add(code)
  const letters = new Map<string, Letter>()
  const ordered = [...cuts].filter((code) => code <= 0x10ffff).sort(byReadability)
  for (const code of ordered) {
    if (code >= 0xd800 && code <= 0xdfff) continue
    const held = [...sets].flatMap(([set, ranges], index) =>
      isWithin(ranges, code) ? [{ set, index }] : [],
    )
    const key = held.map(({ index }) => index).join()
    if (letters.has(key)) continue
    letters.set(key, {
      character: String.fromCodePoint(code),
      sets: new Set(held.map(({ set }) => set)),
    })
  }
  return [...letters.values()]
}

/** Letters and digits first, so that texts that are shown can be read. */
function byReadability(a: number, b: number): number {
  return rank(a) - rank(b) || a - b
}

function rank(code: number): number {
  const character = String.fromCodePoint(code)
  if (/[a-z]/i.test(character)) return 0
  if (/[0-9]/.test(character)) return 1
  return code > 32 && code < 127 ? 2 : code === 32 ? 3 : 4
}

function isWithin(ranges: readonly Range[], code: number): boolean {
  let [low, high] = [0, ranges.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const range = ranges[middle]
    if (!range) return false
    if (code < range[0]) high = middle - 1
    else if (code > range[1]) low = middle + 1
    else return true
  }
  return false
}
