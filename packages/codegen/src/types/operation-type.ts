import { isJsonObject } from '@concordat/core'
import type {
  HeaderModel,
  MediaTypeModel,
  OperationModel,
  ParameterModel,
  ResponseModel,
} from '@concordat/model'
import { type Code, code, comment, key, lines, literal, typeMembers } from '../code-writer.ts'
import { bodyReading } from '../media/body-reading.ts'
import { mediaKind } from '../media/media-kind.ts'
import { fileNames } from '../operations/media-type-descriptor.ts'
import { operationSummary, responseDocs } from '../operations/operation-docs.ts'
import type { Direction } from '../schema-uses.ts'
import { componentName } from './component-name.ts'
import type { SchemaTypes } from './schema-type.ts'
import { schemaDocs } from './type-docs.ts'
import {
  arrayOf,
  blobType,
  primary,
  stringType,
  type TypeExpression,
  unknownType,
} from './type-expression.ts'

/** Who writes the two messages of an operation: for a webhook it is the other way round. */
export interface MessageDirections {
  readonly request: Direction
  readonly response: Direction
}

const locations = ['query', 'header', 'path', 'cookie'] as const

/** The member of `operations` for one operation, in the shape that openapi-typescript gave the world. */
export function operationMember(
  operation: OperationModel,
  types: SchemaTypes,
  directions: MessageDirections,
): Code {
  const parameters = typeMembers(
    locations.map((location) =>
      parametersMember(
        location,
        operation.parameters.filter((item) => item.in === location),
        types,
        directions.request,
      ),
    ),
  )
  const members = [
    code`parameters: ${parameters}`,
    requestBodyMember(operation, types, directions.request),
    code`responses: ${responsesType(operation, types, directions.response)}`,
  ]
  return lines([
    comment(operationSummary(operation)),
    code`${key(operation.operationId)}: ${typeMembers(members)}`,
  ])
}

/** The type of a response, as it stands in `operations` and in `components`. */
export function responseType(
  response: ResponseModel,
  types: SchemaTypes,
  direction: Direction,
): Code {
  const headers = [
    ...response.headers.map((header) => headerMember(header, types, direction)),
    code`[name: string]: unknown`,
  ]
  const content =
    response.content.length === 0
      ? code`content?: never`
      : code`content: ${contentType(response.content, types, direction)}`
  return typeMembers([code`headers: ${typeMembers(headers)}`, content])
}

function parametersMember(
  location: ParameterModel['in'],
  parameters: readonly ParameterModel[],
  types: SchemaTypes,
  direction: Direction,
): Code {
  if (parameters.length === 0) return code`${key(location)}?: never`
  const members = parameters.map((parameter) => {
    const mark = isRequired(parameter) ? code`` : code`?`
    const type = types.typeOf(parameter.schema.schema, { direction })
    return lines([
      comment(parameterDocs(parameter)),
      code`${key(parameter.name)}${mark}: ${textual(type, parameter).code}`,
    ])
  })
  const mark = parameters.some(isRequired) ? code`` : code`?`
  return code`${key(location)}${mark}: ${typeMembers(members)}`
}

/** A parameter that its schema does not describe is text. */
function textual(type: TypeExpression, parameter: ParameterModel): TypeExpression {
  return type.special === 'unknown' && parameter.content === undefined ? stringType : type
}

function parameterDocs(parameter: ParameterModel): string {
  const { schema } = parameter.schema
  const said = isJsonObject(schema) ? schema : {}
  return schemaDocs({
    ...said,
    ...(parameter.description === undefined ? {} : { description: parameter.description }),
    ...(parameter.deprecated ? { deprecated: true } : {}),
  })
}

function requestBodyMember(
  operation: OperationModel,
  types: SchemaTypes,
  direction: Direction,
): Code {
  const { requestBody } = operation
  if (!requestBody || requestBody.content.length === 0) return code`requestBody?: never`
  const mark = requestBody.required ? code`` : code`?`
  const content = contentType(requestBody.content, types, direction)
  return code`requestBody${mark}: ${typeMembers([code`content: ${content}`])}`
}

function responsesType(operation: OperationModel, types: SchemaTypes, direction: Direction): Code {
  if (operation.responses.length === 0) return code`never`
  return typeMembers(
    operation.responses.map((response) => {
      // Shared responses are written once, as the API writes them.
      const shared =
        direction === 'response' ? componentName(response.pointer, 'responses') : undefined
      const type =
        shared === undefined
          ? responseType(response, types, direction)
          : code`components['responses'][${literal(shared)}]`
      return lines([comment(responseDocs(response)), code`${key(response.status)}: ${type}`])
    }),
  )
}

function headerMember(header: HeaderModel, types: SchemaTypes, direction: Direction): Code {
  const type = types.typeOf(header.schema.schema, { direction })
  const written = type.special === 'unknown' && header.content === undefined ? stringType : type
  const mark = header.required ? code`` : code`?`
  const docs = schemaDocs({
    ...(header.description === undefined ? {} : { description: header.description }),
    ...(header.deprecated ? { deprecated: true } : {}),
  })
  return lines([comment(docs), code`${key(header.name)}${mark}: ${written.code}`])
}

function contentType(
  content: readonly MediaTypeModel[],
  types: SchemaTypes,
  direction: Direction,
): Code {
  return typeMembers(
    content.map((item) => code`${key(item.mediaType)}: ${bodyType(item, types, direction).code}`),
  )
}

/** An event of a stream that no schema describes. */
const eventType = primary(code`{ event?: string; data?: string; id?: string; retry?: number }`)

function bodyType(
  mediaType: MediaTypeModel,
  types: SchemaTypes,
  direction: Direction,
): TypeExpression {
  const reading = bodyReading(mediaType, types.lookup)
  if (reading === 'bytes') return blobType
  // A schema of XML's elements, or of a table's rows, says nothing of their text.
  if (reading === 'text') return stringType
  const kind = mediaKind(mediaType.mediaType)
  if (!mediaType.schema && mediaType.eventItem) return eventType
  if (!mediaType.schema) return kind === 'text' ? stringType : unknownType
  if (kind === 'sequence' && mediaType.isItemSchema) {
    return arrayOf(types.typeOf(mediaType.schema.schema, { direction }))
  }
  const files = new Set(fileNames(mediaType, types.lookup))
  return types.typeOf(mediaType.schema.schema, { direction, ...(files.size > 0 ? { files } : {}) })
}

function isRequired(parameter: ParameterModel): boolean {
  return parameter.required || parameter.in === 'path'
}
