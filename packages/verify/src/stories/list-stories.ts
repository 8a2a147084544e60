import { isJsonObject, type JsonValue } from '@concordat/core'
import { type Session, send } from '../engine/session.ts'
import { type Exchange, isSuccess, jsonOf } from '../exchange/exchange.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import type { RequestDraft } from '../request/draft.ts'
import { flattenSchema } from '../schema/merge-schema.ts'
import { headerValue } from '../transport/wire-exchange.ts'
import type { Resource } from '../world/resource.ts'
import { anyThing, createThing, type World } from '../world/world.ts'
import { type PageFacts, type PagingScheme, pageFacts, pagingScheme } from './paging-scheme.ts'
import { itemsOf } from './read-list.ts'
import type { Story, StoryStep } from './story.ts'
import { fullBody } from './story-bodies.ts'
import { itemKeys, linkTarget, type Walk, walkPages } from './walk-pages.ts'

/** A list operation with what is known of it. */
export interface ListContext {
  readonly operation: OperationPlan
  readonly resource: Resource | undefined
  readonly base: RequestDraft
  readonly scheme: PagingScheme
}

/** What is needed to tell stories about a list; `undefined` when it was never read with success. */
export function listContext(world: World, operation: OperationPlan): ListContext | undefined {
  const baseline = world.baselines.get(operation)
  if (operation.method !== 'GET' || baseline === undefined) return undefined
  if (itemsOf(operation, jsonOf(baseline.exchange)) === undefined) return undefined
  const resource = [...world.resources.values()].find(({ list }) => list === operation)
  return { operation, resource, base: baseline.draft, scheme: pagingScheme(operation) }
}

/** Makes things until the list is long enough to have pages and orders. */
export async function fillList(
  session: Session,
  world: World,
  context: ListContext,
  wanted: number,
): Promise<void> {
  const { resource } = context
  if (resource?.create === undefined || !world.baselines.has(resource.create)) return
  const limit = context.scheme.limitMaximum
  const walk = await walkPages(
    session,
    context.operation,
    context.base,
    context.scheme,
    limit === undefined ? {} : { limit },
  )
  const parent = resource.parent ? anyThing(world, resource.parent) : undefined
  for (let count = walk.items.length; count < wanted && !session.gate.over; count++) {
    const body = fullBody(session, world, resource.create)
    const options = parent ? { parent } : {}
    const made =
      (body === undefined
        ? undefined
        : await createThing(session, world, resource, { ...options, body })) ??
      (await createThing(session, world, resource, options))
    if (made === undefined) return
  }
}

/** What one page showed, as plain data. */
function pageData(world: World, context: ListContext, page: Exchange): Record<string, unknown> {
  const body = jsonOf(page)
  const items = itemsOf(context.operation, body)?.items ?? []
  const facts: PageFacts = pageFacts(context.operation, body)
  const link = page.answer && headerValue(page.answer.headers, 'link')
  return {
    keys: itemKeys(world, context.resource, items),
    count: items.length,
    ...facts,
    linkNext: link === undefined ? undefined : (linkTarget(link, 'next') ?? null),
    echoes: echoes(body),
  }
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
  world: World,
  context: ListContext,
): Promise<Story | undefined> {
  const { base, operation, scheme } = context
  const whole = await walkPages(
    session,
    operation,
    base,
    scheme,
    scheme.limitMaximum === undefined ? {} : { limit: scheme.limitMaximum },
  )
  if (whole.pages.length === 0 || !whole.complete) {
    if (!whole.endless) return undefined
  }
  const size = whole.items.length
  const limit = size > 20 ? Math.ceil(size / 7) : size > 9 ? 3 : 2
  const small =
    scheme.limit === undefined
      ? undefined
      : await walkPages(session, operation, base, scheme, { limit, label: `pages of ${limit}` })
  const again = await walkPages(
    session,
    operation,
    base,
    scheme,
    scheme.limitMaximum === undefined
      ? {}
      : { limit: scheme.limitMaximum, label: 'the list once more' },
  )
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
  const keys = (walk: Walk): string[] => itemKeys(world, context.resource, walk.items)
  return {
    kind: 'paging',
    operation,
    steps,
    facts: {
      kind: scheme.kind,
      limit,
      limitName: scheme.limit,
      positionName: scheme.position,
      firstPage: scheme.firstPage,
      limitMaximum: scheme.limitMaximum,
      limitDefault: scheme.limitDefault,
      size,
      wholeKeys: keys(whole),
      wholePages: whole.pages.map((page) => pageData(world, context, page)),
      wholeComplete: whole.complete,
      againKeys: again.complete ? keys(again) : undefined,
      smallKeys: small ? keys(small) : undefined,
      smallPages: small?.pages.map((page) => pageData(world, context, page)),
      smallComplete: small?.complete,
      smallEndless: small?.endless,
      bare: bare && isSuccess(bare) ? pageData(world, context, bare) : undefined,
      beyond: beyond && isSuccess(beyond) ? pageData(world, context, beyond) : undefined,
      one: one && isSuccess(one) ? pageData(world, context, one) : undefined,
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

/** Every query parameter that looks like a filter, with values that the items have. */
export async function playFilters(
  session: Session,
  world: World,
  context: ListContext,
): Promise<Story[]> {
  const whole = await readAll(session, context, {})
  if (whole === undefined || whole.items.length === 0) return []
  const stories: Story[] = []
  for (const filter of findFilters(context, whole.items)) {
    for (const value of filter.values) {
      if (session.gate.over) return stories
      const filtered = await readAll(session, context, { [filter.parameter]: value })
      if (filtered === undefined) continue
      stories.push({
        kind: 'filter',
        operation: context.operation,
        steps: [...walkSteps('whole', whole), ...walkSteps('filtered', filtered)],
        facts: {
          parameter: filter.parameter,
          property: filter.property,
          comparison: filter.comparison,
          value,
          whole: whole.items,
          filtered: filtered.items,
          wholeKeys: itemKeys(world, context.resource, whole.items),
          filteredKeys: itemKeys(world, context.resource, filtered.items),
          filteredTotal: pageFacts(context.operation, jsonOf(filtered.pages[0])).total,
        },
      })
    }
  }
  return stories
}

async function readAll(
  session: Session,
  context: ListContext,
  query: Readonly<Record<string, JsonValue>>,
): Promise<Walk | undefined> {
  const { base, operation, scheme } = context
  const draft = { ...base, query: { ...base.query, ...query } }
  const walk = await walkPages(
    session,
    operation,
    draft,
    scheme,
    scheme.limitMaximum === undefined ? {} : { limit: scheme.limitMaximum },
  )
  return walk.complete && walk.pages.every(isSuccess) ? walk : undefined
}

interface Filter {
  readonly parameter: string
  readonly property: string
  readonly comparison: 'equals' | 'text' | 'contains' | 'at-least' | 'at-most' | 'search'
  readonly values: readonly JsonValue[]
}

/** Parameters that are named after a property of the items, and what they mean by it. */
function findFilters(context: ListContext, items: readonly unknown[]): Filter[] {
  const { operation, scheme } = context
  const objects = items.filter(isJsonObject)
  const names = [...new Set(objects.flatMap((item) => Object.keys(item)))]
  const filters: Filter[] = []
  for (const { model } of operation.parameters) {
    if (model.in !== 'query' || model.name === scheme.limit || model.name === scheme.position)
      continue
    if (/sort|order|dir|fields|include|expand|embed/i.test(model.name)) continue
    const flat = flattenSchema(operation.api.document, model.schema).schema
    if (!isJsonObject(flat) || flat.type === 'object') continue
    if (/^(q|query|search|term|keyword)s?$/i.test(model.name)) {
      filters.push({
        parameter: model.name,
        property: '',
        comparison: 'search',
        values: ['qzxjvkwqpyh'],
      })
      continue
    }
    const found = propertyFor(model.name, names)
    if (found === undefined) continue
    const values = objects
      .map((item) => item[found.property])
      .flatMap((value) => (Array.isArray(value) ? value : [value]))
      .filter((value): value is string | number | boolean =>
        ['string', 'number', 'boolean'].includes(typeof value),
      )
    const isList = objects.some((item) => Array.isArray(item[found.property]))
    const distinct = [...new Set(values)]
    const chosen = pickValues(distinct, found.comparison).filter((value) =>
      operation.api.judge.accepts(model.schema.pointer, value, 'request'),
    )
    const exact =
      Array.isArray(flat.enum) || typeof distinct[0] !== 'string' || /id$/i.test(found.property)
    const comparison =
      isList && found.comparison === 'equals'
        ? 'contains'
        : found.comparison === 'equals' && !exact
          ? 'text'
          : found.comparison
    if (chosen.length > 0)
      filters.push({ parameter: model.name, property: found.property, comparison, values: chosen })
  }
  return filters
}

function pickValues(
  values: readonly (string | number | boolean)[],
  comparison: Filter['comparison'],
): JsonValue[] {
  if (comparison === 'equals') return values.slice(0, 3)
  const sorted = [...values].sort((left, right) => (left < right ? -1 : left > right ? 1 : 0))
  const middle = sorted[Math.floor(sorted.length / 2)]
  return middle === undefined ? [] : [middle]
}

const plain = (name: string): string => name.toLowerCase().replace(/[-_.[\]]/g, '')

/** The property that a parameter speaks of: its own name, or its name without `min`, `max`, `from`, `since` and the like. */
function propertyFor(
  parameter: string,
  names: readonly string[],
): { readonly property: string; readonly comparison: Filter['comparison'] } | undefined {
  const wanted = plain(parameter.replace(/^filter\[(.+)\]$/, '$1').replace(/^filter[._]/, ''))
  const named = (text: string): string | undefined =>
    names.find(
      (name) => plain(name) === text || plain(name) === `${text}s` || plain(name) === `${text}at`,
    )
  const own = named(wanted)
  if (own) return { property: own, comparison: 'equals' }
  const least = /^(?:min|from|since)(.+)$|^(.+?)(?:min|from|since|gte|after)$/.exec(wanted)
  const lower = least && named(least[1] ?? least[2] ?? '')
  if (lower) return { property: lower, comparison: 'at-least' }
  const most = /^(?:max|to|until)(.+)$|^(.+?)(?:max|to|until|lte|before)$/.exec(wanted)
  const upper = most && named(most[1] ?? most[2] ?? '')
  if (upper) return { property: upper, comparison: 'at-most' }
  return undefined
}

/** Every documented order. */
export async function playSorts(session: Session, context: ListContext): Promise<Story[]> {
  const stories: Story[] = []
  const { operation } = context
  const whole = await readAll(session, context, {})
  const names = [
    ...new Set((whole?.items ?? []).filter(isJsonObject).flatMap((item) => Object.keys(item))),
  ]
  for (const order of findOrders(context, names).slice(0, 12)) {
    if (session.gate.over) break
    const sorted = await readAll(session, context, order.query)
    if (sorted === undefined) continue
    stories.push({
      kind: 'sort',
      operation,
      steps: walkSteps('sorted', sorted),
      facts: {
        property: order.property,
        direction: order.direction,
        query: order.query,
        items: sorted.items,
      },
    })
  }
  return stories
}

interface Order {
  readonly query: Readonly<Record<string, JsonValue>>
  readonly property: string
  readonly direction: 'ascending' | 'descending' | 'either'
}

function findOrders({ operation }: ListContext, names: readonly string[]): Order[] {
  const query = operation.parameters.filter(({ model }) => model.in === 'query')
  const values = (model: (typeof query)[number]['model']): string[] => {
    const flat = flattenSchema(operation.api.document, model.schema).schema
    if (!isJsonObject(flat)) return []
    const listed = Array.isArray(flat.enum) ? flat.enum : model.examples.map(({ value }) => value)
    return listed.filter((value) => typeof value === 'string')
  }
  const by = query.find(({ model }) =>
    /^(sort|sort_?by|order_?by|sort_?field|sort_?key)$/i.test(model.name),
  )
  const way = query.find(
    ({ model }) =>
      /^(order|direction|dir|sort_?(order|dir|direction)|order_?dir(ection)?)$/i.test(model.name) &&
      values(model).some((value) => /^(asc|desc)/i.test(value)),
  )
  const sorter =
    by ?? query.find(({ model }) => /^order$/i.test(model.name) && way?.model !== model)
  if (sorter === undefined) return []
  const orders: Order[] = []
  for (const value of values(sorter.model)) {
    const parsed = parseOrder(value, names)
    if (parsed === undefined) continue
    if (way === undefined || parsed.direction !== 'either') {
      orders.push({ ...parsed, query: { [sorter.model.name]: value } })
      continue
    }
    for (const direction of values(way.model)) {
      orders.push({
        property: parsed.property,
        direction: /^desc/i.test(direction) ? 'descending' : 'ascending',
        query: { [sorter.model.name]: value, [way.model.name]: direction },
      })
    }
  }
  return orders
}

/** Reads `title`, `-title`, `+title`, `title:desc`, `title_asc`, `title desc`. */
function parseOrder(
  value: string,
  names: readonly string[],
): Pick<Order, 'property' | 'direction'> | undefined {
  const match = /^([-+]?)(.*?)(?:[:_ .-](asc|desc)(?:ending)?)?$/i.exec(value)
  if (!match) return undefined
  const [, sign, text = '', word] = match
  const property = names.find((name) => plain(name) === plain(text))
  if (property === undefined) return undefined
  if (sign === '-' || /desc/i.test(word ?? '')) return { property, direction: 'descending' }
  if (sign === '+' || /asc/i.test(word ?? '')) return { property, direction: 'ascending' }
  // A sign elsewhere in the list of values tells that none means ascending; alone, either way may be the default.
  return { property, direction: 'either' }
}
