import * as z from 'zod'

/**
 * An integer as JSON Schema has it: any number without a fraction, `1.0` and `1e20` included. `z.int()` stops at 2^53.
 * @see {@link https://json-schema.org/draft/2020-12/json-schema-validation#section-6.1.1 | JSON Schema Validation, 6.1.1}
 * @example
 * ```ts
 * import * as s from '@concordat/schema'
 * const Page = s.integer().min(1)
 * ```
 */
export function integer(): z.ZodNumber {
  return z.number().refine(Number.isInteger, { error: 'Invalid input: expected integer' })
}
