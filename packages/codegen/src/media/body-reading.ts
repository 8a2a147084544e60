import { isJsonObject, type JsonSchema } from '@concordat/core'
import type { MediaTypeModel } from '@concordat/model'
import { isBinarySchema, isEmptySchema } from '../schema/binary-schema.ts'
import { type SchemaLookup, typesOf } from '../schema/schema-lookup.ts'
import { shapeOf } from '../shape/shape-of.ts'
import { type MediaKind, mediaKind } from './media-kind.ts'

/**
 * How the bytes of a whole body are read, alike by types, validators, client and server.
 *
 * - `value`: as the media type and the schema say, JSON, a form, a sequence, or text that is one value;
 * - `bytes`: as they are;
 * - `text`: a string whose parts no schema of JSON can judge, such as rows in CSV, a page, or XML.
 */
export type BodyReading = 'value' | 'bytes' | 'text'

/** Tells how a body is read. */
export function bodyReading(mediaType: MediaTypeModel, lookup: SchemaLookup): BodyReading {
  const kind = mediaKind(mediaType.mediaType)
  const schema = mediaType.schema?.schema
  if (kind === 'xml') return 'text'
  if (kind !== 'binary' && kind !== 'range' && kind !== 'text') return 'value'
  if (schema === undefined || isEmptySchema(schema, lookup)) return unsaid(kind)
  if (isBinarySchema(schema, lookup)) return 'bytes'
  if (kind === 'binary' && isAnyText(schema, lookup)) return 'bytes'
  return kind === 'text' && !mediaType.isJsonText && isComposite(schema, lookup) ? 'text' : 'value'
}

function unsaid(kind: MediaKind): BodyReading {
  return kind === 'binary' ? 'bytes' : 'value'
}

/** Whether a schema is a string of which no more is said: beside a media type of bytes it means them. */
export function isAnyText(schema: JsonSchema, lookup: SchemaLookup): boolean {
  const resolved = lookup.resolve(schema)
  if (!isJsonObject(resolved)) return false
  const types = typesOf(resolved)
  return types.length === 1 && types[0] === 'string' && !saying.some((key) => key in resolved)
}

const saying = ['format', 'enum', 'const', 'pattern', 'contentEncoding', 'allOf', 'anyOf', 'oneOf']

function isComposite(schema: JsonSchema, lookup: SchemaLookup): boolean {
  const shape = shapeOf(schema, lookup, 1)
  const shapes = typeof shape === 'object' && 'anyOf' in shape ? shape.anyOf : [shape]
  return shapes.some((one) => typeof one === 'object') && !shapes.includes('string')
}
