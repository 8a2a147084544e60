import { createRandom, isJsonObject, type JsonObject, type JsonValue } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import { acceptsValue, makeValue, withoutLeftOut } from '@concordat/values'
import { propertiesOf } from '../resource/entity-schema.ts'

const direction = 'response'

/**
 * What is kept, as a schema of an answer shows it: the members that it documents, as they are where it allows that, and
 * made ones where something is missing. `undefined` where no value of the schema was found.
 */
export function represent(
  schema: SchemaModel,
  entity: JsonObject,
  seed: number,
): JsonObject | undefined {
  const names = propertiesOf(schema)
  const shown =
    names.size === 0
      ? entity
      : Object.fromEntries(Object.entries(entity).filter(([name]) => names.has(name)))
  const plain = withoutLeftOut(shown, schema, direction)
  if (isJsonObject(plain) && acceptsValue(schema, plain, { direction })) return plain
  const base = makeAnswer(schema, seed, shown)
  if (!isJsonObject(base)) return undefined
  return overlaid(schema, base, isJsonObject(plain) ? plain : shown)
}

/** A value of a schema of an answer; known members where they are allowed. */
export function makeAnswer(
  schema: SchemaModel,
  seed: number,
  known: JsonObject = {},
): JsonValue | undefined {
  const made = makeValue(schema, {
    random: createRandom(seed, schema.pointer),
    fullness: 'fullest',
    direction,
    known: (name) => (Object.hasOwn(known, name) ? known[name] : undefined),
  })
  return made.kind === 'made' ? made.value : undefined
}

/** A value with as many members of another as its schema allows. */
export function overlaid(schema: SchemaModel, base: JsonObject, members: JsonObject): JsonObject {
  const whole = { ...base, ...members }
  if (acceptsValue(schema, whole, { direction })) return whole
  let result = base
  for (const [name, value] of Object.entries(members)) {
    const candidate = { ...result, [name]: value }
    if (acceptsValue(schema, candidate, { direction })) result = candidate
  }
  return result
}
