/** A source of numbers in [0, 1) that gives the same ones for the same seed. */
export type Random = () => number

/** Makes a {@link Random} from text and a number (mulberry32 over an FNV-1a hash). */
export function seededRandom(seed: number, salt: string): Random {
  let state = (seed ^ 0x811c9dc5) >>> 0
  for (let index = 0; index < salt.length; index++) {
    state = Math.imul(state ^ salt.charCodeAt(index), 0x01000193) >>> 0
  }
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** An integer from `low` to `high`, both included. */
export function integerBetween(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1))
}

/** One of several; `undefined` of none. */
export function oneOf<T>(random: Random, choices: readonly T[]): T | undefined {
  return choices[Math.floor(random() * choices.length)]
}
