import { isMultipleOf, type Random } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import { commonMultiple, timesStep } from '../check/multiples.ts'
import { isWhole, largest, smallest } from '../goal/limits.ts'

/** The numbers that schemas allow together: multiples of a step between two ends, which belong to them. */
export interface NumberRange {
  readonly lowest: number | undefined
  readonly highest: number | undefined
  readonly step: number
}

const wholeFormats: ReadonlySet<string> = new Set(['int32', 'int64'])

/** Whether only whole numbers are meant. */
export function isInteger(parts: readonly SchemaModel[]): boolean {
  return isWhole(parts) || parts.some(({ format }) => wholeFormats.has(format ?? ''))
}

/** The range of numbers that parts leave. */
export function numberRange(parts: readonly SchemaModel[]): NumberRange {
  const step = stepOf(parts)
  const int32 = parts.some(({ format }) => format === 'int32')
  const low = [
    inclusive(largest(parts, 'minimum'), step, 1),
    exclusive(largest(parts, 'exclusiveMinimum'), step, 1),
    int32 ? inclusive(-2147483648, step, 1) : undefined,
  ].filter((end) => end !== undefined)
  const high = [
    inclusive(smallest(parts, 'maximum'), step, -1),
    exclusive(smallest(parts, 'exclusiveMaximum'), step, -1),
    int32 ? inclusive(2147483647, step, -1) : undefined,
  ].filter((end) => end !== undefined)
  return {
    lowest: low.length > 0 ? Math.max(...low) : undefined,
    highest: high.length > 0 ? Math.min(...high) : undefined,
    step,
  }
}

function stepOf(parts: readonly SchemaModel[]): number {
  const whole = isInteger(parts)
  const steps = parts.flatMap(({ multipleOf }) => multipleOf ?? [])
  const joined = steps.reduce<number | undefined>(
    (step, next) => (step === undefined ? next : commonMultiple(step, next)),
    whole ? 1 : undefined,
  )
  if (joined !== undefined) return joined
  // Among free numbers a step is a choice: fine enough to leave several within the bounds.
  const from = Math.max(
    largest(parts, 'minimum') ?? -1e9,
    largest(parts, 'exclusiveMinimum') ?? -1e9,
  )
  const to = Math.min(smallest(parts, 'maximum') ?? 1e9, smallest(parts, 'exclusiveMaximum') ?? 1e9)
  let step = 0.01
  while (step > 1e-12 && to - from < step * 4) step /= 10
  return step < 0.01 ? Number(step.toPrecision(1)) : step
}

function inclusive(end: number | undefined, step: number, direction: 1 | -1): number | undefined {
  if (end === undefined || isMultipleOf(end, step)) return end
  const count = direction === 1 ? Math.ceil(end / step) : Math.floor(end / step)
  return timesStep(count, step)
}

function exclusive(end: number | undefined, step: number, direction: 1 | -1): number | undefined {
  if (end === undefined) return undefined
  const count = end / step
  const nearest = Math.round(count)
  if (isMultipleOf(end, step)) {
    const next = timesStep(nearest + direction, step)
    return next === end ? undefined : next
  }
  return inclusive(end, step, direction)
}

/** Numbers to try, ordinary ones first, and whether they are all that there are. */
export interface NumberCandidates {
  readonly numbers: Iterable<number>
  readonly isComplete: boolean
}

const most = 60

/** Numbers of a range: the least first, or any. */
export function numberCandidates(
  parts: readonly SchemaModel[],
  random: Random,
  prefersLeast: boolean,
): NumberCandidates {
  const { lowest, highest, step } = numberRange(parts)
  if (lowest !== undefined && highest !== undefined && lowest > highest) {
    return { numbers: [], isComplete: hasGrid(parts) }
  }
  const from =
    lowest ??
    (highest === undefined ? 0 : Math.min(0, timesStep(Math.floor(highest / step) - 100, step)))
  const first = Math.round(from / step)
  const room =
    highest === undefined ? Number.POSITIVE_INFINITY : Math.floor(highest / step + 1e-9) - first
  if (room <= most && Number.isSafeInteger(first)) {
    const all = Array.from({ length: room + 1 }, (_, index) => timesStep(first + index, step))
    const inside = all.filter((value) => value >= from && value <= (highest ?? value))
    const start = prefersLeast ? 0 : random.integer(0, Math.max(0, inside.length - 1))
    const numbers = [...inside.slice(start), ...inside.slice(0, start)]
    return { numbers, isComplete: hasGrid(parts) }
  }
  const near = Math.min(room, step < 1 ? 10_000 : 100)
  function* numbers(): Generator<number> {
    for (let index = 0; index < most; index += 1) {
      const count = prefersLeast && index < 3 ? index : random.integer(0, near)
      yield Number.isSafeInteger(first) ? timesStep(first + count, step) : from + count * step
    }
    yield from
    if (highest !== undefined) yield highest
  }
  return { numbers: numbers(), isComplete: false }
}

/** Whether the step is said by the schemas, so that numbers between its multiples are none. */
function hasGrid(parts: readonly SchemaModel[]): boolean {
  return isWhole(parts) || parts.some(({ multipleOf }) => multipleOf !== undefined)
}
