import type { JsonPointer } from '@concordat/core'
import { referenceTo } from '@concordat/model'
import type { DraftOperation } from './each-operation.ts'
import type { RepairContext } from './repair-context.ts'

/** Makes the `operationRef` of every link a pointer to where the operation stands in the bundled document. */
export function repairLinks(operations: readonly DraftOperation[], context: RepairContext) {
  if (context.linked.size === 0) return
  const pointers = new Map<object, JsonPointer>()
  for (const { operation, pointer } of operations) {
    const original = context.original(operation)
    if (original && !pointers.has(original)) pointers.set(original, pointer)
  }
  for (const [link, target] of context.linked) {
    const pointer = typeof target === 'object' && target !== null ? pointers.get(target) : undefined
    if (pointer !== undefined) link.operationRef = referenceTo(pointer)
  }
}
