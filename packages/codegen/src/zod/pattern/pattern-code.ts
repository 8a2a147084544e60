import { type Code, code, regex } from '../../code-writer.ts'

/** How a pattern is run: by the engine of the language, or by one whose time is linear in the text. */
export type PatternPlan =
  | { readonly kind: 'native'; readonly code: Code }
  | { readonly kind: 'linear'; readonly source: Code }
  | { readonly kind: 'refused'; readonly reason: string }

/** Decides how a pattern is run. */
export function planPattern(source: string): PatternPlan {
  try {
    return { kind: 'native', code: regex(source, 'u') }
  } catch (error) {
    return { kind: 'refused', reason: error instanceof Error ? error.message : String(error) }
  }
}

/** An expression with a `test` method; `undefined` for a pattern that is refused. */
export function patternTest(plan: PatternPlan, linearPattern: () => Code): Code | undefined {
  if (plan.kind === 'native') return plan.code
  if (plan.kind === 'refused') return undefined
  return code`${linearPattern()}(${plan.source})`
}
