import type { CharacterSet } from './pattern-syntax.ts'

const asciiCount = 128

/** A set as the language's own engine understands it, so that no class has to be known here. */
export function characterSet(source: string): CharacterSet {
  const pattern = new RegExp(`^${source}$`, 'u')
  const ascii = new Uint8Array(asciiCount)
  for (let code = 0; code < asciiCount; code += 1) {
    ascii[code] = pattern.test(String.fromCharCode(code)) ? 1 : 0
  }
  let last = -1
  let lastHas = false
  return {
    source,
    has: (codePoint) => {
      if (codePoint < asciiCount) return ascii[codePoint] === 1
      if (codePoint !== last) {
        last = codePoint
        lastHas = pattern.test(String.fromCodePoint(codePoint))
      }
      return lastHas
    },
  }
}
