import type { SchemaModel } from '@concordat/model'
import { args, braces, type Code, code, key } from '../../code-writer.ts'
import type { TypeSet } from '../facts/type-set.ts'
import type { EmitContext } from './emit-context.ts'

/** Checks for `not`, `if` and `dependentSchemas`. */
export function logicChecks(node: SchemaModel, types: TypeSet, context: EmitContext): Code[] {
  const checks: Code[] = []
  if (node.not) {
    checks.push(code`${context.runtime('not')}(${context.emit(node.not, types).code})`)
  }
  const { condition, whenTrue, whenFalse } = node.conditional ?? {}
  if (condition && (whenTrue || whenFalse)) {
    const given = [
      context.emit(condition, types).code,
      whenTrue ? context.emit(whenTrue, types).code : code`undefined`,
      ...(whenFalse ? [context.emit(whenFalse, types).code] : []),
    ]
    checks.push(code`${context.runtime('conditional')}${args(given)}`)
  }
  if (node.dependentSchemas?.size && types.has('object')) {
    const members = [...node.dependentSchemas].map(
      ([name, schema]) =>
        code`${key(name)}: ${context.emit(schema, new Set(['object'] as const)).code}`,
    )
    checks.push(code`${context.runtime('dependentSchemas')}(${braces(members)})`)
  }
  return checks
}
