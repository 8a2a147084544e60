import { isJsonObject, type JsonObject, type JsonValue } from '@concordat/core'

const words: Readonly<Record<string, string>> = {
  documented: 'Documented by the vendor',
  public: "From the vendor's public pages",
  inferred: 'Inferred, not promised by the vendor',
}

/**
 * Adds what `x-provenance` and `x-source` say to the descriptions of responses, headers and security schemes, so that a
 * reader of the page can tell a promise from a guess. The renderer shows extensions of operations only.
 */
export function showProvenance(document: JsonObject): JsonObject {
  return mapObjects(document, (node) => {
    const word = typeof node['x-provenance'] === 'string' ? words[node['x-provenance']] : undefined
    // Operations are left alone: the renderer shows their extensions itself.
    if (word === undefined || 'responses' in node) return node
    const source = typeof node['x-source'] === 'string' ? `: ${node['x-source']}` : ''
    const said = typeof node.description === 'string' ? `${node.description.trimEnd()}\n\n` : ''
    return { ...node, description: `${said}*${word}${source}*` }
  })
}

function mapObjects(node: JsonObject, change: (node: JsonObject) => JsonObject): JsonObject {
  const changed = change(node)
  return Object.fromEntries(
    Object.entries(changed).map(([key, value]) => [key, mapValue(value, change)]),
  )
}

function mapValue(value: JsonValue, change: (node: JsonObject) => JsonObject): JsonValue {
  if (Array.isArray(value)) return value.map((item) => mapValue(item, change))
  return isJsonObject(value) ? mapObjects(value, change) : value
}
