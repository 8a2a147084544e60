import type { CharacterSet } from '@concordat/core'
import { type Alphabet, alphabetFor, isCommon } from './alphabet.ts'
import { type Expression, type Expressions, firstSets } from './expression.ts'

/** A source of numbers in [0, 1). */
export type Chance = () => number

/** The characters that lead from one state to another. */
interface Edge {
  readonly characters: readonly number[]
  readonly weight: number
  readonly to: Expression
}

/** What came of looking for a text. */
export type FoundText =
  | { readonly kind: 'text'; readonly text: string }
  /** There is none, and that is certain. */
  | { readonly kind: 'none' }
  | { readonly kind: 'not-found' }

/** How long a text may be, in code points. */
export interface LengthRange {
  readonly min: number
  /** May be `Infinity`. */
  readonly max: number
}

/** States that are looked through for one text. */
const mostStates = 150_000

/** Draws texts of an expression, of a length that is asked for. */
export class TextMachine {
  readonly #expressions: Expressions
  readonly #start: Expression
  readonly #edges = new Map<Expression, readonly Edge[]>()
  readonly #alphabet: Alphabet

  constructor(expressions: Expressions, start: Expression, sets: Iterable<CharacterSet>) {
    this.#expressions = expressions
    this.#start = start
    this.#alphabet = alphabetFor(sets)
  }

  /** Whether a text belongs to the expression, in time linear in the text. */
  has(text: string): boolean {
    let state = this.#start
    for (const character of text) {
      state = this.#expressions.after(state, character.codePointAt(0) ?? 0)
      if (state === this.#expressions.none) return false
    }
    return state.isNullable
  }

  /** Draws a text; the shortest, or one that is up to `slack` characters longer. */
  draw(range: LengthRange, chance: Chance, slack: number): FoundText {
    const layers: Set<Expression>[] = [new Set([this.#start])]
    const seen = new Set([this.#start])
    let hasAccepting = false
    let first: number | undefined
    let count = 1
    for (let length = 0; ; length += 1) {
      const layer = layers[length]
      if (layer === undefined || layer.size === 0) break
      const accepts = [...layer].some((state) => state.isNullable)
      hasAccepting ||= accepts
      if (accepts && length >= range.min) first ??= length
      if (length >= range.max || (first !== undefined && length >= first + slack)) break
      const next = new Set<Expression>()
      for (const state of layer) for (const edge of this.#edgesOf(state)) next.add(edge.to)
      const known = seen.size
      for (const state of next) seen.add(state)
      count += next.size
      // Nothing new is ahead, and nothing that was seen ends a text.
      if (!hasAccepting && seen.size === known) return this.#missing()
      if (count > mostStates)
        return first === undefined
          ? { kind: 'not-found' }
          : this.#walk(layers, range, chance, first)
      layers.push(next)
    }
    if (first === undefined) return this.#missing()
    return this.#walk(layers, range, chance, first)
  }

  #missing(): FoundText {
    return { kind: this.#alphabet.isComplete ? 'none' : 'not-found' }
  }

  #walk(
    layers: readonly ReadonlySet<Expression>[],
    range: LengthRange,
    chance: Chance,
    first: number,
  ): FoundText {
    const lengths = layers.flatMap((layer, length) =>
      length >= first && length <= range.max && [...layer].some((state) => state.isNullable)
        ? [length]
        : [],
    )
    const length = lengths[Math.floor(chance() * lengths.length)] ?? first
    // From the end: which states lead to one that ends a text of this length.
    const useful: Set<Expression>[] = []
    useful[length] = new Set([...(layers[length] ?? [])].filter((state) => state.isNullable))
    for (let at = length - 1; at >= 0; at -= 1) {
      const after = useful[at + 1]
      const leads = (state: Expression) =>
        this.#edgesOf(state).some((edge) => after?.has(edge.to) === true)
      useful[at] = new Set([...(layers[at] ?? [])].filter(leads))
    }
    let state = this.#start
    let text = ''
    for (let at = 0; at < length; at += 1) {
      const edges = this.#edgesOf(state).filter((edge) => useful[at + 1]?.has(edge.to) === true)
      const edge = weighted(edges, chance)
      if (!edge) return { kind: 'not-found' }
      text += String.fromCodePoint(pick(edge.characters, chance) ?? 0)
      state = edge.to
    }
    return { kind: 'text', text }
  }

  #edgesOf(state: Expression): readonly Edge[] {
    const known = this.#edges.get(state)
    if (known) return known
    const sets = [...firstSets(state)]
    const groups = new Map<string, number[]>()
    for (const character of this.#alphabet.characters) {
      const key = sets.map((set) => (set.has(character) ? '1' : '0')).join('')
      const group = groups.get(key)
      if (group) group.push(character)
      else groups.set(key, [character])
    }
    const byTarget = new Map<Expression, number[]>()
    for (const characters of groups.values()) {
      const to = this.#expressions.after(state, characters[0] ?? 0)
      if (to === this.#expressions.none) continue
      byTarget.set(to, [...(byTarget.get(to) ?? []), ...characters])
    }
    const edges = [...byTarget].map(([to, characters]) => edgeOf(to, characters))
    this.#edges.set(state, edges)
    return edges
  }
}

/** People read letters and digits best; other characters only where there are none. */
function edgeOf(to: Expression, characters: readonly number[]): Edge {
  const common = characters.filter(isCommon)
  const printable = characters.filter((code) => code > 32 && code < 127)
  if (common.length > 0) return { to, characters: common, weight: 10 + common.length }
  if (printable.length > 0) return { to, characters: printable, weight: 2 }
  return { to, characters, weight: 1 }
}

function weighted(edges: readonly Edge[], chance: Chance): Edge | undefined {
  const total = edges.reduce((sum, { weight }) => sum + weight, 0)
  let left = chance() * total
  for (const edge of edges) {
    left -= edge.weight
    if (left < 0) return edge
  }
  return edges.at(-1)
}

function pick<Item>(items: readonly Item[], chance: Chance): Item | undefined {
  return items[Math.floor(chance() * items.length)]
}
