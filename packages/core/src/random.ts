/** A stream of pseudo-random numbers that depends on its seed alone. */
export interface Random {
  /** A number in [0, 1). */
  next(): number
  /** An integer in [min, max]. */
  integer(min: number, max: number): number
  /** One member of a list that is not empty; `undefined` of an empty one. */
  pick<T>(items: readonly T[]): T | undefined
  /** True with the given probability, one half by default. */
  chance(probability?: number): boolean
  /** A stream of its own, told apart by a label, so that adding a case does not change its neighbours. */
  fork(label: string): Random
}

/** FNV-1a over UTF-16 code units. @see http://www.isthe.com/chongo/tech/comp/fnv/ */
export function hashText(text: string, start = 0x811c9dc5): number {
  let hash = start >>> 0
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return hash >>> 0
}

/** Makes a {@link Random} (mulberry32) from a seed and a label. */
export function createRandom(seed: number, label = ''): Random {
  let state = hashText(`${seed}\u0000${label}`)
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  return {
    next,
    integer: (min, max) => Math.floor(next() * (max - min + 1)) + min,
    pick: (items) => items[Math.floor(next() * items.length)],
    chance: (probability = 0.5) => next() < probability,
    fork: (suffix) => createRandom(seed, `${label}/${suffix}`),
  }
}
