import type { CharacterSet } from '@concordat/core'

/** Characters that texts are made of: those that people read first, then one or two of many kinds. */
const common: readonly number[] = [
  ...codes('abcdefghijklmnopqrstuvwxyz'),
  ...codes('ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
  ...codes('0123456789'),
]
const others: readonly number[] = [
  ...Array.from({ length: 95 }, (_, index) => index + 32).filter((code) => !common.includes(code)),
  ...codes('\n\t\r\u0001\u00a0ßéÉĳŁλЖ٣אعあア日한\u2028€→🙂\u{10ffff}'),
]

/** Whether a character is a letter or a digit of ASCII. */
export function isCommon(code: number): boolean {
  return common.includes(code)
}

/** Characters to try, and whether they tell apart all that the sets tell apart. */
export interface Alphabet {
  readonly characters: readonly number[]
  readonly isComplete: boolean
}

/** Characters of which every set has one at least, where it has any in the first plane. */
export function alphabetFor(sets: Iterable<CharacterSet>): Alphabet {
  const characters = [...common, ...others]
  let isComplete = true
  for (const set of sets) {
    const inside = others.filter((code) => code > 126 && set.has(code)).length
    const outside = others.filter((code) => code > 126 && !set.has(code)).length
    if (inside > 0 && outside > 0) isComplete = false
    if (characters.some((code) => set.has(code))) continue
    isComplete = false
    for (let code = 0; code < 0x10000; code += 1) {
      const isSurrogate = code >= 0xd800 && code <= 0xdfff
      if (isSurrogate || !set.has(code)) continue
      characters.push(code)
      break
    }
  }
  return { characters, isComplete }
}

function codes(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0)
}
