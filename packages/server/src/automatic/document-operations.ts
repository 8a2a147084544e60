import { isJsonObject } from '@concordat/core'
import { dereference } from './dereference.ts'

/** An operation as the document writes it. */
export type DocumentOperation = Readonly<Record<string, unknown>>

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query']

/** Finds the operations of a document: by operationId, callbacks and webhooks included, and by method and path. */
export function indexOperations(document: unknown): ReadonlyMap<string, DocumentOperation> {
  const found = new Map<string, DocumentOperation>()
  if (!isJsonObject(document)) return found
  const addAll = (items: unknown): void => {
    if (!isJsonObject(items)) return
    for (const [path, item] of Object.entries(items)) {
      const pathItem = dereference(document, item)
      for (const [method, operation] of operationsOf(pathItem)) {
        if (!isJsonObject(operation)) continue
        const known = typeof operation.operationId === 'string' ? operation.operationId : undefined
        for (const key of [known, operationKey(method, path)])
          if (key !== undefined && !found.has(key)) found.set(key, operation)
        if (isJsonObject(operation.callbacks))
          for (const callback of Object.values(operation.callbacks))
            addAll(dereference(document, callback))
      }
    }
  }
  addAll(document.paths)
  addAll(document.webhooks)
  return found
}

/** What stands under the methods of a path item, those of `additionalOperations` among them. */
function operationsOf(pathItem: DocumentOperation | undefined): readonly [string, unknown][] {
  const additional = pathItem?.additionalOperations
  return [
    ...methods.map((method): [string, unknown] => [method, pathItem?.[method]]),
    ...(isJsonObject(additional) ? Object.entries(additional) : []),
  ]
}

/** The key of an operation whose document gives it no operationId. A space cannot stand in an operationId of ours. */
export function operationKey(method: string, path: string): string {
  return `${method.toUpperCase()} ${path}`
}
