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

function isMultipleOf(value: number, divisor: number): boolean {
  if (Number.isSafeInteger(value) && Number.isSafeInteger(divisor)) return value % divisor === 0
  if (!Number.isFinite(value)) return false
  const [digits, exponent] = decimal(value)
  const [divisorDigits, divisorExponent] = decimal(divisor)
  const shared = Math.min(exponent, divisorExponent)
  const scaled = digits * 10n ** BigInt(exponent - shared)
  return scaled % (divisorDigits * 10n ** BigInt(divisorExponent - shared)) === 0n
}

/** A number as the decimal that prints it: digits times a power of ten. */
function decimal(value: number): [digits: bigint, exponent: number] {
  const [mantissa = '0', exponent = '0'] = String(value).split('e')
  const [integer = '0', fraction = ''] = mantissa.split('.')
  return [BigInt(integer + fraction), Number(exponent) - fraction.length]
}
