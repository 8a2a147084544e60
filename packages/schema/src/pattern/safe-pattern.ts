import { parsePattern } from '@concordat/core'
import type { TextPattern } from '../checks/pattern-properties.ts'
import { compileAutomaton } from './automaton.ts'
import { isSafelyBacktracked } from './backtracking.ts'
import { linearPattern } from './linear-pattern.ts'
import { mostSteps, stepsFor } from './most-steps.ts'

/**
 * A pattern that no text can make hang: run by the engine of the language where that is proven to be quick, else by
 * {@link linearPattern}; `undefined` where neither can. Throws a `SyntaxError` for what is no pattern with the `u` flag.
 *
 * @example
 * ```ts
 * import { safePattern } from '@concordat/schema/pattern'
 * safePattern('^[a-z]+$')?.test('abc') // true
 * safePattern('(a)\\1') // undefined: nobody can match a backreference quickly
 * ```
 */
export function safePattern(source: string): TextPattern | undefined {
  try {
    const parsed = parsePattern(source)
    if (isSafelyBacktracked(parsed, stepsFor())) return new RegExp(source, 'u')
    compileAutomaton(parsed, mostSteps)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
  return linearPattern(source)
}
