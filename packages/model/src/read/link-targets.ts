import { isJsonObject, type JsonObject, type JsonPointer, joinPointer } from '@concordat/core'
import type { LinkTargets } from './link-object.ts'
import { member } from './read-context.ts'

/** Finds the operations of `paths`, so that links can name operations that stand after them. */
export function findLinkTargets(document: JsonObject): LinkTargets {
  const byPointer = new Map<JsonPointer, string>()
  const paths = member(document, 'paths')
  for (const [path, item] of Object.entries(isJsonObject(paths) ? paths : {})) {
    if (!isJsonObject(item)) continue
    for (const [method, operation] of Object.entries(item)) {
      const operationId = isJsonObject(operation) ? member(operation, 'operationId') : undefined
      if (typeof operationId === 'string')
        byPointer.set(joinPointer('/paths', path, method), operationId)
    }
  }
  return { byPointer, operationIds: new Set(byPointer.values()) }
}
