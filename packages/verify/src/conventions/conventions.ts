import { ConcordatError, isJsonObject } from '@concordat/core'
import { type ConventionEntry, type ConventionName, conventionTable } from './convention-table.ts'
import type { Guess } from './guess.ts'

/** What a user says of one concept: more names, names that mean something else in his API, or nothing at all. */
export type ConventionChange =
  | false
  | { readonly add?: readonly string[]; readonly leaveOut?: readonly string[] }

/**
 * Changes to what the verifier guesses from names, by concept. `false` switches a concept off.
 *
 * @example
 * ```ts
 * import type { ConventionsConfig } from '@concordat/verify'
 *
 * export const conventions: ConventionsConfig = {
 *   limits: { add: ['max_rows'], leaveOut: ['size'] },
 *   owners: false,
 * }
 * ```
 */
export type ConventionsConfig = Readonly<Partial<Record<ConventionName, ConventionChange>>>

/** What things are usually called, for one run. */
export interface Conventions {
  /** Whether a name, or a text, is one of the concept's. */
  holds(convention: ConventionName, text: string): boolean
  /** Where a name ranks among the concept's, the likeliest being 0; -1 when it is none of them. */
  rank(convention: ConventionName, name: string): number
  /** The guess that a finding rests on, where a name, or a text, is one of the concept's. */
  guess(convention: ConventionName, text: string | undefined): readonly Guess[]
}

/**
 * Joins the table with what a user says.
 * @throws ConcordatError `E_CONFIG_INVALID` for a concept that does not exist, or a change that is none.
 */
export function createConventions(config: ConventionsConfig = {}): Conventions {
  checkConfig(config)
  const patterns = new Map<ConventionName, readonly RegExp[]>()
  const patternsOf = (convention: ConventionName): readonly RegExp[] => {
    const made =
      patterns.get(convention) ?? compile(conventionTable[convention], config[convention])
    patterns.set(convention, made)
    return made
  }
  const rank = (convention: ConventionName, text: string): number => {
    const read = conventionTable[convention].reads === 'names' ? plain(text) : text
    return patternsOf(convention).findIndex((pattern) => pattern.test(read))
  }
  return {
    rank,
    holds: (convention, text) => rank(convention, text) >= 0,
    guess(convention, text = '') {
      const pattern = patternsOf(convention)[rank(convention, text)]
      if (pattern === undefined) return []
      const isName = conventionTable[convention].reads === 'names'
      return [{ convention, name: isName ? text : (pattern.exec(text)?.[0] ?? text) }]
    },
  }
}

function compile(entry: ConventionEntry, change: ConventionChange | undefined): RegExp[] {
  if (change === false) return []
  const isName = entry.reads === 'names'
  const form = (word: string): string => (isName ? plain(word) : word.toLowerCase())
  const out = new Set((change?.leaveOut ?? []).map(form))
  const words = [...(change?.add ?? []), ...entry.words].map(form).filter((word) => !out.has(word))
  return words.map((word) =>
    isName ? new RegExp(`^${escaped(word, '.*')}$`) : wholeWords(escaped(word, '[\\w-]+')),
  )
}

/** Words that stand on their own: no letter and no digit before or after them. */
function wholeWords(source: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${source}(?![\\p{L}\\p{N}])`, 'iu')
}

function escaped(word: string, star: string): string {
  return word
    .split('*')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    .join(star)
}

/** A name without what spellings differ in. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[-_ ]/g, '')
}

function checkConfig(config: ConventionsConfig): void {
  const names = Object.keys(conventionTable)
  for (const [name, change] of Object.entries(config)) {
    if (!names.includes(name))
      throw invalid(name, `There is no such convention; there are ${names.join(', ')}.`)
    const isRight =
      change === undefined ||
      change === false ||
      (isJsonObject(change) &&
        Object.entries(change).every(
          ([key, words]) => ['add', 'leaveOut'].includes(key) && areWords(words),
        ))
    if (!isRight)
      throw invalid(name, 'Expected `false`, or `{ add: [...], leaveOut: [...] }` with names.')
  }
}

/** A word of stars alone would match everything. */
function areWords(value: unknown): boolean {
  return (
    value === undefined ||
    (Array.isArray(value) &&
      value.every((word) => typeof word === 'string' && /[^*_\s-]/.test(word)))
  )
}

function invalid(name: string, expected: string): ConcordatError {
  return new ConcordatError(
    'E_CONFIG_INVALID',
    `verify.conventions.${name} of the configuration: ${expected}`,
  )
}
