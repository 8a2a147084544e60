import { isJsonObject, isJsonSchema, type JsonObject, type JsonSchema } from '@concordat/core'
import { type SchemaLookup, schemaList, schemaMap, typesOf } from './schema-lookup.ts'

/** What a schema's alternatives are outside JSON. */
type FormKind = 'file' | 'files' | 'null' | 'other'

/**
 * Whether a schema stands for bytes outside JSON: `format: binary` (OpenAPI 3.0), or a `contentMediaType` without
 * `contentEncoding` (OpenAPI 3.1), behind references and compositions, too. Whether it may be null does not count: bytes
 * have no null.
 * @see OpenAPI 3.1, 4.8.14.2
 */
export function isBinarySchema(schema: JsonSchema, lookup: SchemaLookup): boolean {
  const kinds = formKinds(schema, lookup, new Set())
  kinds.delete('null')
  return kinds.size === 1 && kinds.has('file')
}

function formKinds(
  schema: JsonSchema,
  lookup: SchemaLookup,
  open: ReadonlySet<JsonSchema>,
): Set<FormKind> {
  if (!isJsonObject(schema) || open.has(schema)) return new Set(['other'])
  const within = new Set(open).add(schema)
  const kindsOf = (one: JsonSchema): Set<FormKind> => formKinds(one, lookup, within)
  if (saysBytes(schema)) return new Set(['file'])
  if (isJsonSchema(schema.items) && hasOnly(kindsOf(schema.items), 'file'))
    return new Set(['files'])
  if (schema.type === 'null') return new Set(['null'])
  const target = typeof schema.$ref === 'string' ? lookup.target(schema.$ref)?.schema : undefined
  const all = [...(target === undefined ? [] : [target]), ...schemaList(schema.allOf)].map(kindsOf)
  // One part that says what it is says it of the whole.
  const told = all.find((kinds) => !kinds.has('other'))
  if (told) return told
  const choices = [...schemaList(schema.anyOf), ...schemaList(schema.oneOf)].flatMap((one) => [
    ...kindsOf(one),
  ])
  return new Set(choices.length > 0 ? choices : ['other'])
}

function hasOnly(kinds: ReadonlySet<FormKind>, kind: FormKind): boolean {
  return [...kinds].every((one) => one === kind || one === 'null') && kinds.has(kind)
}

function saysBytes(schema: JsonObject): boolean {
  if (typesOf(schema).some((type) => type !== 'string' && type !== 'null')) return false
  if (schema.format === 'binary') return true
  return (
    typeof schema.contentMediaType === 'string' &&
    schema.contentEncoding === undefined &&
    !/json|^text\//.test(schema.contentMediaType)
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

/** How a property of a form is a file: one, a list of them, or either. */
export type FileProperty = 'file' | 'files' | 'either'

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

/** How a schema of a form's property is a file; `undefined` where it may be anything else. */
export function fileKind(schema: JsonSchema, lookup: SchemaLookup): FileProperty | undefined {
  const kinds = formKinds(schema, lookup, new Set())
  kinds.delete('null')
  if (kinds.has('other')) return undefined
  if (kinds.has('file')) return kinds.has('files') ? 'either' : 'file'
  return kinds.has('files') ? 'files' : undefined
}
