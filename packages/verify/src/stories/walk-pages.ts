import { isJsonObject, type JsonValue } from '@concordat/core'
import type { Identity } from '../credentials/identity.ts'
import { send } from '../engine/send.ts'
import type { Session } from '../engine/session.ts'
import { type Exchange, isSuccess, jsonOf } from '../exchange/exchange.ts'
import { idCandidates } from '../knowledge/id-candidates.ts'
import { idHints } from '../knowledge/identify-thing.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import type { Resource } from '../plan/resource.ts'
import type { RequestDraft } from '../request/draft.ts'
import { memberAt } from '../schema/variation.ts'
import { headerValue } from '../transport/wire-exchange.ts'
import { type PagingScheme, pageFacts, promisesNext } from './paging-scheme.ts'
import { itemsOf } from './read-list.ts'

/** A list, read page by page. */
export interface Walk {
  readonly pages: readonly Exchange[]
  readonly items: readonly unknown[]
  /** Whether the list came to its end; not when a page failed or the walk was cut short. */
  readonly complete: boolean
  /** Whether the pages went on long after the list should have ended. */
  readonly endless: boolean
}

/** How a walk is done. */
export interface WalkOptions {
  /** Items of a page; `undefined`: as the server likes. */
  readonly limit?: number
  readonly maximalPages?: number
  readonly identity?: Identity
  readonly label?: string
}

/** Reads a list from its first page to its last. */
export async function walkPages(
  session: Session,
  operation: OperationPlan,
  { base, scheme }: { readonly base: RequestDraft; readonly scheme: PagingScheme },
  options: WalkOptions = {},
): Promise<Walk> {
  const pages: Exchange[] = []
  const items: unknown[] = []
  const maximalPages = options.maximalPages ?? 60
  let draft = firstDraft(base, scheme, options.limit)
  const seen = new Set<string>()
  for (;;) {
    const page = await readPage(session, operation, draft, options)
    if (page === undefined) return { pages, items, complete: false, endless: false }
    pages.push(page)
    const body = jsonOf(page)
    const list = isSuccess(page) ? itemsOf(operation, body) : undefined
    if (list === undefined) {
      // Some servers answer 404 beyond the last page.
      const beyond = pages.length > 1 && page.answer?.status === 404
      return { pages, items, complete: beyond, endless: false }
    }
    items.push(...list.items)
    const next = nextDraft(
      base,
      {
        current: draft,
        page,
        body,
        soFar: items.length,
        onPage: list.items.length,
        pageNumber: pages.length,
      },
      scheme,
    )
    if (next === undefined) {
      // Where no limit can be asked for, no page is full.
      const limit = scheme.limit === undefined ? undefined : options.limit
      const complete = isLast(operation, scheme, page, { count: list.items.length, limit })
      return { pages, items, complete, endless: false }
    }
    const key = JSON.stringify([next.query, next.rawQuery])
    if (seen.has(key) || pages.length >= maximalPages) {
      return { pages, items, complete: false, endless: true }
    }
    seen.add(key)
    draft = next
  }
}

async function readPage(
  session: Session,
  operation: OperationPlan,
  draft: RequestDraft,
  options: WalkOptions,
): Promise<Exchange | undefined> {
  const sent = await send(session, operation, draft, {
    phase: 'stateful',
    label: options.label ?? 'a page of the list',
    resource: operation.path.includes('{') ? 'known' : 'none',
    options: options.identity ? { identity: options.identity } : {},
  })
  return sent?.exchange
}

function firstDraft(
  base: RequestDraft,
  scheme: PagingScheme,
  limit: number | undefined,
): RequestDraft {
  const query: Record<string, JsonValue> = { ...base.query }
  if (scheme.position !== undefined) delete query[scheme.position]
  if (scheme.limit !== undefined) {
    delete query[scheme.limit]
    if (limit !== undefined) query[scheme.limit] = limit
  }
  return { ...base, query }
}

/** Whether a page that leads nowhere is the last one, and not one whose next the document has no words for. */
function isLast(
  operation: OperationPlan,
  scheme: PagingScheme,
  page: Exchange,
  { count, limit }: { readonly count: number; readonly limit: number | undefined },
): boolean {
  const facts = pageFacts(operation, jsonOf(page), page.answer?.headers)
  if (facts.next === null || facts.next === '' || facts.hasMore === false) return true
  if (facts.hasMore === true || facts.next !== undefined) return false
  const isFull = limit !== undefined && count >= limit
  return !isFull || scheme.kind === 'offset' || scheme.kind === 'page' || promisesNext(operation)
}

function nextDraft(
  base: RequestDraft,
  {
    current,
    page,
    body,
    soFar,
    onPage,
    pageNumber,
  }: {
    readonly current: RequestDraft
    readonly page: Exchange
    readonly body: unknown
    readonly soFar: number
    readonly onPage: number
    readonly pageNumber: number
  },
  scheme: PagingScheme,
): RequestDraft | undefined {
  const facts = pageFacts(page.operation, body)
  const { position } = scheme
  if (scheme.kind === 'cursor' && position !== undefined) {
    if (typeof facts.next !== 'string' || facts.next === '') {
      const after = facts.hasMore === true ? lastId(position, page, body) : undefined
      if (after !== undefined) return { ...current, query: { ...current.query, [position]: after } }
      return linked(base, page, body)
    }
    if (/^https?:\/\/|^\//.test(facts.next)) return linked(base, page, body)
    return { ...current, query: { ...current.query, [position]: facts.next } }
  }
  if (scheme.kind === 'link' || scheme.kind === 'none') return linked(base, page, body)
  if (position === undefined || onPage === 0) return undefined
  const value = scheme.kind === 'offset' ? soFar : scheme.firstPage + pageNumber
  return { ...current, query: { ...current.query, [position]: value } }
}

/** `starting_after` names the item before the page by its id. */
function lastId(position: string, page: Exchange, body: unknown): string | undefined {
  if (!/^starting_?after$/i.test(position)) return undefined
  const last = itemsOf(page.operation, body)?.items.at(-1)
  return isJsonObject(last) && typeof last.id === 'string' ? last.id : undefined
}

/** The next page as an answer links it: Link header, or a `next` URL in the body. @see RFC 8288 */
function linked(base: RequestDraft, page: Exchange, body: unknown): RequestDraft | undefined {
  const header = page.answer && headerValue(page.answer.headers, 'link')
  const target = linkTarget(header, 'next') ?? bodyLink(body)
  if (target === undefined) return undefined
  try {
    const url = new URL(target, `http://linked.invalid${page.request.target}`)
    return { ...base, query: {}, rawQuery: url.search.slice(1) }
  } catch {
    return undefined
  }
}

/** The target of a relation in a Link header. */
export function linkTarget(header: string | undefined, relation: string): string | undefined {
  for (const match of (header ?? '').matchAll(/<([^>]*)>((?:\s*;\s*[^,;]+)*)/g)) {
    const [, target, parameters = ''] = match
    if (new RegExp(`rel\\s*=\\s*"?(?:[^"]*\\s)?${relation}(?:\\s[^"]*)?"?`, 'i').test(parameters))
      return target
  }
  return undefined
}

/** The next page as a member of an answer links it. */
export function bodyLink(body: unknown): string | undefined {
  for (const path of [
    ['next'],
    ['links', 'next'],
    ['_links', 'next'],
    ['_links', 'next', 'href'],
    ['links', 'next', 'href'],
    ['paging', 'next'],
    ['meta', 'next'],
  ]) {
    const value = memberAt(body, path)
    if (typeof value === 'string' && /^(https?:\/\/|\/|\?)/.test(value)) return value
  }
  return undefined
}

/** What tells the items of a list apart: their ids, or their whole text. */
export function itemKeys(
  knowledge: Knowledge,
  resource: Resource | undefined,
  items: readonly unknown[],
): string[] {
  const keys = items.map((item) => {
    if (!isJsonObject(item)) return JSON.stringify(item)
    const learnt = resource && knowledge.idPaths.get(resource.key)
    const direct = learnt && (memberAt(item, learnt) ?? memberAt(item, learnt.slice(-1)))
    if (typeof direct === 'string' || typeof direct === 'number') return String(direct)
    const [path] = resource ? idCandidates(resource, item, undefined, idHints(resource, [])) : []
    const value = path ? memberAt(item, path) : (item.id ?? item._id ?? item.uuid)
    return typeof value === 'string' || typeof value === 'number'
      ? String(value)
      : JSON.stringify(item)
  })
  const texts = items.map((item) => JSON.stringify(item))
  // What all items share names their owner, not them; once that was seen, a list of one is told by its text, too.
  const shared = sharedIds.get(knowledge) ?? new Set<string>()
  sharedIds.set(knowledge, shared)
  const name = resource?.key ?? ''
  if (new Set(keys).size === 1 && new Set(texts).size > 1) shared.add(name)
  return shared.has(name) ? texts : keys
}

/** Resources of a run whose items all had one id. */
const sharedIds = new WeakMap<Knowledge, Set<string>>()
