import { isJsonObject, joinPointer } from '@concordat/core'
import type { HttpMethodName, OperationModel } from '../api-model.ts'
import { type OperationSurroundings, readOperationObject } from './operation-object.ts'
import { type ObjectNode, type ReadContext, readNode } from './read-context.ts'

const METHODS: readonly HttpMethodName[] = [
  'query',
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'trace',
]

/**
 * Reads the operations of a path item, in the order in which they stand.
 * @see {@link https://spec.openapis.org/oas/v3.1.1#path-item-object | Path Item Object}
 */
export function readPathItemObject(
  path: string,
  node: ObjectNode,
  around: Omit<OperationSurroundings, 'path' | 'pathItem' | 'readPathItem'>,
  context: ReadContext,
): OperationModel[] {
  return Object.entries(node.value).flatMap(([key, value]) => {
    if (key === 'additionalOperations') {
      const others = isJsonObject(value) ? Object.entries(value) : []
      return others.flatMap(([method, other]) => {
        const operation = readNode(other, joinPointer(node.pointer, key, method), context)
        return operation
          ? [readOperationObject(method, operation, { ...around, path, pathItem: node }, context)]
          : []
      })
    }
    const method = METHODS.find((one) => one === key)
    if (method === undefined) return []
    const operation = readNode(value, joinPointer(node.pointer, key), context)
    if (!operation) return []
    const inside = { ...around, path, pathItem: node, readPathItem: readPathItemObject }
    return [readOperationObject(method, operation, inside, context)]
  })
}
