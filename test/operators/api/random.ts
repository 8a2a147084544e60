/** Numbers that a text decides: the same text, the same numbers. */
export interface Random {
  /** From 0 to 1, without 1. */
  next(): number
  /** From the first to the second, both included. */
  integer(from: number, to: number): number
  pick<Item>(items: readonly Item[]): Item | undefined
  chance(of?: number): boolean
}

/** FNV-1a over the text, then mulberry32. */
export function randomOf(text: string): Random {
  let state = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193)
  }
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const integer = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    integer,
    pick: (items) => items[integer(0, items.length - 1)],
    chance: (of = 0.5) => next() < of,
  }
}
