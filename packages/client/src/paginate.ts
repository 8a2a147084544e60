import type { PaginationDescriptor } from '@concordat/wire'
import type { AnyMethod } from './client.ts'
import type { CallInput, CallOptions } from './client-options.ts'
import type { AnyResult } from './result.ts'
import { type SuccessBody, unwrap } from './unwrap.ts'

/** A method of an operation whose pagination the document describes (`x-pagination`). */
export interface PaginatedMethod extends AnyMethod {
  readonly operation: AnyMethod['operation'] & { readonly pagination: PaginationDescriptor }
}

/** What one page of a method is. */
export type PageOf<M extends AnyMethod> = SuccessBody<Awaited<ReturnType<M>>>

/** What the pages of a method hold. */
export type ItemOf<M extends PaginatedMethod> =
  ItemsIn<PageOf<M>, M['operation']['pagination']> extends readonly (infer Item)[] ? Item : never

type ItemsIn<Page, Pagination> = Pagination extends { readonly items: infer Items }
  ? Items extends keyof Page
    ? NonNullable<Page[Items]>
    : never
  : Page

/**
 * Walks through all pages of an operation, item by item. It begins where the input's own offset or cursor says, and asks
 * for each page only when the one before is used up. With offsets it goes on until the total is reached, or, where the
 * document names none, until a page is empty.
 *
 * @throws ApiError when a page is answered with anything but a documented success; TypeError when a page is not what
 * the document's pagination says.
 *
 * @example
 * ```ts
 * import { type PaginatedMethod, paginate } from '@concordat/client'
 * async function count(method: PaginatedMethod): Promise<number> {
 *   let items = 0
 *   for await (const _ of paginate(method)) items += 1
 *   return items
 * }
 * ```
 */
export async function* paginate<M extends PaginatedMethod>(
  method: M,
  ...args: Parameters<M>
): AsyncGenerator<ItemOf<M>, void, undefined> {
  for await (const page of pages(method, ...args)) {
    // Seam: `itemsOf` reads what `ItemOf` types.
    yield* itemsOf(method, page) as ItemOf<M>[]
  }
}

/** As {@link paginate}, page by page: for totals, and to stop between pages. */
export async function* pages<M extends PaginatedMethod>(
  method: M,
  ...args: Parameters<M>
): AsyncGenerator<PageOf<M>, void, undefined> {
  // Seam: every method takes these two.
  const [input = {}, options] = args as unknown as [CallInput | undefined, CallOptions | undefined]
  const call = method as unknown as (
    input: CallInput,
    options: CallOptions | undefined,
  ) => Promise<AnyResult>
  let query: Readonly<Record<string, unknown>> | undefined = { ...input.query }
  while (query) {
    const page: unknown = unwrap(await call({ ...input, query }, options))
    // Seam: the body of a documented success.
    yield page as PageOf<M>
    query = nextQuery(method, page, query)
  }
}

function nextQuery(
  method: PaginatedMethod,
  page: unknown,
  query: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | undefined {
  const { operationId, pagination } = method.operation
  if (pagination.style === 'cursor') {
    const cursor = memberOf(page, pagination.next)
    if (cursor === undefined || cursor === null || cursor === '') return undefined
    if (cursor === query[pagination.cursor]) {
      throw new TypeError(`${operationId} answered with the cursor it was asked for`)
    }
    return { ...query, [pagination.cursor]: cursor }
  }
  const { length } = itemsOf(method, page)
  const offset = Number(query[pagination.offset] ?? 0) + length
  const total = pagination.total === undefined ? undefined : memberOf(page, pagination.total)
  const isLast = length === 0 || (typeof total === 'number' && offset >= total)
  return isLast ? undefined : { ...query, [pagination.offset]: offset }
}

function itemsOf({ operation }: PaginatedMethod, page: unknown): unknown[] {
  const { items: name } = operation.pagination
  const items = name === undefined ? page : memberOf(page, name)
  if (Array.isArray(items)) return items
  throw new TypeError(`A page of ${operation.operationId} has no array \`${name ?? 'body'}\``)
}

function memberOf(page: unknown, name: string): unknown {
  return typeof page === 'object' && page !== null && Object.hasOwn(page, name)
    ? Reflect.get(page, name)
    : undefined
}
