import { type JsonPointer, joinPointer } from '@concordat/core'
import { type Draft, isDraft, own } from '../bundle/draft.ts'

export const HTTP_METHODS = [
  'query',
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'trace',
] as const

const METHOD_BY_KEY = new Map(HTTP_METHODS.map((method) => [String(method), method]))

/** A path item of a document: below `paths`, `webhooks`, a callback, or `components`. */
export interface DraftPathItem {
  readonly pathItem: Draft
  readonly pointer: JsonPointer
  /** Key: a path template, a webhook's name, or a callback's expression. */
  readonly path: string
  readonly role: 'path' | 'webhook' | 'callback'
  /** What the author calls the callback. */
  readonly name?: string
}

export interface DraftOperation extends DraftPathItem {
  readonly operation: Draft
  readonly method: string
  readonly item: DraftPathItem
}

/** Every path item of a document in document order, callbacks after the operation that they belong to. */
export function* eachPathItem(document: Draft): Generator<DraftPathItem> {
  yield* pathItems(own(document, 'paths'), '/paths', 'path')
  yield* pathItems(own(document, 'webhooks'), '/webhooks', 'webhook')
  const callbacks = own(own(document, 'components'), 'callbacks')
  yield* callbackItems(callbacks, '/components/callbacks')
}

/** The operations of a path item, in the order in which they stand. */
export function operationsOf(item: DraftPathItem): DraftOperation[] {
  const operations: DraftOperation[] = []
  for (const [key, operation] of Object.entries(item.pathItem)) {
    if (key === 'additionalOperations' && isDraft(operation)) {
      for (const [method, other] of Object.entries(operation)) {
        if (!isDraft(other)) continue
        const pointer = joinPointer(item.pointer, key, method)
        operations.push({ ...item, operation: other, method, item, pointer })
      }
      continue
    }
    const method = METHOD_BY_KEY.get(key)
    if (method === undefined || !isDraft(operation)) continue
    operations.push({
      ...item,
      operation,
      method,
      item,
      pointer: joinPointer(item.pointer, method),
    })
  }
  return operations
}

function* pathItems(
  items: unknown,
  pointer: JsonPointer,
  role: DraftPathItem['role'],
  name?: string,
): Generator<DraftPathItem> {
  if (!isDraft(items)) return
  for (const [path, pathItem] of Object.entries(items)) {
    if (!isDraft(pathItem) || (path.startsWith('x-') && role !== 'webhook')) continue
    const place = joinPointer(pointer, path)
    const item = { pathItem, pointer: place, path, role, ...(name !== undefined && { name }) }
    yield item
    for (const { operation, pointer: at } of operationsOf(item)) {
      yield* callbackItems(own(operation, 'callbacks'), joinPointer(at, 'callbacks'))
    }
  }
}

function* callbackItems(callbacks: unknown, pointer: JsonPointer): Generator<DraftPathItem> {
  if (!isDraft(callbacks)) return
  for (const [name, callback] of Object.entries(callbacks)) {
    if (!isDraft(callback) || typeof callback.$ref === 'string') continue
    yield* pathItems(callback, joinPointer(pointer, name), 'callback', name)
  }
}
