import type { ApiModel, SecuritySchemeKind, ServerModel } from '@concordat/model'
import {
  array,
  braces,
  type Code,
  code,
  comment,
  id,
  key,
  lines,
  literal,
  object,
  paragraphs,
} from '../code-writer.ts'
import type { EmitTools, Emitter } from '../emitter.ts'
import { operationTable } from '../operation-table.ts'
import { operationDescriptor } from './operation-descriptor.ts'
import { methodDocs, operationDocs } from './operation-docs.ts'
import { reportBodies } from './report-bodies.ts'
import { reportOddities } from './report-oddities.ts'

/** Writes `src/operations.ts`: each operation as data, a table of all, security schemes and servers. */
export const operationsEmitter: Emitter = {
  name: 'operations',
  emit(model, tools) {
    for (const operation of model.operations) {
      reportOddities(operation, model.securitySchemes, tools)
      reportBodies(operation, tools)
    }
    return [tools.module('src/operations.ts', operationsModule(model, tools))]
  },
}

function operationsModule(model: ApiModel, tools: EmitTools): Code {
  const hasOperations = model.operations.length > 0
  const types = ['OperationDescriptor', 'SecuritySchemeDescriptor', 'ServerDescriptor']
  return paragraphs([
    code`import type ${braces(types.slice(hasOperations ? 0 : 1).map(id))} from '@concordat/wire'`,
    ...model.operations.map((operation) =>
      lines([
        comment(operationDocs(operation)),
        code`export const ${id(tools.names.operation(operation.operationId))} = ${literal(operationDescriptor(operation, tools.lookup))} as const satisfies OperationDescriptor`,
      ]),
    ),
    operationTable(
      { name: 'operations', docs: 'Every operation, by `operationId`.', memberDocs: methodDocs },
      model.operations,
      tools,
    ),
    lines([
      comment('How callers show who they are.'),
      code`export const securitySchemes = ${securitySchemes(model)} as const satisfies Record<string, SecuritySchemeDescriptor>`,
    ]),
    lines([
      comment('Where the API lives; the first is the default.'),
      code`export const servers = ${array(model.servers.map(serverLiteral))} as const satisfies readonly ServerDescriptor[]`,
    ]),
  ])
}

function securitySchemes(model: ApiModel): Code {
  return braces(
    model.securitySchemes.map((item) =>
      lines([
        comment(item.description ?? ''),
        code`${key(item.name)}: ${literal(plainScheme(item.scheme))}`,
      ]),
    ),
  )
}

/** Only what the run time reads, whatever else a model may come to carry. */
function plainScheme(scheme: SecuritySchemeKind): SecuritySchemeKind {
  switch (scheme.type) {
    case 'http':
      return {
        type: 'http',
        scheme: scheme.scheme,
        ...(scheme.bearerFormat === undefined ? {} : { bearerFormat: scheme.bearerFormat }),
      }
    case 'apiKey':
      return { type: 'apiKey', in: scheme.in, name: scheme.name }
    case 'oauth2':
      return { type: 'oauth2', flows: scheme.flows }
    case 'openIdConnect':
      return { type: 'openIdConnect', openIdConnectUrl: scheme.openIdConnectUrl }
    case 'mutualTLS':
      return { type: 'mutualTLS' }
  }
}

function serverLiteral(server: ServerModel): Code {
  const variables = object(
    server.variables.map((variable) => [
      variable.name,
      literal({ default: variable.default, enum: variable.enum }),
    ]),
  )
  return lines([
    comment(server.description ?? ''),
    object([
      ['url', literal(server.url)],
      ['variables', variables],
    ]),
  ])
}
