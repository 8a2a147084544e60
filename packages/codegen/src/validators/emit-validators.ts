import type { ApiModel } from '@concordat/model'
import { type Code, code, comment, empty, id, lines, paragraphs } from '../code-writer.ts'
import type { EmitTools, Emitter } from '../emitter.ts'
import { operationTable } from '../operation-table.ts'
import { methodDocs } from '../operations/operation-docs.ts'
import { moduleImports } from './module-imports.ts'
import { operationValidators } from './operation-validators.ts'

/** Writes `src/validators.ts`: for each operation, Zod of what it takes and of what it answers. */
export const validatorsEmitter: Emitter = {
  name: 'validators',
  emit: (model, tools) => [tools.module('src/validators.ts', validatorsModule(model, tools))],
}

function validatorsModule(model: ApiModel, tools: EmitTools): Code {
  const zod = tools.zod()
  const validators = model.operations.map((operation) => ({
    operation,
    name: tools.names.operation(operation.operationId),
    code: operationValidators(operation, tools.lookup, zod.expression, {
      request: 'request',
      response: 'response',
    }),
  }))
  return paragraphs([
    lines([
      validators.length > 0
        ? code`import type { OperationValidators } from '@concordat/wire'`
        : empty,
      moduleImports(lines(validators.map((item) => item.code))),
    ]),
    ...validators.map(({ operation, name, code: written }) =>
      lines([
        comment(methodDocs(operation)),
        code`export const ${id(name)} = ${written} as const satisfies OperationValidators`,
      ]),
    ),
    operationTable(
      { name: 'validators', docs: 'The validators of every operation, by `operationId`.' },
      model.operations,
      tools,
    ),
  ])
}
