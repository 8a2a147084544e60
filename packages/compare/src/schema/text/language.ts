import { type CharacterSet, type PatternNode, parsePattern } from '@concordat/core'
import { type Range, rangesOf } from './code-points.ts'

/** One step of a machine that tries all ways through a pattern at once; states are numbers. */
type State =
  | { readonly kind: 'read'; readonly set: CharacterSet; readonly next: number }
  | { readonly kind: 'fork'; readonly next: readonly number[] }
  | { readonly kind: 'start' | 'end'; readonly next: number }
  | { readonly kind: 'match' }

/** States beyond which a pattern is not taken apart. */
const mostStates = 4000

/** The texts that a pattern matches, as a machine that can be run beside others. */
export class Language {
  readonly sets: ReadonlyMap<CharacterSet, readonly Range[]>
  readonly #states: readonly State[]
  readonly #first: number

  /** @throws RangeError for what is not regular, or too large. @throws SyntaxError for what is no pattern. */
  constructor(pattern: string) {
    const builder = new Builder()
    this.#first = builder.build(parsePattern(pattern))
    this.#states = builder.states
    this.sets = new Map([...builder.sets].map((set) => [set, rangesOf(set)]))
  }

  /** Where reading begins. `-1` as the only state: everything matches from here on. */
  start(): readonly number[] {
    return this.#closure([this.#first], true)
  }

  /** Where reading one of the characters that `holds` knows leads to. */
  step(from: readonly number[], holds: (set: CharacterSet) => boolean): readonly number[] {
    if (from[0] === everything) return from
    const next: number[] = []
    for (const index of from) {
      const state = this.#states[index]
      if (state?.kind === 'read' && holds(state.set)) next.push(state.next)
    }
    // A match may begin anywhere.
    next.push(this.#first)
    return this.#closure(next, false)
  }

  /** Whether a text may end here. */
  accepts(at: readonly number[]): boolean {
    if (at[0] === everything) return true
    const seen = new Set(at)
    for (const index of seen) {
      const state = this.#states[index]
      if (state?.kind === 'match') return true
      if (state?.kind === 'end') seen.add(state.next)
      if (state?.kind === 'fork') for (const next of state.next) seen.add(next)
    }
    return false
  }

  #closure(from: readonly number[], isStart: boolean): readonly number[] {
    const seen = new Set(from)
    const kept: number[] = []
    for (const index of seen) {
      const state = this.#states[index]
      if (state === undefined) continue
      if (state.kind === 'match') return [everything]
      if (state.kind === 'fork') for (const next of state.next) seen.add(next)
      else if (state.kind === 'start') {
        if (isStart) seen.add(state.next)
      } else kept.push(index)
    }
    return kept.sort((a, b) => a - b)
  }
}

const everything = -1

class Builder {
  readonly states: State[] = []
  readonly sets = new Set<CharacterSet>()

  build(root: PatternNode): number {
    return this.#compile(root, this.#add({ kind: 'match' }))
  }

  #add(state: State): number {
    if (this.states.length >= mostStates) throw new RangeError('The pattern is too large.')
    return this.states.push(state) - 1
  }

  #compile(node: PatternNode, next: number): number {
    switch (node.kind) {
      case 'character':
        this.sets.add(node.set)
        return this.#add({ kind: 'read', set: node.set, next })
      case 'sequence':
        return node.parts.reduceRight((after, part) => this.#compile(part, after), next)
      case 'choice':
        return this.#add({
          kind: 'fork',
          next: node.options.map((option) => this.#compile(option, next)),
        })
      case 'group':
        return this.#compile(node.part, next)
      case 'repeat':
        return this.#repeat(node, next)
      case 'position':
        if (node.at === 'start' || node.at === 'end') return this.#add({ kind: node.at, next })
        throw new RangeError('Word boundaries are not taken apart.')
      default:
        throw new RangeError('Lookarounds and backreferences are not taken apart.')
    }
  }

  #repeat(node: PatternNode & { kind: 'repeat' }, next: number): number {
    let after = next
    if (node.max === Number.POSITIVE_INFINITY) {
      const targets: number[] = [next]
      const loop = this.#add({ kind: 'fork', next: targets })
      targets.push(this.#compile(node.part, loop))
      after = loop
    } else {
      for (let count = node.min; count < node.max; count += 1) {
        after = this.#add({ kind: 'fork', next: [next, this.#compile(node.part, after)] })
      }
    }
    for (let count = 0; count < node.min; count += 1) after = this.#compile(node.part, after)
    return after
  }
}
