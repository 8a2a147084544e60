import type { Drawing } from './drawing.ts'
import { isObject, isSchema, type JsonSchema, schemaMap, schemasIn } from './json-schema.ts'
import { typesOf } from './merge-schemas.ts'
import { resolvePointer } from './resolve-pointer.ts'

/** A value of each type. */
const samples: readonly (readonly [string, unknown])[] = [
  ['number', -1.5],
  ['string', 'text'],
  ['boolean', true],
  ['null', null],
]

/**
 * What an object of one branch of `oneOf` can hold so that the others, where they leave all properties to choice, refuse
 * it: for each of them a property that only it knows, with a value of another type.
 */
export function exclusiveBranch(
  chosen: JsonSchema,
  others: readonly JsonSchema[],
  drawing: Drawing,
): JsonSchema {
  const own = propertiesOf(chosen, drawing)
  const spoiled = new Map<string, JsonSchema>()
  for (const other of others) {
    for (const [name, schema] of propertiesOf(other, drawing)) {
      const value = own.has(name) ? undefined : strangeTo(schema, drawing)
      if (value === undefined) continue
      spoiled.set(name, { const: value.value })
      break
    }
  }
  if (spoiled.size === 0) return true
  return { properties: Object.fromEntries(spoiled), required: [...spoiled.keys()] }
}

function strangeTo(schema: JsonSchema, drawing: Drawing): { readonly value: unknown } | undefined {
  const types = included(schema, drawing).flatMap((part) =>
    isObject(part) ? (typesOf(part) ?? []) : [],
  )
  if (types.length === 0) return undefined
  const found = samples.find(([type]) => !types.includes(type))
  return found && { value: found[1] }
}

function propertiesOf(schema: JsonSchema, drawing: Drawing): Map<string, JsonSchema> {
  const parts = included(schema, drawing)
  return new Map(parts.flatMap((part) => (isObject(part) ? [...schemaMap(part.properties)] : [])))
}

/** A schema and those that judge the same value with it. */
function included(root: JsonSchema, drawing: Drawing): readonly JsonSchema[] {
  const seen = new Set([root])
  for (const schema of seen) {
    if (!isObject(schema)) continue
    const { $ref, allOf } = schema
    const target = typeof $ref === 'string' ? resolvePointer(drawing.document, $ref) : undefined
    for (const part of [...schemasIn(allOf), ...(isSchema(target) ? [target] : [])]) seen.add(part)
  }
  return [...seen]
}
