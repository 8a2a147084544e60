import { type JsonPointer, joinPointer } from '@concordat/core'
import { resolveInternal } from '@concordat/model'
import { type Draft, isDraft, own } from '../bundle/draft.ts'
import type { DraftOperation, DraftPathItem } from './each-operation.ts'
import { describeHeaderName, isHeaderName } from './header-name.ts'
import { type ListedParameter, setList } from './listed-parameter.ts'
import { repairParameter } from './parameter.ts'
import { repairPathParameters } from './path-parameters.ts'
import { queryParametersOf } from './querystring.ts'
import type { RepairContext } from './repair-context.ts'

const IGNORED_HEADERS = new Set(['accept', 'content-type', 'authorization'])

/** Mends all parameters of a document. */
export function repairParameters(
  document: Draft,
  items: readonly (DraftPathItem & { readonly operations: readonly DraftOperation[] })[],
  context: RepairContext,
) {
  const components = own(own(document, 'components'), 'parameters')
  for (const [name, parameter] of Object.entries(isDraft(components) ? components : {})) {
    if (isDraft(parameter) && typeof parameter.$ref !== 'string') {
      repairParameter(parameter, joinPointer('/components/parameters', name), context)
    }
  }
  for (const item of items) repairItem(document, item, item.operations, context)
}

function repairItem(
  document: Draft,
  item: DraftPathItem,
  ofItem: readonly DraftOperation[],
  context: RepairContext,
) {
  const shared = repairList(document, item.pathItem, item.pointer, context)
  const operations = ofItem.map((entry) => ({
    ...entry,
    listed: repairList(document, entry.operation, entry.pointer, context),
  }))
  if (item.role === 'path') repairPathParameters(item, shared, operations, context)
}

/** Keeps the parameters of one list that mean something, and puts them back. */
function repairList(
  document: Draft,
  owner: Draft,
  ownerPointer: JsonPointer,
  context: RepairContext,
): ListedParameter[] {
  const list = own(owner, 'parameters')
  const pointer = joinPointer(ownerPointer, 'parameters')
  if (!Array.isArray(list)) return []
  const entries = list.flatMap(
    (entry, index) => queryParametersOf(document, entry, joinPointer(pointer, index)) ?? [entry],
  )
  if (entries.length !== list.length || entries.some((entry, index) => entry !== list[index])) {
    // The same array, so that it still knows where it came from.
    list.splice(0, list.length, ...entries)
  }
  const kept: ListedParameter[] = []
  const seen = new Set<string>()
  for (const [index, entry] of list.entries()) {
    const listed = readListed(document, entry, joinPointer(pointer, index), context)
    if (!listed) continue
    const identity = listed.in === 'header' ? listed.name.toLowerCase() : listed.name
    if (seen.has(`${listed.in} ${identity}`)) {
      context.report({
        id: 'parameter-duplicate',
        message: `The ${listed.in} parameter \`${listed.name}\` is listed twice; the first is read.`,
        pointer: listed.pointer,
      })
      continue
    }
    seen.add(`${listed.in} ${identity}`)
    kept.push(listed)
  }
  setList(owner, kept)
  return kept
}

function readListed(
  document: Draft,
  entry: unknown,
  pointer: JsonPointer,
  context: RepairContext,
): ListedParameter | undefined {
  const resolved = resolveInternal(document, entry, pointer)
  const parameter = resolved?.value
  if (!resolved || !isDraft(parameter)) {
    if (resolved) {
      context.report({ id: 'parameter-malformed', message: 'A parameter is an object.', pointer })
    }
    return undefined
  }
  if (resolved.pointer === pointer && !repairParameter(parameter, pointer, context))
    return undefined
  const { name, in: location } = parameter
  if (typeof name !== 'string' || typeof location !== 'string') return undefined
  if (location === 'header' && !isHeaderName(name)) {
    context.report({ id: 'header-name-invalid', message: describeHeaderName(name), pointer })
    return undefined
  }
  if (location === 'header' && IGNORED_HEADERS.has(name.toLowerCase())) {
    context.report({
      id: 'parameter-header-ignored',
      message: `OpenAPI ignores a header parameter named \`${name}\`: media types and security schemes say what it is.`,
      pointer,
    })
    return undefined
  }
  return { entry, pointer, parameter, name, in: location }
}
