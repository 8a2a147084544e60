import {
  isJsonObject,
  isJsonSchema,
  type JsonPointer,
  type JsonSchema,
  joinPointer,
} from '@concordat/core'

/** How a keyword holds subschemas: it is one, or a list or a map of them. */
export type SchemaPosition = 'one' | 'list' | 'map'

/** Keywords of 2020-12 that hold subschemas. */
export const schemaPositions: ReadonlyMap<string, SchemaPosition> = new Map([
  ['$defs', 'map'],
  ['definitions', 'map'],
  ['properties', 'map'],
  ['patternProperties', 'map'],
  ['dependentSchemas', 'map'],
  ['dependencies', 'map'],
  ['allOf', 'list'],
  ['anyOf', 'list'],
  ['oneOf', 'list'],
  ['prefixItems', 'list'],
  ['items', 'one'],
  ['additionalItems', 'one'],
  ['contains', 'one'],
  ['additionalProperties', 'one'],
  ['propertyNames', 'one'],
  ['unevaluatedItems', 'one'],
  ['unevaluatedProperties', 'one'],
  ['contentSchema', 'one'],
  ['not', 'one'],
  ['if', 'one'],
  ['then', 'one'],
  ['else', 'one'],
])

/** The subschemas that stand directly in a schema, with their pointers. */
export function* subschemasOf(
  schema: JsonSchema,
  pointer: JsonPointer,
): Generator<{ readonly schema: JsonSchema; readonly pointer: JsonPointer }> {
  if (!isJsonObject(schema)) return
  for (const [keyword, value] of Object.entries(schema)) {
    const position = schemaPositions.get(keyword)
    if (position === undefined) continue
    const members: readonly (readonly [string | undefined, unknown])[] =
      position === 'one' && !Array.isArray(value)
        ? [[undefined, value]]
        : position === 'map'
          ? isJsonObject(value)
            ? Object.entries(value)
            : []
          : Array.isArray(value)
            ? value.map((item, index) => [String(index), item] as const)
            : []
    const base = joinPointer(pointer, keyword)
    for (const [key, member] of members) {
      if (!isJsonSchema(member)) continue
      yield { schema: member, pointer: key === undefined ? base : joinPointer(base, key) }
    }
  }
}
