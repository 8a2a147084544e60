import { isJsonObject, joinPointer } from '@concordat/core'
import type { EncodingModel, MediaTypeModel, ParameterModel, SchemaUse } from '../api-model.ts'
import { shown } from '../name/shown.ts'
import { readExamples } from './example-object.ts'
import { readHeaders } from './header-object.ts'
import { flag, member, type ObjectNode, type ReadContext, readMap, text } from './read-context.ts'
import { readSchemaObject } from './schema-object.ts'

/** Reads the media types under `content`. */
export function readContent(owner: ObjectNode, context: ReadContext): MediaTypeModel[] {
  const content = readMap(owner, 'content', context, (mediaType, node) =>
    readMediaTypeObject(mediaType, node, context),
  )
  const json = content.filter(({ mediaType }) => /^[^;]*[/+]json\s*(?:;|$)/i.test(mediaType))
  return content.map((one) =>
    isText(one) && json.some((other) => hasSchemaOf(one, other))
      ? { ...one, isJsonText: true }
      : one,
  )
}

/** In OpenAPI 3.2 a schema beside no `itemSchema` describes the whole stream, a list of its events. */
function isWholeOfEvents(whole: SchemaUse | undefined, { openapi }: ReadContext): boolean {
  const schema = whole?.schema
  return /^3\.[2-9]/.test(openapi) && isJsonObject(schema) && schema.type === 'array'
}

function isText({ mediaType }: MediaTypeModel): boolean {
  return /^text\/(?!json|xml|event-stream)/i.test(mediaType)
}

function hasSchemaOf({ schema }: MediaTypeModel, other: MediaTypeModel): boolean {
  if (!schema || !other.schema) return false
  return JSON.stringify(schema.schema) === JSON.stringify(other.schema.schema)
}

/** @see {@link https://spec.openapis.org/oas/v3.1.1#media-type-object | Media Type Object} */
function readMediaTypeObject(
  mediaType: string,
  node: ObjectNode,
  context: ReadContext,
): MediaTypeModel {
  const whole = readSchemaObject(node, 'schema')
  const item = whole ? undefined : readSchemaObject(node, 'itemSchema')
  const schema = whole ?? item
  return {
    kind: 'media-type',
    pointer: node.pointer,
    mediaType,
    ...(schema && { schema }),
    ...(item && { isItemSchema: true }),
    ...(/^text\/event-stream\b/i.test(mediaType) && {
      eventItem: !schema || item || isWholeOfEvents(whole, context) ? 'fields' : 'data',
    }),
    encoding: readMap(node, 'encoding', context, (property, encoding) =>
      readEncodingObject(property, encoding, context),
    ),
    ...readPartTypes(node),
    examples: readExamples(node, context),
  }
}

/** @see {@link https://spec.openapis.org/oas/v3.2.0#encoding-by-position | OpenAPI 3.2, Encoding By Position} */
function readPartTypes({ value }: ObjectNode): Pick<MediaTypeModel, 'partTypes'> {
  const written = member(value, 'prefixEncoding')
  const typeOf = (encoding: unknown): string | undefined => {
    const type = isJsonObject(encoding) ? encoding.contentType : undefined
    return typeof type === 'string' ? type : undefined
  }
  const prefix = Array.isArray(written) ? written.map(typeOf) : []
  const item = typeOf(member(value, 'itemEncoding'))
  if (item === undefined && prefix.every((type) => type === undefined)) return {}
  return { partTypes: { prefix, ...(item !== undefined && { item }) } }
}

const STYLES = ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'] as const

/** @see {@link https://spec.openapis.org/oas/v3.1.1#encoding-object | Encoding Object} */
function readEncodingObject(
  property: string,
  node: ObjectNode,
  context: ReadContext,
): EncodingModel {
  const explode = member(node.value, 'explode')
  const style = readStyle(node, context)
  return {
    property,
    ...text(node.value, 'contentType'),
    ...(style && { style }),
    ...(typeof explode === 'boolean' && { explode }),
    allowReserved: flag(node.value, 'allowReserved'),
    headers: readHeaders(node, context),
  }
}

function readStyle(node: ObjectNode, context: ReadContext): ParameterModel['style'] | undefined {
  const written = member(node.value, 'style')
  const style = STYLES.find((one) => one === written)
  if (written !== undefined && style === undefined) {
    context.report({
      id: 'parameter-style-invalid',
      message: `\`style: ${shown(written)}\` is not one that a form field can have (${STYLES.join(', ')}); it is ignored.`,
      pointer: joinPointer(node.pointer, 'style'),
    })
  }
  return style
}
