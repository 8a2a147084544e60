import { isJsonObject, type JsonObject, type JsonValue } from '@concordat/core'
import type { Operation } from '../api/api.ts'
import { typeOf } from '../api/make-value.ts'

/** A schema inside a schema, and the way to its values: a name, or `*` for every item of a list. */
export interface Spot {
  readonly path: readonly string[]
  readonly flat: JsonObject
  readonly isRequired: boolean
}

const deepest = 3

/** Every spot of a schema whose values have a place of their own, what lies at the top first. */
export function spotsOf({ api }: Operation, schema: unknown): Spot[] {
  const spots: Spot[] = []
  const look = (node: unknown, path: readonly string[], isRequired: boolean): void => {
    const flat = api.schemas.flatten(node)
    spots.push({ path, flat, isRequired })
    if (path.length >= deepest || flat.oneOf !== undefined || flat.anyOf !== undefined) return
    if (typeOf(flat) === 'array') look(flat.items, [...path, '*'], false)
    if (!isJsonObject(flat.properties)) return
    const required = Array.isArray(flat.required) ? flat.required.map(String) : []
    for (const [name, property] of Object.entries(flat.properties)) {
      look(property, [...path, name], required.includes(name))
    }
  }
  look(schema, [], true)
  return spots
}

/** Whether a schema says no more than one of the things that a value can be. */
export function isSingle(flat: JsonObject): boolean {
  return typeof flat.type === 'string' && flat.oneOf === undefined && flat.anyOf === undefined
}

/** Members whose names are told by a pattern or by `additionalProperties`. */
export function isClosed(flat: JsonObject): boolean {
  return flat.additionalProperties === false && flat.patternProperties === undefined
}

type Change = (value: JsonValue | undefined, parent: JsonValue) => JsonValue | undefined

/**
 * A copy in which every value at a path is another; `undefined` takes it away. `undefined` as a whole: nothing was
 * there to be changed.
 */
export function changeAt(
  value: JsonValue,
  path: readonly string[],
  change: Change,
): JsonValue | undefined {
  const [step, ...rest] = path
  if (step === undefined) return change(value, null)
  if (step === '*') {
    if (!Array.isArray(value) || value.length === 0) return undefined
    const last = value.length - 1
    const item = value[last] ?? null
    const changed = rest.length === 0 ? change(item, value) : changeAt(item, rest, change)
    return changed === undefined ? undefined : [...value.slice(0, last), changed]
  }
  if (!isJsonObject(value)) return undefined
  const inner = Object.hasOwn(value, step) ? value[step] : undefined
  if (rest.length > 0) {
    const changed = inner === undefined ? undefined : changeAt(inner, rest, change)
    return changed === undefined ? undefined : { ...value, [step]: changed }
  }
  const { [step]: _, ...others } = value
  const changed = change(inner, value)
  if (changed === undefined) return inner === undefined ? undefined : others
  return { ...others, [step]: changed }
}
