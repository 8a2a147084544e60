import { isJsonObject, isJsonSchema, type JsonObject, type JsonSchema } from '@concordat/core'
import { schemaList, schemaMap } from './schema-lookup.ts'

/** How a schema stands in the schema that holds it. */
export type SubschemaPlace =
  /** It judges the same value: `allOf`. */
  | 'same'
  /** It is one of several that may judge the same value: `anyOf`, `oneOf`. */
  | 'choice'
  /** It judges a part of the value, or says nothing of the value's type. */
  | 'part'

const lists = { allOf: 'same', anyOf: 'choice', oneOf: 'choice', prefixItems: 'part' } as const
const maps = ['properties', 'patternProperties', 'dependentSchemas', '$defs'] as const
const singles = [
  'items',
  'additionalProperties',
  'unevaluatedItems',
  'unevaluatedProperties',
  'contains',
  'propertyNames',
  'not',
  'if',
  'then',
  'else',
] as const

/** The schemas directly inside a schema; what stands in `default`, `enum`, `const` or examples is data. */
export function* subschemas(
  schema: JsonObject,
): Generator<{ readonly place: SubschemaPlace; readonly schema: JsonSchema }> {
  for (const [keyword, place] of entriesOf(lists)) {
    for (const item of schemaList(schema[keyword])) yield { place, schema: item }
  }
  for (const keyword of maps) {
    for (const [, item] of schemaMap(schema[keyword])) yield { place: 'part', schema: item }
  }
  for (const keyword of singles) {
    const item = schema[keyword]
    if (isJsonObject(item) && isJsonSchema(item)) yield { place: 'part', schema: item }
  }
}

function entriesOf<T extends object>(value: T): readonly [string & keyof T, T[keyof T]][] {
  // `Object.entries` forgets the keys' names; the argument is a constant of this file.
  return Object.entries(value) as [string & keyof T, T[keyof T]][]
}
