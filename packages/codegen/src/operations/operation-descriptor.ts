import type { MediaTypeModel, OperationModel, ResponseModel, ServerModel } from '@concordat/model'
import type {
  HttpMethod,
  MediaTypeDescriptor,
  OperationDescriptor,
  ResponseDescriptor,
  SecurityRequirement,
} from '@concordat/wire'
import type { SchemaLookup } from '../schema/schema-lookup.ts'
import { mediaTypeDescriptor } from './media-type-descriptor.ts'
import { paginationDescriptor } from './pagination-descriptor.ts'
import { headerDescriptor, parameterDescriptor } from './parameter-descriptor.ts'

const methods = {
  get: 'GET',
  put: 'PUT',
  post: 'POST',
  delete: 'DELETE',
  options: 'OPTIONS',
  head: 'HEAD',
  patch: 'PATCH',
  trace: 'TRACE',
} as const satisfies Record<OperationModel['method'], HttpMethod>

/** Everything that client and server need of an operation at run time, as data. */
export function operationDescriptor(
  operation: OperationModel,
  lookup: SchemaLookup,
): OperationDescriptor {
  const pagination = paginationDescriptor(operation)
  const { requestBody } = operation
  return {
    operationId: operation.operationId,
    method: methods[operation.method],
    path: operation.path,
    ...(operation.parameters.length === 0
      ? {}
      : { parameters: operation.parameters.map((item) => parameterDescriptor(item, lookup)) }),
    ...(requestBody === undefined
      ? {}
      : {
          body: {
            ...(requestBody.required ? { required: true } : {}),
            content: contentDescriptor(requestBody.content, lookup),
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
