import { joinPointer } from '@concordat/core'
import { type Draft, isDraft, own, setMember } from '../bundle/draft.ts'
import { HTTP_METHODS } from './each-operation.ts'
import type { RepairContext } from './repair-context.ts'

/**
 * Mends the path templates.
 * @see {@link https://spec.openapis.org/oas/v3.1.1#paths-object | Paths Object}
 */
export function repairPaths(document: Draft, context: RepairContext) {
  const paths = own(document, 'paths')
  if (!isDraft(paths)) return
  for (const [path, item] of Object.entries(paths)) {
    const pointer = joinPointer('/paths', path)
    if (path.startsWith('x-')) continue
    if (!isDraft(item)) {
      context.report({
        id: 'document-value-malformed',
        message: `\`${path}\` holds no path item; it is left out.`,
        pointer,
      })
      delete paths[path]
      continue
    }
    repairMethods(item, pointer, context)
    reportTemplate(path, pointer, context)
    declareQuery(path, item)
  }
  startWithSlash(document, paths, context)
  reportEqualTemplates(own(document, 'paths'), context)
}

/** Methods are keys in lower case; an operation under `GET` would not be seen. */
function repairMethods(item: Draft, pointer: string, context: RepairContext) {
  for (const key of Object.keys(item)) {
    const method = HTTP_METHODS.find((one) => one === key.toLowerCase())
    if (method === undefined) continue
    const isMisspelt = key !== method && !Object.hasOwn(item, method)
    if (isMisspelt) {
      item[method] = item[key]
      delete item[key]
    }
    if (!isDraft(item[method])) {
      context.report({
        id: 'document-value-malformed',
        message: `\`${key}\` holds no operation; it is left out.`,
        pointer: joinPointer(pointer, key),
      })
      delete item[method]
    }
  }
}

/** Braces come in pairs, each around a name, and each name once. */
function reportTemplate(path: string, pointer: string, context: RepairContext) {
  const names = [...path.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '')
  const rest = path.replaceAll(/\{[^{}]*\}/g, '')
  const problem = /[{}]/.test(rest)
    ? 'has a brace without its partner'
    : names.includes('')
      ? 'has braces without a name'
      : new Set(names).size < names.length
        ? 'names the same parameter twice'
        : /[?#]/.test(rest)
          ? 'has a query or a fragment, which is no part of a path; say it by parameters'
          : undefined
  if (problem === undefined) return
  context.report({
    id: 'path-template-malformed',
    message: `The path \`${path}\` ${problem}.`,
    pointer,
  })
}

/** What a path says behind a question mark must be in the query, as required parameters say it. */
function declareQuery(path: string, item: Draft) {
  const query = path
    .replaceAll(/\{[^{}]*\}/g, '')
    .split('#')[0]
    ?.split('?')[1]
  if (!query) return
  const listed = own(item, 'parameters')
  const parameters = Array.isArray(listed) ? listed : []
  for (const [name, value] of new URLSearchParams(query)) {
    const schema = { type: 'string', enum: [value] }
    const parameter = { name, in: 'query', required: true, schema }
    parameters.push(value === '' ? { ...parameter, allowEmptyValue: true } : parameter)
  }
  item.parameters = parameters
}

function startWithSlash(document: Draft, paths: Draft, context: RepairContext) {
  const isBare = (path: string) => !path.startsWith('/') && !path.startsWith('x-')
  if (!Object.keys(paths).some(isBare)) return
  const repaired: Draft = {}
  for (const [path, item] of Object.entries(paths)) {
    const slashed = `/${path}`
    if (!isBare(path) || Object.hasOwn(paths, slashed)) {
      setMember(repaired, path, item)
      continue
    }
    context.report({
      id: 'path-without-slash',
      message: `The path \`${path}\` does not begin with a slash; it was read as \`${slashed}\`.`,
      pointer: joinPointer('/paths', path),
    })
    setMember(repaired, slashed, item)
  }
  document.paths = repaired
}

/** Templates that differ only in the names of their parameters match the same requests. */
function reportEqualTemplates(paths: unknown, context: RepairContext) {
  const seen = new Map<string, string>()
  const entries = Object.entries(isDraft(paths) ? paths : {})
  for (const [path, item] of entries) {
    if (path.startsWith('x-')) continue
    const shape = path.replaceAll(/\{[^{}]*\}/g, '{}')
    const first = seen.get(shape)
    if (first === undefined) seen.set(shape, path)
    const ambiguous = methodsOf(item).filter((method) => seen.has(`${method} ${shape}`))
    for (const method of ambiguous) {
      context.report({
        id: 'operation-ambiguous',
        message: `\`${method} ${path}\` matches the same requests as \`${method} ${seen.get(`${method} ${shape}`)}\`; a server tells them apart only by the parameters and bodies that they take. Make one operation of both.`,
        pointer: joinPointer('/paths', path, method.toLowerCase()),
      })
    }
    for (const method of methodsOf(item)) {
      if (!seen.has(`${method} ${shape}`)) seen.set(`${method} ${shape}`, path)
    }
    if (first === undefined || ambiguous.length > 0) continue
    context.report({
      id: 'path-template-duplicate',
      message: `\`${path}\` matches the same requests as \`${first}\`. Make one path of both.`,
      pointer: joinPointer('/paths', path),
    })
  }
}

function methodsOf(item: unknown): string[] {
  if (!isDraft(item)) return []
  return HTTP_METHODS.filter((method) => Object.hasOwn(item, method)).map((method) =>
    method.toUpperCase(),
  )
}
