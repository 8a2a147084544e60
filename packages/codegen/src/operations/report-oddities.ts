import type { OperationModel } from '@concordat/model'
import type { EmitTools } from '../emitter.ts'
import { paginationDescriptor } from './pagination-descriptor.ts'

/** Tells of what an operation says that generated code leaves out. */
export function reportOddities(operation: OperationModel, tools: EmitTools): void {
  if (operation.extensions['x-pagination'] === undefined || paginationDescriptor(operation)) return
  tools.report({
    id: 'pagination-not-understood',
    severity: 'warning',
    message:
      'What `x-pagination` says cannot be followed. Give `style: offset` with the names of the query parameters `limit` and `offset`, or `style: cursor` with the query parameter `cursor` and the response property `next`.',
    pointer: `${operation.pointer}/x-pagination`,
    operationId: operation.operationId,
  })
}
