import { isJsonObject, type JsonObject, type JsonSchema } from '@concordat/core'
import { fileProperties } from '../schema/binary-schema.ts'
import { type SchemaLookup, schemaList, schemaMap } from '../schema/schema-lookup.ts'

/**
 * The schema of a form whose files are bytes and not text: their properties allow anything, all else is as it was.
 * Schemas that it refers to are written out where a file is in them.
 */
export function formSchema(
  schema: JsonSchema,
  files: readonly string[],
  lookup: SchemaLookup,
): JsonSchema {
  return rewrite(schema, new Set(files), lookup, new Set())
}

function rewrite(
  schema: JsonSchema,
  files: ReadonlySet<string>,
  lookup: SchemaLookup,
  open: ReadonlySet<JsonSchema>,
): JsonSchema {
  if (!isJsonObject(schema) || open.has(schema)) return schema
  const within = new Set(open).add(schema)
  const again = (item: JsonSchema) => rewrite(item, files, lookup, within)
  const { $ref, ...own } = schema
  const target = typeof $ref === 'string' ? lookup.target($ref)?.schema : undefined
  const opened = target !== undefined && fileProperties(target, lookup).size > 0
  const rewritten: JsonObject = {
    ...(opened || $ref === undefined ? own : schema),
    ...(own.properties === undefined ? {} : { properties: formProperties(own, files) }),
    ...listOf(own, 'allOf', again),
    ...listOf(own, 'anyOf', again),
    ...listOf(own, 'oneOf', again),
  }
  if (!opened) return rewritten
  const inner = again(target)
  return Object.keys(own).length === 0 ? inner : { allOf: [inner, rewritten] }
}

function formProperties(schema: JsonObject, files: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(
    schemaMap(schema.properties).map(([name, property]) => [name, files.has(name) || property]),
  )
}

function listOf(
  schema: JsonObject,
  keyword: string,
  map: (item: JsonSchema) => JsonSchema,
): JsonObject {
  const list = schemaList(schema[keyword])
  return list.length === 0 ? {} : { [keyword]: list.map(map) }
}
