/** The least common multiple of two numbers, as decimals. */
export function commonMultiple(a: number, b: number): number {
  const [left, right, places] = scaled(a, b)
  if (left === 0n || right === 0n) return a
  const product = (left / divisor(left, right)) * right
  return decimal(product < 0n ? -product : product, places)
}

function divisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : divisor(b, a % b)
}

/** A multiple of a step, as the nearest double of its decimal. */
export function timesStep(count: number, step: number): number {
  if (Number.isInteger(step)) return count * step
  const [left, , places] = scaled(step, 1)
  return Number.isSafeInteger(count) ? decimal(BigInt(count) * left, places) : count * step
}

/** Both numbers as integers of the same scale, and that scale as a count of decimal places. */
function scaled(a: number, b: number): [bigint, bigint, number] {
  const left = parts(a)
  const right = parts(b)
  const places = Math.max(left.places, right.places)
  return [
    left.digits * 10n ** BigInt(places - left.places),
    right.digits * 10n ** BigInt(places - right.places),
    places,
  ]
}

function parts(value: number): { digits: bigint; places: number } {
  const [mantissa = '0', exponent = '0'] = String(value).split('e')
  const [whole = '0', fraction = ''] = mantissa.split('.')
  const places = fraction.length - Number(exponent)
  const digits = BigInt(whole + fraction)
  return places < 0 ? { digits: digits * 10n ** BigInt(-places), places: 0 } : { digits, places }
}

function decimal(digits: bigint, places: number): number {
  return Number(`${digits}e-${places}`)
}
