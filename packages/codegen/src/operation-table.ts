import type { OperationModel } from '@concordat/model'
import { braces, type Code, code, comment, id, key, lines, typeMembers } from './code-writer.ts'
import type { EmitTools } from './emitter.ts'

/**
 * A constant that holds one exported constant per operation, by `operationId`. Its type refers to theirs: written out,
 * as TypeScript would infer it, it would say everything twice, and of a large document more than TypeScript prints.
 */
export function operationTable(
  {
    name,
    docs,
    memberDocs = () => '',
  }: {
    readonly name: string
    readonly docs: string
    readonly memberDocs?: (operation: OperationModel) => string
  },
  operations: readonly OperationModel[],
  tools: EmitTools,
): Code {
  const members = operations.map((operation) => {
    const constant = id(tools.names.operation(operation.operationId))
    return lines([
      comment(memberDocs(operation)),
      code`readonly ${key(operation.operationId)}: typeof ${constant}`,
    ])
  })
  const entries = operations.map(({ operationId }) => {
    const constant = tools.names.operation(operationId)
    return constant === operationId ? id(constant) : code`${key(operationId)}: ${id(constant)}`
  })
  return lines([
    comment(docs),
    code`export const ${id(name)}: ${typeMembers(members)} = ${braces(entries)}`,
  ])
}
