import type { CharacterSet } from '@concordat/core'
import type { Assertion, Instruction, Machine } from './automaton.ts'
import { Counter } from './counter.ts'

/** Instructions as numbers, which the engine of the language compares without looking at objects. */
const kinds = { character: 0, count: 1, fork: 2, position: 3, look: 3, match: 4 } as const

/** Whether the text is, at a position, as an instruction that reads no character asks. */
export type Holds = (instruction: Assertion, at: number) => boolean

/** A machine on its way through a text: all ways at once, one round a character. */
export class MachineRun {
  readonly #machine: Machine
  readonly #holds: Holds
  readonly #kinds: Uint8Array
  readonly #next: Int32Array
  readonly #sets: readonly (CharacterSet | undefined)[]
  readonly #counters: readonly (Counter | undefined)[]
  /** The round in which an instruction was last reached, and last put among those that wait for a character. */
  readonly #reached: Uint32Array
  readonly #waited: Uint32Array
  readonly #stack: Int32Array
  #waiting: Int32Array
  #waitingCount = 0
  #previous: Int32Array
  #round = 0

  constructor(machine: Machine, holds: Holds) {
    const { instructions } = machine
    const count = instructions.length
    this.#machine = machine
    this.#holds = holds
    this.#kinds = Uint8Array.from(instructions, ({ kind }) => kinds[kind])
    this.#next = Int32Array.from(instructions, nextOf)
    this.#sets = instructions.map((one) => ('set' in one ? one.set : undefined))
    this.#counters = instructions.map((one) => (one.kind === 'count' ? new Counter() : undefined))
    this.#reached = new Uint32Array(count)
    this.#waited = new Uint32Array(count)
    this.#waiting = new Int32Array(count)
    this.#previous = new Int32Array(count)
    // Forks put all their ways on it, each of them at most once a round.
    this.#stack = new Int32Array(
      instructions.reduce((sum, one) => sum + (one.kind === 'fork' ? one.next.length : 1), 1),
    )
  }

  /** Goes on with a character, or begins with none; says whether the machine can end here. */
  step(character: number | undefined, at: number): boolean {
    const previous = this.#waiting
    const count = this.#waitingCount
    this.#waiting = this.#previous
    this.#waitingCount = 0
    this.#previous = previous
    this.#round += 1
    let isMatch = false
    if (character !== undefined) {
      for (let each = 0; each < count; each += 1) {
        if (this.#take(previous[each] ?? 0, character, at)) isMatch = true
      }
    }
    return this.#enter(this.#machine.start, at) || isMatch
  }

  /** Takes a character with one of the instructions that waited for it. */
  #take(index: number, character: number, at: number): boolean {
    const takes = this.#sets[index]?.has(character) === true
    const next = this.#next[index] ?? 0
    if (this.#kinds[index] === kinds.character) return takes && this.#enter(next, at)
    const counter = this.#counters[index]
    const instruction = this.#machine.instructions[index]
    if (!counter || instruction?.kind !== 'count') return false
    if (!takes) {
      counter.clear(this.#round)
      return false
    }
    const most = counter.most(this.#round, instruction.max)
    if (most === undefined) return false
    this.#wait(index)
    return most >= instruction.min && this.#enter(next, at)
  }

  /** Follows an instruction to all that can come next without a character. */
  #enter(start: number, at: number): boolean {
    const kindOf = this.#kinds
    const nextOne = this.#next
    const reached = this.#reached
    const stack = this.#stack
    const round = this.#round
    let isMatch = false
    let height = 0
    stack[height++] = start
    while (height > 0) {
      const index = stack[--height] ?? 0
      if (reached[index] === round) continue
      reached[index] = round
      const kind = kindOf[index]
      if (kind === kinds.character) this.#wait(index)
      else if (kind === kinds.match) isMatch = true
      else if (kind === kinds.fork) {
        for (const next of this.#forksOf(index)) stack[height++] = next
      } else if (this.#passes(index, at)) stack[height++] = nextOne[index] ?? 0
    }
    return isMatch
  }

  /** Whether the way goes on behind an instruction without a character. */
  #passes(index: number, at: number): boolean {
    const instruction = this.#machine.instructions[index]
    if (instruction?.kind === 'count') {
      this.#counters[index]?.begin(this.#round, instruction.max)
      this.#wait(index)
      return instruction.min === 0
    }
    return isAssertion(instruction) && this.#holds(instruction, at)
  }

  #forksOf(index: number): readonly number[] {
    const instruction = this.#machine.instructions[index]
    return instruction?.kind === 'fork' ? instruction.next : []
  }

  #wait(index: number): void {
    if (this.#waited[index] === this.#round) return
    this.#waited[index] = this.#round
    this.#waiting[this.#waitingCount++] = index
  }
}

function nextOf(instruction: Instruction): number {
  return 'next' in instruction && typeof instruction.next === 'number' ? instruction.next : 0
}

function isAssertion(instruction: Instruction | undefined): instruction is Assertion {
  return instruction?.kind === 'position' || instruction?.kind === 'look'
}
