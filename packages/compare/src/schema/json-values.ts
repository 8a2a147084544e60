import type { JsonValue } from '@concordat/core'
import type { ValueType } from './cell.ts'

export function typeOfValue(value: JsonValue): ValueType {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'object') return 'object'
  if (typeof value === 'boolean') return 'boolean'
  return typeof value === 'number' ? 'number' : 'string'
}

/** Length of a text as JSON Schema counts it: in code points. */
export function lengthOf(text: string): number {
  let length = 0
  for (const _ of text) length += 1
  return length
}

/** Whether a number is a multiple of another, counted as decimal fractions. */
export function isMultipleOf(value: number, of: number): boolean {
  const quotient = value / of
  if (Number.isInteger(quotient)) return true
  const [a, b] = scaled(value, of)
  return b !== 0n && a % b === 0n
}

/** Two decimal fractions as integers of one scale. */
function scaled(a: number, b: number): readonly [bigint, bigint] {
  const [left, right] = [parts(a), parts(b)]
  const exponent = Math.min(left.exponent, right.exponent)
  const grow = (part: { digits: bigint; exponent: number }): bigint =>
    part.digits * 10n ** BigInt(Math.min(part.exponent - exponent, 700))
  return [grow(left), grow(right)]
}

function parts(value: number): { readonly digits: bigint; readonly exponent: number } {
  const [mantissa = '0', power = '0'] = value.toExponential().split('e')
  const [whole = '0', fraction = ''] = mantissa.split('.')
  return { digits: BigInt(whole + fraction), exponent: Number(power) - fraction.length }
}
