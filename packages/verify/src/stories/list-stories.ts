import { isJsonObject, type JsonValue } from '@concordat/core'
import type { Guess } from '../conventions/guess.ts'
import { send } from '../engine/send.ts'
import type { Session } from '../engine/session.ts'
import { type Exchange, isSuccess, jsonOf } from '../exchange/exchange.ts'
import type { Story, StoryStep } from '../exchange/story.ts'
import { createThing } from '../knowledge/create-thing.ts'
import { freshen } from '../knowledge/freshen.ts'
import { anyThing, type Knowledge } from '../knowledge/knowledge.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import type { Resource } from '../plan/resource.ts'
import { bodyValue, type RequestDraft, withBodyValue } from '../request/draft.ts'
import { headerValue } from '../transport/wire-exchange.ts'
import { isList } from './is-list.ts'
import { type PagingScheme, pageFacts, pagingScheme } from './paging-scheme.ts'
import { itemsOf } from './read-list.ts'
import { fullBody } from './story-bodies.ts'
import {
  bodyLink,
  itemKeys,
  linkTarget,
  type Walk,
  type WalkOptions,
  walkPages,
} from './walk-pages.ts'

/** A list operation with what is known of it. */
export interface ListContext {
  readonly operation: OperationPlan
  readonly resource: Resource | undefined
  readonly base: RequestDraft
  readonly scheme: PagingScheme
}

/** What is needed to tell stories about a list; `undefined` when it was never read with success. */
export function listContext(
  knowledge: Knowledge,
  operation: OperationPlan,
): ListContext | undefined {
  const baseline = knowledge.baselines.get(operation)
  if (operation.method !== 'GET' || baseline === undefined) return undefined
  if (!isList(operation, jsonOf(baseline.exchange))) return undefined
  const resource = [...knowledge.resources.values()].find(({ list }) => list === operation)
  return { operation, resource, base: baseline.draft, scheme: pagingScheme(operation) }
}

/** Makes things until the list is long enough to have pages and orders. */
export async function fillList(
  session: Session,
  knowledge: Knowledge,
  context: ListContext,
  wanted: number,
): Promise<void> {
  const { resource } = context
  const add = resource === undefined ? additionTo(session, knowledge, context) : undefined
  const create = resource?.create
  if (add === undefined && (create === undefined || !knowledge.baselines.has(create))) return
  const limit = context.scheme.limitMaximum
  const walk = await walkPages(
    session,
    context.operation,
    { base: context.base, scheme: context.scheme },
    limit === undefined ? {} : { limit },
  )
  if (add) {
    for (let count = walk.items.length; count < wanted && !session.gate.over; count++) {
      if (!(await add())) return
    }
    return
  }
  if (resource === undefined || create === undefined) return
  const parent = resource.parent ? anyThing(knowledge, resource.parent) : undefined
  for (let count = walk.items.length; count < wanted && !session.gate.over; count++) {
    const body = fullBody(session, knowledge, create)
    const options = parent ? { parent } : {}
    const made =
      (body === undefined
        ? undefined
        : await createThing(session, knowledge, resource, { ...options, body })) ??
      (await createThing(session, knowledge, resource, options))
    if (made === undefined) return
  }
}

/** One more item for a list whose items have no path of their own: the POST beside it, on the same things. */
function additionTo(
  session: Session,
  knowledge: Knowledge,
  { base, operation }: ListContext,
): (() => Promise<boolean>) | undefined {
  const siblings = session.api.paths.get(operation.path) ?? []
  const add = siblings.find(({ method }) => method === 'POST')
  const baseline = add && knowledge.baselines.get(add)
  if (add === undefined || baseline === undefined) return undefined
  return async () => {
    const value = freshen(session, add, bodyValue(baseline.draft), knowledge.serial())
    const draft = { ...baseline.draft, path: base.path }
    const sent = await send(
      session,
      add,
      value === undefined ? draft : withBodyValue(draft, value),
      { phase: 'stateful', label: 'one is added', resource: 'known' },
    )
    return sent !== undefined && isSuccess(sent.exchange)
  }
}

/** What was guessed of the parameters, and of the members of a page. */
function guessesOf({ operation, scheme }: ListContext, page: Exchange | undefined): Guess[] {
  const facts = pageFacts(operation, page && jsonOf(page), page?.answer?.headers)
  return [...scheme.guesses, ...facts.guesses]
}

/** What one page showed, as plain data. */
function pageData(
  knowledge: Knowledge,
  context: ListContext,
  page: Exchange,
): Record<string, unknown> {
  const body = jsonOf(page)
  const items = itemsOf(context.operation, body)?.items ?? []
  const { guesses: _, ...facts } = pageFacts(context.operation, body, page.answer?.headers)
  const link = page.answer && headerValue(page.answer.headers, 'link')
  return {
    keys: itemKeys(knowledge, context.resource, items),
    count: items.length,
    ...facts,
    linkNext: link === undefined ? undefined : (linkTarget(link, 'next') ?? null),
    linkFirst: linkTarget(link, 'first'),
    linkLast: linkTarget(link, 'last'),
    bodyNext: bodyLink(body),
    echoes: echoes(body),
  }
}

/** Whether an item is one that is added up: beside such items, in a list without pages, a total may be a sum. */
function hasAmount(item: unknown): boolean {
  return (
    isJsonObject(item) &&
    Object.keys(item).some((name) =>
      /price|amount|cost|quantity|qty|total|points|score/i.test(name),
    )
  )
}

/** Members of a page that repeat its parameters: `limit`, `offset`, `page`. */
function echoes(body: unknown): Record<string, number> {
  const found: Record<string, number> = {}
  const objects = isJsonObject(body) ? [body, ...Object.values(body).filter(isJsonObject)] : []
  for (const object of objects) {
    for (const [name, value] of Object.entries(object)) {
      if (typeof value === 'number' && /^(limit|offset|page|per_?page|page_?size)$/i.test(name))
        found[name] ??= value
    }
  }
  return found
}

function walkSteps(role: string, walk: Walk): StoryStep[] {
  return walk.pages.map((exchange) => ({ role, exchange }))
}

/** The list in one piece and in small pages, twice, without a limit, and beyond its end. */
export async function playPaging(
  session: Session,
  knowledge: Knowledge,
  context: ListContext,
): Promise<Story | undefined> {
  const { operation, scheme } = context
  const walk = (options: WalkOptions): Promise<Walk> =>
    walkPages(session, operation, context, options)
  const most = scheme.limitMaximum === undefined ? undefined : { limit: scheme.limitMaximum }
  const whole = await walk(most ?? {})
  if (whole.pages.length === 0 || !whole.complete) {
    if (!whole.endless) return undefined
  }
  const size = whole.items.length
  const limit = size > 20 ? Math.ceil(size / 7) : size > 9 ? 3 : 2
  const small =
    scheme.limit === undefined ? undefined : await walk({ limit, label: `pages of ${limit}` })
  const again = await walk(most ? { ...most, label: 'the list once more' } : {})
  const steps: StoryStep[] = [...walkSteps('whole', whole), ...walkSteps('again', again)]
  if (small) steps.push(...walkSteps('small', small))
  const bare = await readQuery(session, context, {}, 'without a limit')
  if (bare) steps.push({ role: 'bare', exchange: bare })
  const beyond = await readBeyond(session, context, size)
  if (beyond) steps.push({ role: 'beyond', exchange: beyond })
  const one =
    scheme.limit === undefined
      ? undefined
      : await readQuery(session, context, { [scheme.limit]: 1 }, 'a page of one')
  if (one) steps.push({ role: 'one', exchange: one })
  const keys = (walk: Walk): string[] => itemKeys(knowledge, context.resource, walk.items)
  const dataOf = (page: Exchange | undefined) =>
    page && isSuccess(page) ? pageData(knowledge, context, page) : undefined
  return {
    kind: 'paging',
    operation,
    steps,
    guesses: guessesOf(context, small?.pages[0] ?? whole.pages[0]),
    facts: {
      kind: scheme.kind,
      limit,
      limitName: scheme.limit,
      positionName: scheme.position,
      firstPage: scheme.firstPage,
      limitMaximum: scheme.limitMaximum,
      limitDefault: scheme.limitDefault,
      size,
      countsMoney: scheme.kind === 'none' && whole.items.some(hasAmount),
      identified: whole.items.every(isJsonObject),
      wholeKeys: keys(whole),
      wholePages: whole.pages.map((page) => pageData(knowledge, context, page)),
      wholeComplete: whole.complete,
      againKeys: again.complete ? keys(again) : undefined,
      smallKeys: small ? keys(small) : undefined,
      smallPages: small?.pages.map((page) => pageData(knowledge, context, page)),
      smallComplete: small?.complete,
      smallEndless: small?.endless,
      bare: dataOf(bare),
      beyond: dataOf(beyond),
      one: dataOf(one),
    },
  }
}

async function readQuery(
  session: Session,
  { base, operation }: ListContext,
  query: Readonly<Record<string, JsonValue>>,
  label: string,
): Promise<Exchange | undefined> {
  const sent = await send(
    session,
    operation,
    { ...base, query: { ...base.query, ...query } },
    { phase: 'stateful', label, resource: operation.path.includes('{') ? 'known' : 'none' },
  )
  return sent?.exchange
}

async function readBeyond(
  session: Session,
  context: ListContext,
  size: number,
): Promise<Exchange | undefined> {
  const { scheme } = context
  if (scheme.position === undefined || (scheme.kind !== 'offset' && scheme.kind !== 'page'))
    return undefined
  return readQuery(session, context, { [scheme.position]: size + 1000 }, 'far beyond the end')
}
