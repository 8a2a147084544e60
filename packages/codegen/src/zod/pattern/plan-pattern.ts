import {
  compileAutomaton,
  isSafelyBacktracked,
  parsePattern,
  stepsFor,
  toUnicodeSource,
} from '@concordat/schema/pattern'
import { type Code, code, literal, regex } from '../../code-writer.ts'

/**
 * How a pattern is run. By the engine of the language where that is proven to take linear time; else by the engine of
 * `@concordat/schema`, which always does, so that no text that a caller sends can hang a server.
 */
export type PatternPlan =
  | { readonly kind: 'native'; readonly code: Code; readonly isRewritten: boolean }
  | { readonly kind: 'linear'; readonly source: Code; readonly isRewritten: boolean }
  | { readonly kind: 'invalid'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string }

/** Decides how a pattern is run, on texts that are at most so long. */
export function planPattern(source: string, longest?: number): PatternPlan {
  const unicode = toUnicodeSource(source)
  if (unicode === undefined) return { kind: 'invalid', reason: syntaxError(source) }
  const isRewritten = unicode !== source
  const most = stepsFor(longest)
  try {
    const parsed = parsePattern(unicode)
    if (isSafelyBacktracked(parsed, most)) {
      return { kind: 'native', code: regex(unicode, 'u'), isRewritten }
    }
    compileAutomaton(parsed, most)
    return { kind: 'linear', source: literal(unicode), isRewritten }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { kind: 'refused', reason: error.message }
  }
}

/** An expression with a `test` method; `undefined` for a pattern that is refused. */
export function patternTest(plan: PatternPlan, linearPattern: () => Code): Code | undefined {
  if (plan.kind === 'native') return plan.code
  return plan.kind === 'linear' ? code`${linearPattern()}(${plan.source})` : undefined
}

function syntaxError(source: string): string {
  try {
    new RegExp(source, 'u')
    return 'It is none.'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
