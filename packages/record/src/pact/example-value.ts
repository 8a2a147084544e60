import { createRandom, isJsonObject, type JsonValue } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import { type Direction, makeValue } from '@concordat/values'
import { items, type MemberPath, memberStep, nameOfStep } from '../reads/member-path.ts'

/** How often another value is tried where one lacks a member that is wanted. */
const attempts = 20

/** A made value, and the wanted places that it has not. */
export interface Example {
  readonly value: JsonValue
  readonly missing: readonly MemberPath[]
}

/**
 * A value of a schema with no more than the wanted places, and as many of them as one value can have. It is made, and so
 * holds nothing of what was sent or answered.
 */
export function exampleValue(
  schema: SchemaModel | undefined,
  wanted: readonly MemberPath[],
  { seed, direction }: { readonly seed: string; readonly direction: Direction },
): Example {
  let best: Example | undefined
  for (let attempt = 0; attempt < attempts; attempt++) {
    const made = schema && makeOne(schema, `${seed} ${attempt}`, attempt, direction)
    if (made === undefined) break
    const value = cut(made, wanted)
    const missing = wanted.filter((path) => !hasPlace(value, path))
    if (!best || missing.length < best.missing.length) best = { value, missing }
    if (missing.length === 0) break
  }
  return best ?? { value: inventValue(wanted), missing: [] }
}

function makeOne(
  schema: SchemaModel,
  seed: string,
  attempt: number,
  direction: Direction,
): JsonValue | undefined {
  const made = makeValue(schema, {
    random: createRandom(1, seed),
    fullness: attempt === 0 ? 'fullest' : 'random',
    direction,
    bound: { size: 2000 },
  })
  return made.kind === 'made' ? made.value : undefined
}

/** The value without what is not wanted; of lists the first item, which stands for all. */
function cut(value: JsonValue, wanted: readonly MemberPath[]): JsonValue {
  const inside = (step: string): MemberPath[] =>
    wanted.filter((path) => path[0] === step).map((path) => path.slice(1))
  if (Array.isArray(value)) {
    const paths = inside(items)
    // Items of whose members nothing is known are taken whole.
    return value.slice(0, 1).map((item) => (paths.length > 0 ? cut(item, paths) : item))
  }
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]): [string, JsonValue][] => {
      const paths = inside(memberStep(name))
      return paths.length > 0 ? [[name, cut(member, paths)]] : []
    }),
  )
}

function hasPlace(value: JsonValue, [step, ...rest]: MemberPath): boolean {
  if (step === undefined) return true
  if (step === items) return Array.isArray(value) && value.some((item) => hasPlace(item, rest))
  if (!isJsonObject(value)) return false
  const name = Object.keys(value).find((one) => memberStep(one) === step)
  const member = name === undefined ? undefined : value[name]
  return member !== undefined && hasPlace(member, rest)
}

/** Where the document has no schema, the places themselves are all that is known. */
function inventValue(wanted: readonly MemberPath[]): JsonValue {
  const steps = [...new Set(wanted.flatMap((path) => path.slice(0, 1)))]
  if (steps.length === 0) return 'text'
  const inside = (step: string): JsonValue =>
    inventValue(wanted.filter((path) => path[0] === step).map((path) => path.slice(1)))
  if (steps.includes(items)) return [inside(items)]
  return Object.fromEntries(steps.map((step) => [nameOfStep(step), inside(step)]))
}
