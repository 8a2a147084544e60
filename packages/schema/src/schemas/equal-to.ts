import { isJsonEqual } from '@concordat/core'
import * as z from 'zod'

/**
 * `enum` and `const` with objects and arrays, which Zod compares by identity.
 * @example
 * ```ts
 * import * as s from '@concordat/schema'
 * const Origin = s.equalTo({ x: 0, y: 0 })
 * ```
 */
export function equalTo<const Values extends readonly unknown[]>(
  ...values: Values
): z.ZodType<Mutable<Values[number]>> {
  return z.custom<Mutable<Values[number]>>(
    (value) => values.some((expected) => isJsonEqual(value, expected)),
    { error: 'Invalid input: expected a certain value' },
  )
}

/** A type without the `readonly` that `const` inference adds. */
export type Mutable<T> = { -readonly [Key in keyof T]: Mutable<T[Key]> }
