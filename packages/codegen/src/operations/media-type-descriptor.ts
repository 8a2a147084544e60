import { isJsonObject, type JsonSchema } from '@concordat/core'
import type { EncodingModel, MediaTypeModel } from '@concordat/model'
import type { EncodingDescriptor, MediaTypeDescriptor, Shape } from '@concordat/wire'
import { bodyReading } from '../media/body-reading.ts'
import { mediaKind } from '../media/media-kind.ts'
import { type FileProperty, fileProperties, isEmptySchema } from '../schema/binary-schema.ts'
import { type SchemaLookup, schemaMap } from '../schema/schema-lookup.ts'
import { deepShapeOf, shapeOf } from '../shape/shape-of.ts'
import { headerDescriptor } from './parameter-descriptor.ts'

/** What the run time needs of one media type of a body. JSON needs nothing: it says itself what its values are. */
export function mediaTypeDescriptor(
  mediaType: MediaTypeModel,
  lookup: SchemaLookup,
): MediaTypeDescriptor {
  const schema = mediaType.schema?.schema
  switch (mediaKind(mediaType.mediaType)) {
    case 'json':
    case 'xml':
      return {}
    case 'sequence': {
      const shape = schema === undefined ? 'unknown' : shapeOf(schema, lookup, 1)
      const isArray = typeof shape === 'object' && 'array' in shape
      const isWhole = isArray && !mediaType.isItemSchema
      return {
        ...(schema === undefined || isWhole ? {} : { perItem: true }),
        ...eventsOf(mediaType, lookup),
      }
    }
    case 'urlencoded':
      return {
        ...(schema === undefined ? {} : { shape: formShape(mediaType, schema, lookup) }),
        ...encodings(mediaType, lookup),
      }
    case 'multipart': {
      const files = fileNames(mediaType, lookup)
      return {
        ...(schema === undefined
          ? {}
          : { shape: withFiles(formShape(mediaType, schema, lookup), schema, lookup) }),
        ...encodings(mediaType, lookup),
        ...partTypes(mediaType),
        ...(files.length > 0 ? { files } : {}),
      }
    }
    case 'text':
    case 'range':
    case 'binary':
      return wholeBody(mediaType, lookup)
  }
}

/** Only what is written in brackets can be deep; anything else inside a form is JSON, which says itself what it is. */
function formShape({ encoding }: MediaTypeModel, schema: JsonSchema, lookup: SchemaLookup): Shape {
  const isDeep = encoding.some(({ style }) => style === 'deepObject')
  return isDeep ? deepShapeOf(schema, lookup) : shapeOf(schema, lookup)
}

const fileShapes = {
  file: 'string',
  files: { array: 'string' },
  either: { anyOf: ['string', { array: 'string' }] },
} as const satisfies Record<FileProperty, Shape>

/** A form's shape in which files are single parts or lists of them, whatever composition they stand behind. */
function withFiles(shape: Shape, schema: JsonSchema, lookup: SchemaLookup): Shape {
  if (typeof shape !== 'object' || !('object' in shape)) return shape
  const object = { ...shape.object }
  for (const [name, kind] of fileProperties(schema, lookup)) object[name] = fileShapes[kind]
  return { ...shape, object }
}

/** What of an event is an item, where a sequence is an event stream. */
function eventsOf(
  { eventItem, schema }: MediaTypeModel,
  lookup: SchemaLookup,
): Pick<MediaTypeDescriptor, 'events'> {
  if (eventItem === undefined) return {}
  if (eventItem === 'fields' || !schema) return { events: 'fields' }
  const shape = shapeOf(schema.schema, lookup, 2)
  const item = typeof shape === 'object' && 'array' in shape ? shape.array : shape
  return { events: item === 'string' ? 'text' : 'json' }
}

/** Whether the whole body is bytes. */
export function isBinaryBody(mediaType: MediaTypeModel, lookup: SchemaLookup): boolean {
  return bodyReading(mediaType, lookup) === 'bytes'
}

/** The top-level properties of a multipart body that are files. */
export function fileNames(mediaType: MediaTypeModel, lookup: SchemaLookup): readonly string[] {
  if (!mediaType.schema || mediaKind(mediaType.mediaType) !== 'multipart') return []
  const { schema } = mediaType.schema
  const names = new Set(fileProperties(schema, lookup).keys())
  const resolved = lookup.resolve(schema)
  const properties = new Map(isJsonObject(resolved) ? schemaMap(resolved.properties) : [])
  for (const { property, contentType } of mediaType.encoding) {
    const declared = properties.get(property)
    if (contentType === undefined || mediaKind(contentType) !== 'binary') continue
    if (declared !== undefined && isEmptySchema(declared, lookup)) names.add(property)
  }
  return [...names]
}

function wholeBody(mediaType: MediaTypeModel, lookup: SchemaLookup): MediaTypeDescriptor {
  const reading = bodyReading(mediaType, lookup)
  if (reading === 'bytes') return { binary: true }
  if (reading === 'text') return { text: true }
  if (!mediaType.schema) return {}
  const shape = shapeOf(mediaType.schema.schema, lookup, 2)
  // A range with an object schema means JSON; text that is a string needs no word under `text/*`.
  const isText = mediaKind(mediaType.mediaType) === 'text'
  if (shape === 'unknown' || (shape === 'string' && isText)) return {}
  if (typeof shape !== 'object' || 'anyOf' in shape) return { shape }
  // Under another name than its own JSON is text that the shape tells to read.
  if (mediaKind(mediaType.mediaType) === 'range') return {}
  return { shape: 'array' in shape ? { array: 'unknown' } : { object: {} } }
}

function partTypes({ partTypes }: MediaTypeModel): Pick<MediaTypeDescriptor, 'partTypes'> {
  if (partTypes === undefined) return {}
  const { prefix, item } = partTypes
  return {
    partTypes: {
      ...(prefix.length > 0 ? { prefix: prefix.map((type) => type ?? null) } : {}),
      ...(item === undefined ? {} : { item }),
    },
  }
}

function encodings(
  mediaType: MediaTypeModel,
  lookup: SchemaLookup,
): Pick<MediaTypeDescriptor, 'encoding'> {
  if (mediaType.encoding.length === 0) return {}
  return {
    encoding: Object.fromEntries(
      mediaType.encoding.map((item) => [item.property, encodingDescriptor(item, lookup)]),
    ),
  }
}

function encodingDescriptor(encoding: EncodingModel, lookup: SchemaLookup): EncodingDescriptor {
  return {
    ...(encoding.contentType === undefined ? {} : { contentType: encoding.contentType }),
    ...(encoding.style === undefined ? {} : { style: encoding.style }),
    ...(encoding.explode === undefined ? {} : { explode: encoding.explode }),
    ...(encoding.allowReserved ? { allowReserved: true } : {}),
    ...(encoding.headers.length === 0
      ? {}
      : {
          headers: Object.fromEntries(
            encoding.headers.map((header) => [header.name, headerDescriptor(header, lookup)]),
          ),
        }),
  }
}
