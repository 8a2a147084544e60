import type { ApiModel, MediaTypeModel, OperationModel, ResponseModel } from '@concordat/model'
import {
  type Code,
  code,
  comment,
  id,
  lines,
  literal,
  member,
  object,
  paragraphs,
} from '../code-writer.ts'
import type { EmitTools, Emitter } from '../emitter.ts'
import { operationTable } from '../operation-table.ts'
import { isBinaryBody } from '../operations/media-type-descriptor.ts'
import { methodDocs } from '../operations/operation-docs.ts'
import { hasValidator } from '../validators/has-validator.ts'
import { sections } from '../validators/operation-validators.ts'

/** Writes `src/routes.ts`: each operation as a route of @hono/zod-openapi. */
export const routesEmitter: Emitter = {
  name: 'routes',
  emit: (model, tools) => [tools.module('src/routes.ts', routesModule(model, tools))],
}

/** The places of parameters, as @hono/zod-openapi calls them. */
const requestNames = {
  path: 'params',
  query: 'query',
  header: 'headers',
  cookie: 'cookies',
} as const

/** Methods for which Hono's OpenAPI has routes. */
const routable: ReadonlySet<string> = new Set(
  'get put post delete options head patch trace'.split(' '),
)

function routesModule(model: ApiModel, tools: EmitTools): Code {
  const operations = model.operations.filter(({ method }) => routable.has(method))
  const table = operationTable(
    { name: 'routes', docs: 'Every route, by `operationId`.' },
    operations,
    tools,
  )
  if (operations.length === 0) return table
  const usesValidators = operations.some((operation) => needsValidators(operation, tools))
  return paragraphs([
    lines([
      code`import { createRoute } from '@concordat/server'`,
      usesValidators ? code`import * as validators from './validators.ts'` : code``,
    ]),
    ...operations.map((operation) =>
      lines([
        comment(methodDocs(operation)),
        code`export const ${id(tools.names.operation(operation.operationId))} = createRoute(${routeConfig(operation, tools)})`,
      ]),
    ),
    table,
  ])
}

function routeConfig(operation: OperationModel, tools: EmitTools): Code {
  const own = code`validators.${id(tools.names.operation(operation.operationId))}`
  const request = requestConfig(operation, own, tools)
  return object([
    ['method', literal(operation.method)],
    ['path', literal(operation.path)],
    ['operationId', literal(operation.operationId)],
    ...optional('tags', operation.tags.length > 0, () => literal(operation.tags)),
    ...optional('summary', operation.summary !== undefined, () => literal(operation.summary)),
    ...optional('deprecated', operation.deprecated, () => literal(true)),
    ...optional('security', operation.security.length > 0, () =>
      literal(
        operation.security.map((alternative) =>
          Object.fromEntries(alternative.map(({ scheme, scopes }) => [scheme, scopes])),
        ),
      ),
    ),
    ...optional('request', request.length > 0, () => object(request)),
    [
      'responses',
      object(operation.responses.map((item) => [item.status, responseConfig(item, own, tools)])),
    ],
  ])
}

type Entry = readonly [name: string, value: Code]

function optional(name: string, isGiven: boolean, value: () => Code): Entry[] {
  return isGiven ? [[name, value()]] : []
}

function requestConfig(operation: OperationModel, own: Code, tools: EmitTools): Entry[] {
  const entries: Entry[] = sections(operation).map(({ location }) => [
    requestNames[location],
    code`${own}.request${member(location)}`,
  ])
  const { requestBody } = operation
  if (!requestBody || requestBody.content.length === 0) return entries
  const content = contentConfig(requestBody.content, code`${own}.request.body`, tools)
  const body = object([
    ...optional('required', requestBody.required, () => literal(true)),
    ['content', content],
  ])
  return [...entries, ['body', body]]
}

function responseConfig(response: ResponseModel, own: Code, tools: EmitTools): Code {
  const validator = code`${own}.responses[${literal(statusKey(response.status))}]`
  return object([
    ['description', literal(response.description)],
    ...optional('headers', response.headers.length > 0, () => code`${validator}.headers`),
    ...optional('content', response.content.length > 0, () =>
      contentConfig(response.content, code`${validator}.content`, tools),
    ),
  ])
}

function statusKey(status: string): string | number {
  return /^[0-9]+$/.test(status) ? Number(status) : status
}

function contentConfig(
  content: readonly MediaTypeModel[],
  validators: Code,
  tools: EmitTools,
): Code {
  return object(
    content.map((item) => [
      item.mediaType,
      object([['schema', schemaOf(item, validators, tools)]]),
    ]),
  )
}

function schemaOf(mediaType: MediaTypeModel, validators: Code, tools: EmitTools): Code {
  if (hasValidator(mediaType, tools.lookup))
    return code`${validators}${member(mediaType.mediaType)}`
  if (isBinaryBody(mediaType, tools.lookup)) return literal({ type: 'string', format: 'binary' })
  return literal(mediaType.schema ? { type: 'string' } : {})
}

function needsValidators(operation: OperationModel, tools: EmitTools): boolean {
  const content = [
    ...(operation.requestBody?.content ?? []),
    ...operation.responses.flatMap((response) => response.content),
  ]
  return (
    operation.parameters.length > 0 ||
    operation.responses.some((response) => response.headers.length > 0) ||
    content.some((item) => hasValidator(item, tools.lookup))
  )
}
