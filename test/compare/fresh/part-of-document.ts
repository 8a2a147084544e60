import { type Choose, isMap, type Json, type JsonMap } from '../rewrites/rewrites.ts'

/** A document of some paths of another one, with the components that these use: as hard to read, and quicker. */
export function partOfDocument(document: JsonMap, paths: number, choose: Choose): JsonMap {
  const all = isMap(document.paths) ? document.paths : {}
  const names = Object.keys(all)
  const kept = new Set(Array.from({ length: paths }, () => names[choose(names.length)] ?? ''))
  const part: JsonMap = {
    ...structuredClone(document),
    paths: Object.fromEntries(
      names.flatMap((name) => (kept.has(name) ? [[name, structuredClone(all[name] ?? {})]] : [])),
    ),
    webhooks: {},
  }
  part.components = usedComponents(document, part)
  return part
}

function usedComponents(document: JsonMap, part: JsonMap): JsonMap {
  const components = isMap(document.components) ? document.components : {}
  const used: JsonMap = { securitySchemes: components.securitySchemes ?? {} }
  const visit = (node: Json | undefined): void => {
    if (Array.isArray(node)) for (const item of node) visit(item)
    if (!isMap(node)) return
    for (const value of Object.values(node)) {
      if (typeof value === 'string' && value.startsWith('#/components/')) keep(value)
      else visit(value)
    }
  }
  const keep = (reference: string): void => {
    const [section = '', name = ''] = reference.split('/').slice(2).map(readName)
    const holder = components[section]
    const found = isMap(holder) ? holder[name] : undefined
    used[section] ??= {}
    const target = used[section]
    if (found === undefined || !isMap(target) || name in target) return
    target[name] = structuredClone(found)
    visit(found)
  }
  visit(part.paths)
  return used
}

function readName(segment: string): string {
  return decodeURIComponent(segment).replaceAll('~1', '/').replaceAll('~0', '~')
}

/** What a reference leads to; the node itself where it is none. */
export function follow(document: JsonMap, node: Json | undefined): Json | undefined {
  for (let turns = 0; turns < 20 && isMap(node) && typeof node.$ref === 'string'; turns += 1) {
    if (Object.keys(node).length > 1) return undefined
    let found: Json | undefined = document
    for (const key of node.$ref.split('/').slice(1).map(readName))
      found = isMap(found) ? found[key] : undefined
    node = found
  }
  return node
}
