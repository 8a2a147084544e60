import { splitPointer } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'

/** Keywords and members of documents that say nothing of the schemas in them. */
const silent: ReadonlySet<string> = new Set([
  'components',
  'content',
  'headers',
  'parameters',
  'paths',
  'properties',
  'requestBody',
  'schema',
  'schemas',
])

const containers: ReadonlySet<string> = new Set(['$defs', 'definitions', 'schemas'])

const spoken: ReadonlyMap<string, string> = new Map([
  ['additionalProperties', 'value'],
  ['allOf', 'part'],
  ['anyOf', 'option'],
  ['contains', 'item'],
  ['items', 'item'],
  ['oneOf', 'option'],
  ['patternProperties', 'value'],
  ['prefixItems', 'item'],
  ['unevaluatedItems', 'item'],
  ['unevaluatedProperties', 'value'],
])

const longestName = 4

/** Words that name a schema by where it stands: `Pet option 1` for the first choice of `Pet`. */
export function nameFromPlace(node: SchemaModel, rootName: string): string {
  const tokens = splitPointer(node.pointer)
  const container = tokens.findLastIndex((token) => containers.has(token))
  const path = tokens.slice(container + 1)
  const words = container < 0 && rootName !== '' ? [rootName] : []
  path.forEach((token, index) => {
    const around = path[index - 1]
    const isName = around === undefined || around === 'properties'
    const isIndex = !isName && /^\d+$/.test(token) && spoken.has(around)
    if (isIndex) words.push(String(Number(token) + 1))
    else if (isName || !silent.has(token)) words.push(isName ? token : (spoken.get(token) ?? token))
  })
  if (node.isBase) words.push('base')
  const kept = words.length > longestName ? words.slice(-longestName) : words
  return kept.map(capitalise).join(' ') || 'Schema'
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
