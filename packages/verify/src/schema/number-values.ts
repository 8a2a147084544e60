import type { JsonObject, Random } from '@concordat/core'

/** The numbers that a schema allows, as a range of multiples of a step. */
export interface NumberRange {
  readonly lowest: number | undefined
  readonly highest: number | undefined
  readonly step: number
}

/** Reads `minimum`, `exclusiveMaximum`, `multipleOf` and the like into one range; ends are inclusive. */
export function numberRange(schema: JsonObject, integer: boolean): NumberRange {
  const step = typeof schema.multipleOf === 'number' ? schema.multipleOf : integer ? 1 : 0.01
  const bound = (inclusive: unknown, exclusive: unknown, sign: 1 | -1): number | undefined => {
    const ends: number[] = []
    if (typeof inclusive === 'number') {
      ends.push(sign > 0 ? roundUp(inclusive, step) : roundDown(inclusive, step))
    }
    if (typeof exclusive === 'number') {
      const rounded = sign > 0 ? roundUp(exclusive, step) : roundDown(exclusive, step)
      ends.push(rounded === exclusive ? precise(exclusive + sign * step, step) : rounded)
    }
    if (ends.length === 0) return undefined
    return sign > 0 ? Math.max(...ends) : Math.min(...ends)
  }
  return {
    lowest: bound(schema.minimum, schema.exclusiveMinimum, 1),
    highest: bound(schema.maximum, schema.exclusiveMaximum, -1),
    step,
  }
}

/** An ordinary number in the schema's range. */
export function makeNumber(
  schema: JsonObject,
  random: Random,
  integer: boolean,
  smallest = false,
): number {
  const { lowest, highest, step } = numberRange(schema, integer)
  const from = lowest ?? (highest === undefined ? 0 : Math.min(0, highest - 100 * step))
  const to = Math.min(highest ?? Number.POSITIVE_INFINITY, from + (integer ? 100 : 10_000) * step)
  const first = roundUp(from, step)
  const steps = Math.max(0, Math.floor((to - first) / step + 1e-9))
  const most = smallest ? 0 : Math.min(steps, 10_000)
  return precise(first + random.integer(0, most) * step, step)
}

const decimals = (step: number): number => {
  const text = String(step)
  const exponent = /e-(\d+)$/.exec(text)
  if (exponent) return Number(exponent[1])
  return text.split('.')[1]?.length ?? 0
}

/** Removes what binary fractions add: 0.1 + 0.2 is 0.3 here. */
export function precise(value: number, step: number): number {
  const places = decimals(step)
  return places > 20 ? value : Number(value.toFixed(places))
}

function roundUp(value: number, step: number): number {
  const quotient = value / step
  const rounded = Math.round(quotient)
  return precise((Math.abs(quotient - rounded) < 1e-9 ? rounded : Math.ceil(quotient)) * step, step)
}

function roundDown(value: number, step: number): number {
  const quotient = value / step
  const rounded = Math.round(quotient)
  return precise(
    (Math.abs(quotient - rounded) < 1e-9 ? rounded : Math.floor(quotient)) * step,
    step,
  )
}
