import type { OperationModel } from '@concordat/document'
import type { EmitTools } from '../emitter.ts'
import { paginationDescriptor } from './pagination-descriptor.ts'
import { declaredDefault, defaultOf } from './parameter-descriptor.ts'

/** Tells of what an operation says that generated code leaves out. */
export function reportOddities(operation: OperationModel, tools: EmitTools): void {
  const { operationId } = operation
  for (const parameter of operation.parameters) {
    const declared = declaredDefault(parameter, tools.lookup)
    if (declared === undefined || defaultOf(parameter, tools.lookup) !== undefined) continue
    tools.report({
      id: 'parameter-default-mismatch',
      severity: 'warning',
      message: `The default ${JSON.stringify(declared)} of the ${parameter.in} parameter \`${parameter.name}\` is not of the type that its schema names, so servers will not fill it in. Correct the default or the type.`,
      pointer: parameter.schema.pointer,
      operationId,
      evidence: { default: declared },
    })
  }
  if (operation.extensions['x-pagination'] !== undefined && !paginationDescriptor(operation)) {
    tools.report({
      id: 'pagination-not-understood',
      severity: 'warning',
      message:
        'What `x-pagination` says cannot be followed. Give `style: offset` with the names of the query parameters `limit` and `offset`, or `style: cursor` with the query parameter `cursor` and the response property `next`.',
      pointer: `${operation.pointer}/x-pagination`,
      operationId,
    })
  }
}
