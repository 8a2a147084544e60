import type * as z from 'zod'
import { compileChildren } from '../child-schema.ts'
import { canCompile, compiledSchema } from './compiled-schema.ts'

/** What a validator says of a value. */
export type ValidatorResult<Output> =
  | { readonly success: true; readonly data: Output }
  | { readonly success: false; readonly error: { readonly issues: readonly ValidatorIssue[] } }

/** One disagreement. */
export interface ValidatorIssue {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/** Judges values; a Zod schema is one too. */
export interface CompiledValidator<Output> {
  safeParse(value: unknown): ValidatorResult<Output>
}

/**
 * A validator with the verdicts of a schema, at the speed of code written for it: `z.compile` where the run time allows
 * code to be generated, the schema itself where it does not. It is compiled on its first use. Unlike a schema it refuses
 * what is nested too deep to be judged, rather than throwing.
 *
 * @example
 * ```ts
 * import { compileValidator } from '@concordat/schema'
 * import * as z from 'zod'
 * const validator = compileValidator(z.object({ name: z.string() }))
 * validator.safeParse({ name: 'Ada' }).success // true
 * ```
 */
export function compileValidator<Schema extends z.ZodType>(
  schema: Schema,
): CompiledValidator<z.output<Schema>> {
  let ready: Schema | undefined
  return {
    safeParse: (value) => {
      ready ??= prepare(schema)
      try {
        return ready.safeParse(value)
      } catch (error) {
        if (!(error instanceof RangeError)) throw error
        const issue = { path: [], message: 'Too deeply nested' }
        return { success: false, error: { issues: [issue] } }
      }
    },
  }
}

function prepare<Schema extends z.ZodType>(schema: Schema): Schema {
  if (!canCompile()) return schema
  compileChildren(compiledSchema)
  // Compiling gives a clone of the same kind.
  return compiledSchema(schema) as Schema
}
