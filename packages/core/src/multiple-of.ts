/**
 * Whether a number is a multiple of another, both as the decimals that they are written as: 19.99 is one of 0.01, which
 * a division of doubles denies, and 0.0075 is none.
 *
 * @example
 * ```ts
 * import { isMultipleOf } from '@concordat/core'
 *
 * isMultipleOf(19.99, 0.01) // true
 * ```
 * @see {@link https://json-schema.org/draft/2020-12/json-schema-validation#section-6.2.1 | JSON Schema Validation, 6.2.1}
 */
export function isMultipleOf(value: number, divisor: number): boolean {
  if (Number.isSafeInteger(value) && Number.isSafeInteger(divisor)) return value % divisor === 0
  if (!Number.isFinite(value) || divisor === 0) return false
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
