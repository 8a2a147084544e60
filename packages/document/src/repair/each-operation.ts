import { type JsonPointer, joinPointer } from '@concordat/core'
import { type Draft, isDraft, own } from '../bundle/draft.ts'

export const HTTP_METHODS = [
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'trace',
] as const

/** A path item of a document: below `paths`, `webhooks`, a callback, or `components`. */
export interface DraftPathItem {
  readonly pathItem: Draft
  readonly pointer: JsonPointer
  /** Key: a path template, a webhook's name, or a callback's expression. */
  readonly path: string
  readonly role: 'path' | 'webhook' | 'callback'
}

export interface DraftOperation extends DraftPathItem {
  readonly operation: Draft
  readonly method: (typeof HTTP_METHODS)[number]
  readonly item: DraftPathItem
}

/** Every path item of a document in document order, callbacks after the operation that they belong to. */
export function* eachPathItem(document: Draft): Generator<DraftPathItem> {
  yield* pathItems(own(document, 'paths'), '/paths', 'path')
  yield* pathItems(own(document, 'webhooks'), '/webhooks', 'webhook')
  const callbacks = own(own(document, 'components'), 'callbacks')
  yield* callbackItems(callbacks, '/components/callbacks')
}

/** Every operation of a document. */
export function* eachOperation(document: Draft): Generator<DraftOperation> {
  for (const item of eachPathItem(document)) yield* operationsOf(item)
}

export function* operationsOf(item: DraftPathItem): Generator<DraftOperation> {
  for (const method of Object.keys(item.pathItem)) {
    const operation = item.pathItem[method]
    if (!isMethod(method) || !isDraft(operation)) continue
    yield { ...item, operation, method, item, pointer: joinPointer(item.pointer, method) }
  }
}

function isMethod(key: string): key is (typeof HTTP_METHODS)[number] {
  return HTTP_METHODS.some((method) => method === key)
}

function* pathItems(
  items: unknown,
  pointer: JsonPointer,
  role: DraftPathItem['role'],
): Generator<DraftPathItem> {
  if (!isDraft(items)) return
  for (const [path, pathItem] of Object.entries(items)) {
    if (!isDraft(pathItem) || (path.startsWith('x-') && role !== 'webhook')) continue
    const item = { pathItem, pointer: joinPointer(pointer, path), path, role }
    yield item
    for (const { operation, pointer: place } of operationsOf(item)) {
      yield* callbackItems(own(operation, 'callbacks'), joinPointer(place, 'callbacks'))
    }
  }
}

function* callbackItems(callbacks: unknown, pointer: JsonPointer): Generator<DraftPathItem> {
  if (!isDraft(callbacks)) return
  for (const [name, callback] of Object.entries(callbacks)) {
    if (!isDraft(callback) || typeof callback.$ref === 'string') continue
    yield* pathItems(callback, joinPointer(pointer, name), 'callback')
  }
}
