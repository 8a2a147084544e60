import { isJsonObject, type JsonObject } from '@concordat/core'
import { resolveInternal } from '@concordat/model'

/** Follows references from an object of the document (a response, a header, a parameter) to the object itself. */
export function dereference(document: unknown, value: unknown): JsonObject | undefined {
  const found = resolveInternal(document, value, '')?.value
  return isJsonObject(found) ? found : undefined
}
