import type { CharacterSet } from '@concordat/core'

/** Code points from the first to the last of a range. */
export type Range = readonly [first: number, last: number]

const lastCodePoint = 0x10ffff

/**
 * The code points of a set, as ranges in order. The language's own engine says which they are, so that no class has to
 * be known here.
 */
export function rangesOf({ source }: CharacterSet): readonly Range[] {
  const characters = Array.from(source)
  if (characters.length === 1 && !/[.^$\\[\]]/.test(source)) {
    const code = source.codePointAt(0) ?? 0
    return [[code, code]]
  }
  const ranges: [number, number][] = []
  const runs = new RegExp(`(?:${source})+`, 'gu')
  for (const match of allCharacters().matchAll(runs)) {
    for (const [first, last] of characterRuns(match[0])) {
      const previous = ranges.at(-1)
      if (previous && previous[1] + 1 === first) previous[1] = last
      else ranges.push([first, last])
    }
  }
  return ranges
}

/** A run of the text of all characters holds code points in order, but for the gap where halves of pairs would be. */
function characterRuns(run: string): readonly Range[] {
  const first = run.codePointAt(0) ?? 0
  const tail = run.slice(-2)
  const last = /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(tail)
    ? (tail.codePointAt(0) ?? 0)
    : run.charCodeAt(run.length - 1)
  if (first < surrogates[0] && last > surrogates[1]) {
    return [
      [first, surrogates[0] - 1],
      [surrogates[1] + 1, last],
    ]
  }
  return [[first, last]]
}

/** Halves of pairs, which stand for no character. */
const surrogates: Range = [0xd800, 0xdfff]

let everyCharacter: string | undefined

function allCharacters(): string {
  if (everyCharacter !== undefined) return everyCharacter
  const chunks: string[] = []
  for (let start = 0; start <= lastCodePoint; start += 0x1000) {
    if (start >= surrogates[0] && start <= surrogates[1]) continue
    const codes = Array.from({ length: 0x1000 }, (_, index) => start + index)
    chunks.push(
      String.fromCodePoint(...codes.filter((code) => code < surrogates[0] || code > surrogates[1])),
    )
  }
  everyCharacter = chunks.join('')
  return everyCharacter
}
