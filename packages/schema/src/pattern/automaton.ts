import type { CharacterSet, PatternNode, PositionKind } from '@concordat/core'
import { mostSteps } from './most-steps.ts'

/** One step of a machine that tries all ways through a pattern at once. */
export type Instruction =
  | { readonly kind: 'character'; readonly set: CharacterSet; readonly next: number }
  /** A character some times: how often is counted, so that a count of thousands is one instruction. */
  | {
      readonly kind: 'count'
      readonly set: CharacterSet
      readonly min: number
      readonly max: number
      readonly next: number
    }
  | { readonly kind: 'fork'; readonly next: readonly number[] }
  | Assertion
  | { readonly kind: 'match' }

/** A step that reads no character, and goes on only where the text around it is as it asks. */
export type Assertion =
  | { readonly kind: 'position'; readonly at: PositionKind; readonly next: number }
  | {
      readonly kind: 'look'
      readonly look: Lookaround
      readonly isNegated: boolean
      readonly next: number
    }

/** A pattern within a pattern, asked at every position of the text before the outer one runs. */
export interface Lookaround {
  readonly index: number
  readonly direction: 'ahead' | 'behind'
  readonly machine: Machine
}

export interface Machine {
  readonly start: number
  readonly instructions: readonly Instruction[]
}

/** A pattern compiled: its machine, and all lookarounds, each after those within it. */
export interface Automaton {
  readonly machine: Machine
  readonly lookarounds: readonly Lookaround[]
}

/**
 * Compiles a pattern. Throws a `RangeError` for what cannot be run in linear time: backreferences, and what would cost
 * more steps a character than `most`, since every instruction may be one.
 * @see Thompson, Regular expression search algorithm (1968)
 */
export function compileAutomaton(root: PatternNode, most = mostSteps): Automaton {
  const compiler = new Compiler(most)
  const machine = compiler.machine(root, 'forward')
  return { machine, lookarounds: compiler.lookarounds }
}

/** The character that a part is, through groups of one. */
function characterOf(node: PatternNode): CharacterSet | undefined {
  if (node.kind === 'character') return node.set
  const [only, second] = node.kind === 'sequence' ? node.parts : []
  return only && !second ? characterOf(only) : undefined
}

class Compiler {
  readonly lookarounds: Lookaround[] = []
  readonly #most: number
  #count = 0

  constructor(most: number) {
    this.#most = most
  }

  /** A machine for text that is read from its start, or from its end. */
  machine(root: PatternNode, order: 'forward' | 'backward'): Machine {
    const instructions: Instruction[] = []
    const add = (instruction: Instruction): number => {
      this.#count += 1
      if (this.#count > this.#most) {
        throw new RangeError(
          `It may cost more than ${this.#most} steps for each character of a text.`,
        )
      }
      return instructions.push(instruction) - 1
    }
    const compile = (node: PatternNode, next: number): number => {
      switch (node.kind) {
        case 'character':
          return add({ kind: 'character', set: node.set, next })
        case 'position':
          return add({ kind: 'position', at: node.at, next })
        case 'sequence': {
          const parts = order === 'forward' ? node.parts.toReversed() : node.parts
          return parts.reduce((after, part) => compile(part, after), next)
        }
        case 'choice':
          return add({ kind: 'fork', next: node.options.map((option) => compile(option, next)) })
        case 'repeat':
          return repeat(node, next)
        case 'look': {
          const look = this.#lookaround(node)
          return add({ kind: 'look', look, isNegated: node.isNegated, next })
        }
        case 'group':
          return compile(node.part, next)
        case 'backreference':
          throw new RangeError('Backreferences cannot be matched in linear time.')
      }
    }
    const repeat = (node: PatternNode & { kind: 'repeat' }, next: number): number => {
      const { min, max } = node
      const character = characterOf(node.part)
      if (character && max !== 0 && (min > 1 || (max > 1 && Number.isFinite(max)))) {
        return add({ kind: 'count', set: character, min, max, next })
      }
      let after = next
      if (node.max === Number.POSITIVE_INFINITY) {
        const targets: number[] = [next]
        const loop = add({ kind: 'fork', next: targets })
        targets.push(compile(node.part, loop))
        after = loop
      } else {
        for (let count = node.min; count < node.max; count += 1) {
          after = add({ kind: 'fork', next: [next, compile(node.part, after)] })
        }
      }
      for (let count = 0; count < node.min; count += 1) after = compile(node.part, after)
      return after
    }
    const match = add({ kind: 'match' })
    return { start: compile(root, match), instructions }
  }

  #lookaround(node: PatternNode & { kind: 'look' }): Lookaround {
    // Whether something follows is known by reading from the end, whether it precedes by reading from the start.
    const order = node.direction === 'ahead' ? 'backward' : 'forward'
    const machine = this.machine(node.part, order)
    const look = { index: this.lookarounds.length, direction: node.direction, machine }
    this.lookarounds.push(look)
    return look
  }
}
