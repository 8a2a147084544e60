import { isJsonObject, valueAt } from '@concordat/core'
import type { ApiModel, OperationModel } from '@concordat/model'
import { callbackOperations } from '../all-operations.ts'
import {
  args,
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
  typeArguments,
  typeMembers,
} from '../code-writer.ts'
import type { EmitTools, Emitter } from '../emitter.ts'
import { operationTable } from '../operation-table.ts'
import { operationDescriptor } from '../operations/operation-descriptor.ts'
import { methodDocs, operationDocs } from '../operations/operation-docs.ts'
import { moduleImports } from '../validators/module-imports.ts'
import { operationValidators } from '../validators/operation-validators.ts'

/** Writes `src/webhooks.ts`, where the API sends requests of its own: their data, validators and receivers. */
export const webhooksEmitter: Emitter = {
  name: 'webhooks',
  emit(model, tools) {
    const kinds = [
      { ...webhookNames, operations: model.webhooks },
      {
        ...callbackNames,
        operations: callbackOperations([...model.operations, ...model.webhooks]),
      },
    ].filter(({ operations }) => operations.length > 0)
    return kinds.length === 0
      ? []
      : [tools.module('src/webhooks.ts', webhooksModule(model, kinds, tools))]
  },
}

const webhookNames = {
  table: 'webhooks',
  validators: 'webhookValidators',
  type: 'Webhook',
  factory: 'createWebhookReceiver',
  noun: 'webhook',
} as const
const callbackNames = {
  table: 'callbacks',
  validators: 'callbackValidators',
  type: 'Callback',
  factory: 'createCallbackReceiver',
  noun: 'callback',
} as const

type Kind = (typeof webhookNames | typeof callbackNames) & {
  readonly operations: readonly OperationModel[]
}

function webhooksModule(model: ApiModel, kinds: readonly Kind[], tools: EmitTools): Code {
  const parts = kinds.map((kind) => kindParts(kind, model, tools))
  const body = paragraphs(parts.flat())
  return paragraphs([
    lines([
      code`import ${braces([
        id('defineReceiver'),
        code`type Receiver`,
        code`type ReceiverOptions`,
        code`type Verifiers`,
      ])} from '@concordat/server'`,
      code`import type { OperationDescriptor, OperationValidators } from '@concordat/wire'`,
      moduleImports(body),
      code`import { securitySchemes } from './operations.ts'`,
      code`import type { operations } from './types.ts'`,
    ]),
    body,
  ])
}

function kindParts(kind: Kind, model: ApiModel, tools: EmitTools): Code[] {
  const { noun } = kind
  const verifiers = id(`${tools.package.pascal}${kind.type}Verifiers`)
  const table = code`typeof ${id(kind.table)}`
  return [
    ...kind.operations.map((operation) =>
      lines([
        comment(operationDocs(operation)),
        code`export const ${id(tools.names.operation(operation.operationId))} = ${literal(
          operationDescriptor(withOwnSecurity(operation, model), tools.lookup),
        )} as const satisfies OperationDescriptor`,
      ]),
    ),
    operationTable(
      { name: kind.table, docs: `Every ${noun}, by \`operationId\`.`, memberDocs: methodDocs },
      kind.operations,
      tools,
    ),
    validatorTable(kind, tools),
    lines([
      comment(`One verifier per security scheme that a ${noun} names.`),
      code`export type ${verifiers} = Verifiers${typeArguments([code`typeof securitySchemes`, table])}`,
    ]),
    lines([
      comment(
        `Makes a receiver of the ${noun}s: handlers for those that are wanted, each with its input decoded and validated.\nThe URLs are the application's own: \`receiver.receive(operationId, request)\`, or mount \`receiver.app\`.`,
      ),
      code`export function ${id(kind.factory)}<Auth extends ${verifiers}>(
  options: ReceiverOptions${typeArguments([table, code`operations`, code`typeof securitySchemes`, code`Auth`])},
): Receiver<keyof ${table} & string> {
  return defineReceiver${args([
    braces([
      code`operations: ${id(kind.table)}`,
      code`validators: ${id(kind.validators)}`,
      id('securitySchemes'),
    ]),
    id('options'),
  ])}
}`,
    ]),
  ]
}

function validatorTable(kind: Kind, tools: EmitTools): Code {
  const members = kind.operations.map(
    ({ operationId }) => code`readonly ${key(operationId)}: OperationValidators`,
  )
  const entries = kind.operations.map(
    (operation) =>
      [
        operation.operationId,
        operationValidators(operation, tools.lookup, tools.zod().expression, {
          request: 'response',
          response: 'request',
        }),
      ] as const,
  )
  return lines([
    comment(`The validators of every ${kind.noun}, by \`operationId\`.`),
    code`export const ${id(kind.validators)}: ${typeMembers(members)} = ${object(entries)}`,
  ])
}

/** What the document asks of all its callers says nothing of the requests that the API itself sends. */
function withOwnSecurity(operation: OperationModel, model: ApiModel): OperationModel {
  const written = valueAt(model.document, operation.pointer)
  const isOwn = isJsonObject(written) && written.security !== undefined
  return isOwn ? operation : { ...operation, security: [] }
}
