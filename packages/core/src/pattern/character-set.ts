import type { CharacterSet } from './pattern-syntax.ts'

const asciiCount = 128

/** Characters beyond ASCII that a set remembers; who sends more different ones gains nothing by it. */
const mostKnown = 1024

/** A set as the language's own engine understands it, so that no class has to be known here. */
export function characterSet(source: string): CharacterSet {
  const pattern = new RegExp(`^${source}$`, 'u')
  const ascii = new Uint8Array(asciiCount)
  for (let code = 0; code < asciiCount; code += 1) {
    ascii[code] = pattern.test(String.fromCharCode(code)) ? 1 : 0
  }
  const known = new Map<number, boolean>()
  return {
    source,
    has: (codePoint) => {
      if (codePoint < asciiCount) return ascii[codePoint] === 1
      let has = known.get(codePoint)
      if (has === undefined) {
        has = pattern.test(String.fromCodePoint(codePoint))
        if (known.size < mostKnown) known.set(codePoint, has)
      }
      return has
    },
  }
}
