import { isMultipleOf } from '@concordat/core'
import { type Check, predicate } from '../check.ts'

/**
 * `multipleOf`, exact for decimals: 19.99 is a multiple of 0.01, and 0.0075 is not one of 0.01.
 * @see {@link https://json-schema.org/draft/2020-12/json-schema-validation#section-6.2.1 | JSON Schema Validation, 6.2.1}
 * @example
 * ```ts
 * import * as s from '@concordat/schema'
 * import * as z from 'zod'
 * const Price = z.number().check(s.multipleOf(0.01))
 * ```
 */
export function multipleOf(divisor: number): Check {
  return predicate(
    (value) => typeof value !== 'number' || isMultipleOf(value, divisor),
    `Invalid number: must be a multiple of ${divisor}`,
  )
}
