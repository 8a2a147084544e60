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
  const inside = { ...around, path, pathItem: node, readPathItem: readPathItemObject }
  const readMethod = (method: HttpMethodName, value: unknown, ...keys: readonly string[]) => {
    const operation = readNode(value, joinPointer(node.pointer, ...keys), context)
    return operation ? [readOperationObject(method, operation, inside, context)] : []
  }
  return Object.entries(node.value).flatMap(([key, value]) => {
    if (key === 'additionalOperations') {
      const others = isJsonObject(value) ? Object.entries(value) : []
      return others.flatMap(([method, other]) => readMethod(method, other, key, method))
    }
    const method = METHODS.find((one) => one === key)
    return method === undefined ? [] : readMethod(method, value, key)
  })
}
