import { isJsonObject, type JsonValue } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import { propertySchemas } from './check-value.ts'
import type { Direction } from './direction.ts'
import { flagOf, includedIn, isFlagged } from './left-out.ts'

/** Levels beyond which a value is left as it is. */
const deepest = 40

/**
 * A value without the members that do not travel in a direction: examples are often written for both. A member goes
 * where any branch that knows its name says so.
 */
export function withoutLeftOut(
  value: JsonValue,
  schema: SchemaModel,
  direction: Direction,
): JsonValue {
  return cleaned(value, [schema], direction, 0)
}

function cleaned(
  value: JsonValue,
  schemas: readonly SchemaModel[],
  direction: Direction,
  depth: number,
): JsonValue {
  if (depth > deepest || typeof value !== 'object' || value === null) return value
  const applying = applyingTo(schemas)
  if (Array.isArray(value)) {
    return value.map((item, index) => {
      const own = applying.flatMap((part) => part.prefixItems?.[index] ?? part.items ?? [])
      return cleaned(item, own, direction, depth + 1)
    })
  }
  if (!isJsonObject(value)) return value
  const flag = flagOf(direction)
  const members = Object.entries(value).flatMap(([name, member]) => {
    const own = applying.flatMap((part) => propertySchemas(part, name))
    if (own.some((part) => isFlagged(part, flag))) return []
    return [[name, cleaned(member, own, direction, depth + 1)] as const]
  })
  return Object.fromEntries(members)
}

/** Schemas that may judge a value: those given, what they include, and their alternatives. */
function applyingTo(schemas: readonly SchemaModel[]): readonly SchemaModel[] {
  const seen = new Set(schemas)
  // A set is walked to its new end.
  for (const schema of seen) {
    for (const part of includedIn(schema)) {
      for (const next of [part, ...(part.anyOf ?? []), ...(part.oneOf ?? [])]) seen.add(next)
    }
  }
  return [...seen]
}
