import type { Drawing } from './drawing.ts'
import { numberAt, type SchemaObject } from './json-schema.ts'
import { Unsatisfiable } from './merge-schemas.ts'
import { integerBetween } from './random.ts'

const int32 = 2_147_483_647

/** Draws a number between a schema's bounds, on the grid of its `multipleOf`. */
export function numberValue(schema: SchemaObject, integer: boolean, drawing: Drawing): number {
  const step = stepOf(schema, integer)
  const low = lowest(schema, step)
  const high = highest(schema, step)
  if (low > high) throw new Unsatisfiable('bounds')
  const from = Math.ceil(onGrid(low / step))
  const to = Math.floor(onGrid(high / step))
  if (from > to) throw new Unsatisfiable('multipleOf')
  const wished = drawing.vary ? integerBetween(drawing.random, from, Math.min(to, from + 1000)) : 1
  const value = Math.min(Math.max(wished, from), to) * step
  const short = tidy(value)
  return short >= low && short <= high ? short : value
}

function stepOf(schema: SchemaObject, integer: boolean): number {
  const multiple = numberAt(schema, 'multipleOf')
  if (multiple !== undefined && multiple > 0) {
    if (!integer || Number.isInteger(multiple)) return multiple
    // An integer that is a multiple of 0.5 is found among the integers; of 1.5, among the threes.
    for (let factor = 1; factor <= 1000; factor++)
      if (Number.isInteger(tidy(multiple * factor))) return tidy(multiple * factor)
  }
  if (integer) return 1
  const width =
    (numberAt(schema, 'maximum') ?? numberAt(schema, 'exclusiveMaximum') ?? 1) -
    (numberAt(schema, 'minimum') ?? numberAt(schema, 'exclusiveMinimum') ?? 0)
  return Math.abs(width) >= 2 || width <= 0 ? 1 : width / 4
}

function lowest(schema: SchemaObject, step: number): number {
  const inclusive = numberAt(schema, 'minimum') ?? Number.NEGATIVE_INFINITY
  const exclusive = numberAt(schema, 'exclusiveMinimum')
  const low = Math.max(
    inclusive,
    exclusive === undefined ? Number.NEGATIVE_INFINITY : above(exclusive, step),
  )
  if (low !== Number.NEGATIVE_INFINITY) return low
  const high = Math.min(
    numberAt(schema, 'maximum') ?? int32,
    numberAt(schema, 'exclusiveMaximum') ?? int32,
  )
  return high < 0 ? high - 1000 * step : 0
}

function highest(schema: SchemaObject, step: number): number {
  const inclusive = numberAt(schema, 'maximum') ?? Number.POSITIVE_INFINITY
  const exclusive = numberAt(schema, 'exclusiveMaximum')
  const high = Math.min(
    inclusive,
    exclusive === undefined ? Number.POSITIVE_INFINITY : below(exclusive, step),
  )
  if (high !== Number.POSITIVE_INFINITY) return high
  const low = lowest(schema, step)
  return low > int32 - 1000 ? low + 1000 * step : int32
}

function above(limit: number, step: number): number {
  const next = (Math.floor(onGrid(limit / step)) + 1) * step
  return next > limit ? next : limit + step
}

function below(limit: number, step: number): number {
  const previous = (Math.ceil(onGrid(limit / step)) - 1) * step
  return previous < limit ? previous : limit - step
}

/** Undoes the error of a division of decimals: 0.3 / 0.1 is 2.9999999999999996. */
function onGrid(quotient: number): number {
  const nearest = Math.round(quotient)
  return Math.abs(quotient - nearest) < 1e-9 * Math.max(1, Math.abs(quotient)) ? nearest : quotient
}

function tidy(value: number): number {
  return Number(value.toPrecision(15))
}
