import { isJsonObject, type JsonSchema } from '@concordat/core'
import { type SchemaLookup, schemaList, schemaMap, typesOf } from './schema-lookup.ts'

/**
 * Whether a schema stands for bytes outside JSON: `format: binary` (OpenAPI 3.0), or a `contentMediaType` without
 * `contentEncoding` (OpenAPI 3.1).
 * @see OpenAPI 3.1, 4.8.14.2
 */
export function isBinarySchema(schema: JsonSchema, lookup: SchemaLookup): boolean {
  const resolved = lookup.resolve(schema)
  if (!isJsonObject(resolved)) return false
  if (typesOf(resolved).some((type) => type !== 'string' && type !== 'null')) return false
  if (resolved.format === 'binary') return true
  return (
    typeof resolved.contentMediaType === 'string' &&
    resolved.contentEncoding === undefined &&
    !/json|^text\//.test(resolved.contentMediaType)
  )
}

/** Whether a schema says nothing, so that a body of it is whatever its media type is. */
export function isEmptySchema(schema: JsonSchema, lookup: SchemaLookup): boolean {
  const resolved = lookup.resolve(schema)
  if (resolved === true) return true
  if (!isJsonObject(resolved)) return false
  return !Object.keys(resolved).some((key) => sayingKeywords.has(key))
}

const sayingKeywords = new Set([
  '$ref',
  'type',
  'enum',
  'const',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'properties',
  'additionalProperties',
  'items',
  'prefixItems',
  'format',
  'contentMediaType',
  'contentEncoding',
])

/** How a property of a form is a file: one, or a list of them. */
export type FileProperty = 'file' | 'files'

/** The top-level properties of a form's schema that are files, through references and `allOf`. */
export function fileProperties(
  schema: JsonSchema,
  lookup: SchemaLookup,
): ReadonlyMap<string, FileProperty> {
  const found = new Map<string, FileProperty>()
  collect(schema, lookup, found, new Set())
  return found
}

function collect(
  schema: JsonSchema,
  lookup: SchemaLookup,
  found: Map<string, FileProperty>,
  seen: Set<JsonSchema>,
): void {
  if (!isJsonObject(schema) || seen.has(schema)) return
  seen.add(schema)
  for (const [name, property] of schemaMap(schema.properties)) {
    const kind = fileKind(property, lookup)
    if (kind) found.set(name, kind)
  }
  const target = typeof schema.$ref === 'string' ? lookup.target(schema.$ref) : undefined
  if (target) collect(target.schema, lookup, found, seen)
  for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
    for (const item of schemaList(schema[keyword])) collect(item, lookup, found, seen)
  }
}

function fileKind(schema: JsonSchema, lookup: SchemaLookup): FileProperty | undefined {
  if (isBinarySchema(schema, lookup)) return 'file'
  const resolved = lookup.resolve(schema)
  if (!isJsonObject(resolved)) return undefined
  if (isJsonObject(resolved.items) && isBinarySchema(resolved.items, lookup)) return 'files'
  const nonNull = [...schemaList(resolved.anyOf), ...schemaList(resolved.oneOf)].filter(
    (item) => !(isJsonObject(item) && item.type === 'null'),
  )
  const only = nonNull[0]
  return nonNull.length === 1 && only !== undefined ? fileKind(only, lookup) : undefined
}
