import {
  isJsonObject,
  type JsonObject,
  type JsonPointer,
  type JsonValue,
  joinPointer,
  valueAt,
} from '@concordat/core'

/** A value that a document shows, and the schema by which it must be valid. */
export interface DocumentedValue {
  readonly value: JsonValue
  /** Where the value stands. */
  readonly pointer: JsonPointer
  /** Where its schema stands. */
  readonly schema: JsonPointer
}

/**
 * Lists every value that a document shows: the examples of bodies, parameters and headers, and the
 * examples and defaults of schemas.
 */
export function documentedValues(document: JsonObject): DocumentedValue[] {
  return [...valuesBelow(document, document, '')]
}

function* valuesBelow(
  document: JsonObject,
  node: JsonValue,
  pointer: JsonPointer,
): Generator<DocumentedValue> {
  if (pointer === '/components/schemas') {
    for (const [name, schema] of members(node)) {
      yield* valuesOfSchema(schema, joinPointer(pointer, name))
    }
    return
  }
  if (isJsonObject(node) && isJsonObject(node.schema)) {
    yield* valuesBesideSchema(document, node, pointer)
    yield* valuesOfSchema(node.schema, joinPointer(pointer, 'schema'))
  }
  for (const [key, inner] of members(node)) {
    if (!['schema', 'example', 'examples'].includes(key)) {
      yield* valuesBelow(document, inner, joinPointer(pointer, key))
    }
  }
}

/** The examples of a media type, a parameter or a header. */
function* valuesBesideSchema(
  document: JsonObject,
  node: JsonObject,
  pointer: JsonPointer,
): Generator<DocumentedValue> {
  const schema = joinPointer(pointer, 'schema')
  if (node.example !== undefined) {
    yield { value: node.example, pointer: joinPointer(pointer, 'example'), schema }
  }
  for (const [name, given] of members(node.examples)) {
    const here = joinPointer(pointer, 'examples', name)
    const place = referenceOf(given) ?? here
    const example = valueAt(document, place)
    if (!isJsonObject(example) || example.value === undefined) {
      throw new Error(`the example at ${here} has no value`)
    }
    yield { value: example.value, pointer: joinPointer(place, 'value'), schema }
  }
}

const schemaKeywords = ['items', 'additionalProperties', 'not', 'contains', 'propertyNames']
const schemasKeywords = ['properties', 'patternProperties', '$defs', 'oneOf', 'anyOf', 'allOf']

/** The examples and the default of a schema and of the schemas within. */
function* valuesOfSchema(schema: JsonValue, pointer: JsonPointer): Generator<DocumentedValue> {
  if (!isJsonObject(schema)) return
  for (const [index, value] of members(schema.examples)) {
    yield { value, pointer: joinPointer(pointer, 'examples', index), schema: pointer }
  }
  if (schema.default !== undefined) {
    yield { value: schema.default, pointer: joinPointer(pointer, 'default'), schema: pointer }
  }
  for (const keyword of schemaKeywords) {
    const inner = schema[keyword]
    if (inner !== undefined) yield* valuesOfSchema(inner, joinPointer(pointer, keyword))
  }
  for (const keyword of schemasKeywords) {
    for (const [key, inner] of members(schema[keyword])) {
      yield* valuesOfSchema(inner, joinPointer(pointer, keyword, key))
    }
  }
}

function members(node: JsonValue | undefined): [string, JsonValue][] {
  return typeof node === 'object' && node !== null ? Object.entries(node) : []
}

function referenceOf(node: JsonValue): JsonPointer | undefined {
  return isJsonObject(node) && typeof node.$ref === 'string' ? node.$ref.slice(1) : undefined
}
