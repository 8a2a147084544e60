import { isJsonObject, type JsonObject, type JsonPointer, splitPointer } from '@concordat/core'

/** Whether the nearest statement of where a claim comes from, at its place or above it, says `x-provenance: inferred`. */
export function isInferred(document: JsonObject, pointer: JsonPointer): boolean {
  let node: unknown = document
  let said: unknown = document['x-provenance']
  for (const name of splitPointer(pointer)) {
    if (Array.isArray(node)) node = node[Number(name)]
    else node = isJsonObject(node) && Object.hasOwn(node, name) ? node[name] : undefined
    if (isJsonObject(node)) said = node['x-provenance'] ?? said
  }
  return said === 'inferred'
}
