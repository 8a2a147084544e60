import { args, type Code, code } from '../../code-writer.ts'
import type { EmitContext } from './emit-context.ts'
import type { Expression } from './expression.ts'

/** An expression that must also pass checks of the value as it came in. */
export function withChecks(
  expression: Expression,
  checks: readonly Code[],
  context: EmitContext,
): Expression {
  if (checks.length === 0) return expression
  const { shape: _shape, isBare: _isBare, type, ...rest } = expression
  // What strips properties must be checked before it does; one named `__proto__` no object of Zod's keeps.
  if (!expression.keeps || expression.types.has('object')) {
    return {
      ...rest,
      code: code`${context.runtime('checked')}${args([expression.code, ...checks])}`,
    }
  }
  return { ...rest, ...(type && { type }), code: code`${expression.code}.check${args(checks)}` }
}
