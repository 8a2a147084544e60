import { isJsonObject, type JsonSchema } from '@concordat/core'
import type { MediaTypeModel, OperationModel, ResponseModel, ServerModel } from '@concordat/model'
import type {
  MediaTypeDescriptor,
  OperationDescriptor,
  ResponseDescriptor,
  SecurityRequirement,
} from '@concordat/wire'
import { mediaKind } from '../media/media-kind.ts'
import { propertyDirection } from '../schema/schema-graph.ts'
import { type SchemaLookup, schemaMap } from '../schema/schema-lookup.ts'
import { subschemas } from '../schema/subschemas.ts'
import { mediaTypeDescriptor } from './media-type-descriptor.ts'
import { paginationDescriptor } from './pagination-descriptor.ts'
import { headerDescriptor, parameterDescriptor } from './parameter-descriptor.ts'

/** Everything that client and server need of an operation at run time, as data. */
export function operationDescriptor(
  operation: OperationModel,
  lookup: SchemaLookup,
): OperationDescriptor {
  const pagination = paginationDescriptor(operation)
  const { requestBody } = operation
  return {
    operationId: operation.operationId,
    method: operation.method.toUpperCase(),
    path: operation.path,
    ...(operation.parameters.length === 0
      ? {}
      : { parameters: operation.parameters.map((item) => parameterDescriptor(item, lookup)) }),
    ...(requestBody === undefined
      ? {}
      : {
          body: {
            ...(requestBody.required ? { required: true } : {}),
            content: Object.fromEntries(
              requestBody.content.map((item) => [
                item.mediaType,
                { ...mediaTypeDescriptor(item, lookup), ...dropping(item, lookup) },
              ]),
            ),
          },
        }),
    responses: Object.fromEntries(
      operation.responses.map((item) => [item.status, responseDescriptor(item, lookup)]),
    ),
    ...(operation.security.length === 0 ? {} : { security: securityDescriptor(operation) }),
    ...(operation.servers.length === 0 ? {} : { servers: operation.servers.map(defaultServerUrl) }),
    ...(operation.extensions['x-idempotent'] === true ? { idempotent: true } : {}),
    ...(pagination === undefined ? {} : { pagination }),
  }
}

/** Whether what a caller sends may hold properties that he only reads. */
function dropping(
  { schema, mediaType }: MediaTypeModel,
  lookup: SchemaLookup,
): Pick<MediaTypeDescriptor, 'drops'> {
  const kind = mediaKind(mediaType)
  const hasMembers = kind === 'json' || kind === 'urlencoded' || kind === 'multipart'
  return schema && hasMembers && hasReadOnly(schema.schema, lookup, new Set())
    ? { drops: true }
    : {}
}

function hasReadOnly(schema: JsonSchema, lookup: SchemaLookup, seen: Set<JsonSchema>): boolean {
  if (!isJsonObject(schema) || seen.has(schema)) return false
  seen.add(schema)
  const isHidden = ([, property]: readonly [string, JsonSchema]): boolean =>
    propertyDirection(property, lookup) === 'response'
  if (schemaMap(schema.properties).some(isHidden)) return true
  const target = typeof schema.$ref === 'string' ? lookup.target(schema.$ref)?.schema : undefined
  if (target !== undefined && hasReadOnly(target, lookup, seen)) return true
  return [...subschemas(schema)].some((inner) => hasReadOnly(inner.schema, lookup, seen))
}

/** A server's URL with each variable at its default. */
export function defaultServerUrl(server: ServerModel): string {
  return server.variables.reduce(
    (url, variable) => url.replaceAll(`{${variable.name}}`, variable.default),
    server.url,
  )
}

function responseDescriptor(response: ResponseModel, lookup: SchemaLookup): ResponseDescriptor {
  return {
    ...(response.headers.length === 0
      ? {}
      : {
          headers: Object.fromEntries(
            response.headers.map((item) => [item.name, headerDescriptor(item, lookup)]),
          ),
        }),
    ...(response.content.length === 0
      ? {}
      : { content: contentDescriptor(response.content, lookup) }),
  }
}

function contentDescriptor(
  content: readonly MediaTypeModel[],
  lookup: SchemaLookup,
): Record<string, MediaTypeDescriptor> {
  return Object.fromEntries(
    content.map((item) => [item.mediaType, mediaTypeDescriptor(item, lookup)]),
  )
}

function securityDescriptor(operation: OperationModel): SecurityRequirement[] {
  return operation.security.map((alternative) =>
    Object.fromEntries(alternative.map(({ scheme, scopes }) => [scheme, scopes])),
  )
}
