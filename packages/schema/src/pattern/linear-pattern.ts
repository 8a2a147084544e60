import { parsePattern } from '@concordat/core'
import type { TextPattern } from '../checks/pattern-properties.ts'
import { type Automaton, compileAutomaton, type Machine } from './automaton.ts'
import { MachineRun } from './machine-run.ts'

/**
 * A pattern that is matched in time linear in the text, whatever the pattern: it means what a `RegExp` with the `u` flag
 * means, but no text can make it hang. Throws a `SyntaxError` for what is no pattern, and a `RangeError` for
 * backreferences, which nobody can match so.
 *
 * @example
 * ```ts
 * import * as s from '@concordat/schema'
 * s.linearPattern('^(a+)+$').test(`${'a'.repeat(100)}!`) // false, at once
 * ```
 */
export function linearPattern(source: string): TextPattern {
  let compiled: Automaton | undefined
  return {
    test: (text) => {
      compiled ??= compileAutomaton(parsePattern(source))
      return new Matching(compiled, text).isMatch()
    },
  }
}

/** One text under one pattern. */
class Matching {
  readonly #automaton: Automaton
  readonly #text: readonly number[]
  /** Of each lookaround, at which positions it holds. */
  readonly #looks: Uint8Array[] = []

  constructor(automaton: Automaton, text: string) {
    this.#automaton = automaton
    this.#text = Array.from(text, (character) => character.codePointAt(0) ?? 0)
  }

  isMatch(): boolean {
    const { lookarounds, machine } = this.#automaton
    for (const look of lookarounds) {
      const step = look.direction === 'ahead' ? -1 : 1
      this.#looks.push(this.#positions(look.machine, step, false))
    }
    return this.#positions(machine, 1, true).includes(1)
  }

  /** At which positions the machine can end, wherever it began. */
  #positions(machine: Machine, step: 1 | -1, stopsAtFirst: boolean): Uint8Array {
    const text = this.#text
    const { length } = text
    const found = new Uint8Array(length + 1)
    const run = new MachineRun(machine, (instruction, at) =>
      instruction.kind === 'look'
        ? (this.#looks[instruction.look.index]?.[at] === 1) !== instruction.isNegated
        : this.#isAt(instruction.at, at),
    )
    for (let count = 0; count <= length; count += 1) {
      const at = step === 1 ? count : length - count
      const character = count === 0 ? undefined : (text[step === 1 ? at - 1 : at] ?? 0)
      if (!run.step(character, at)) continue
      found[at] = 1
      if (stopsAtFirst) return found
    }
    return found
  }

  #isAt(kind: 'start' | 'end' | 'boundary' | 'no-boundary', at: number): boolean {
    if (kind === 'start') return at === 0
    if (kind === 'end') return at === this.#text.length
    const isBoundary = isWord(this.#text[at - 1]) !== isWord(this.#text[at])
    return isBoundary === (kind === 'boundary')
  }
}

/** Whether a character is one of `\w`. @see ECMA-262, WordCharacters */
function isWord(code: number | undefined): boolean {
  return code !== undefined && code < 128 && /\w/.test(String.fromCharCode(code))
}
