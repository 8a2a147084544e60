import { isIdentifier } from '../code-writer.ts'

/** How the words of a made-up identifier are put together. */
export type IdentifierCase = 'camel' | 'pascal'

/**
 * An ASCII identifier made from any text, always the same for the same text. Text that is an identifier already stays
 * as it is; else words are joined, marks of letters are dropped, and what has no ASCII letters is spelt by code point.
 *
 * @example
 * ```ts
 * import { identifierFor } from '@concordat/codegen'
 * identifierFor('repos/list-all', 'camel') // 'reposListAll'
 * ```
 */
export function identifierFor(name: string, style: IdentifierCase): string {
  if (isIdentifier(name)) return name
  const words = asciiWords(name)
  const joined = words
    .map((word, index) =>
      index === 0 && style === 'camel' ? decapitalise(word) : capitalise(word),
    )
    .join('')
  const safe = /^[A-Za-z_$]/.test(joined) ? joined : `_${joined}`
  return isIdentifier(safe) ? safe : `${safe}_`
}

function asciiWords(name: string): string[] {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/[æÆ]/g, 'ae')
    .replace(/[øØ]/g, 'o')
  const words = plain.match(/[A-Za-z0-9_$]+/g) ?? []
  // What is left of a name of another script, or of emoji, would clash with everything else of its kind.
  const foreign = [...plain].filter((character) => /[^\p{ASCII}]/u.test(character))
  const spelt = foreign.slice(0, 8).map((character) => `u${codePoint(character)}`)
  return words.length > 0 && foreign.length === 0 ? words : [...words, ...spelt]
}

function codePoint(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase()
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** `List` to `list`, `HTTPList` to `httpList`. */
function decapitalise(word: string): string {
  return word.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (start) => start.toLowerCase())
}
