import { isJsonObject, type JsonValue } from '@concordat/core'
import type { Operation } from '../api/api.ts'
import { typeOf } from '../api/make-value.ts'
import { itemSchema, listPlace, overlay, put, type Thing } from './kinds.ts'

type Query = Readonly<Record<string, JsonValue>>

/** What the size of a page is called. */
export const limitName = /^(limit|per_?page|page_?size|size|max_?results|count|\$?top|take|first)$/i
const offsetName = /^(offset|\$?skip|start|from)$/i
const pageName = /^(page|page_?(number|no|index))$/i
const cursorName = /^(cursor|after|page_?token|next_?token|starting_?after|marker|continuation)/i

/** What the place where a page begins is called. */
export const positionName = new RegExp(
  `${offsetName.source}|${pageName.source}|${cursorName.source}`,
  'i',
)

/** The answer of a list operation to a query: filtered, in order, and cut into the page that is asked for. */
export function showList(
  list: Operation,
  things: readonly Thing[],
  query: Query,
): JsonValue | undefined {
  const schema = list.success?.json?.schema
  const place = listPlace(list)
  if (schema === undefined || place === undefined) return undefined
  const base = list.api.make(schema, 'response', `list ${list.id}`)
  if (base === undefined) return undefined
  const shown = things.map((thing) => showItem(list, thing))
  const items = ordered(filtered(withinWindow(list, shown, query), query), query)
  const { first, last } = window(list, query, items.length)
  const page = items.slice(first, last)
  const whole =
    place.length === 0 ? page : put(base, [], (object) => ({ ...object, [place[0] ?? '']: page }))
  if (place.length === 0) return whole
  const more = last < items.length
  const facts = pageFacts(list, asObject(whole), {
    count: page.length,
    total: items.length,
    first,
    last,
    more,
  })
  const accepts = (value: JsonValue): boolean =>
    list.api.schemas.accepts(schema.pointer, value, 'response')
  return withFacts(whole, facts, accepts)
}

function showItem(list: Operation, thing: Thing): Record<string, JsonValue> {
  const { api } = list
  const place = listPlace(list) ?? []
  const pointer = `${list.success?.json?.schema.pointer ?? ''}`
  const schema = itemSchema(list)
  const wrapped = (item: JsonValue): JsonValue =>
    place.length === 0 ? [item] : { [place[0] ?? '']: [item] }
  const whole = api.make(
    { pointer, schema: list.success?.json?.schema.schema },
    'response',
    `list ${list.id}`,
  )
  const accepts = (item: JsonValue): boolean =>
    place.length === 0
      ? api.schemas.accepts(pointer, wrapped(item), 'response')
      : isJsonObject(whole) &&
        api.schemas.accepts(pointer, { ...whole, ...asObject(wrapped(item)) }, 'response')
  const isReference = isJsonObject(schema) && typeof schema.$ref === 'string'
  const itemPointer = isReference ? String(schema.$ref).slice(1) : undefined
  const made =
    itemPointer === undefined
      ? firstItem(list, whole)
      : api.make({ pointer: itemPointer, schema }, 'response', thing.seed)
  const base = isJsonObject(made) ? made : {}
  const shown = overlay(base, [], thing.members, accepts)
  return asObject(shown)
}

function firstItem(list: Operation, whole: JsonValue | undefined): JsonValue | undefined {
  const [name] = listPlace(list) ?? []
  const items = name === undefined ? whole : isJsonObject(whole) ? whole[name] : undefined
  return Array.isArray(items) ? items[0] : undefined
}

function asObject(value: JsonValue): Record<string, JsonValue> {
  return isJsonObject(value) ? { ...value } : {}
}

/** Query parameters that are called as members of the items are keep those that have the value. */
function filtered(
  items: readonly Record<string, JsonValue>[],
  query: Query,
): Record<string, JsonValue>[] {
  const filters = Object.entries(query).filter(
    ([name]) =>
      ![limitName, offsetName, pageName, cursorName].some((one) => one.test(name)) &&
      items.some((item) => Object.hasOwn(item, name)),
  )
  const fits = (own: JsonValue | undefined, wanted: JsonValue): boolean => {
    const all = Array.isArray(wanted) ? wanted : [wanted]
    const owned = Array.isArray(own) ? own : [own]
    return owned.some((one) => all.some((other) => String(one) === String(other)))
  }
  const search = Object.entries(query).find(([name]) => /^(q|query|search|term)$/i.test(name))
  return items.filter(
    (item) =>
      filters.every(([name, wanted]) => fits(item[name], wanted)) &&
      (search === undefined ||
        JSON.stringify(item).toLowerCase().includes(String(search[1]).toLowerCase())),
  )
}

/** `from` and `to` over the only day or time that items have. */
function withinWindow(
  list: Operation,
  items: readonly Record<string, JsonValue>[],
  query: Query,
): readonly Record<string, JsonValue>[] {
  const isTime = (value: JsonValue | undefined): boolean =>
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value)
  const names = Object.keys(items[0] ?? {}).filter((name) =>
    items.every((item) => isTime(item[name])),
  )
  const [name = '', ...others] = names
  if (names.length === 0 || others.length > 0) return items
  const bounds = list.model.parameters.flatMap(({ name: own, schema }) => {
    const isDate = String(list.api.schemas.flatten(schema.schema).format).startsWith('date')
    const isLow = /^(start|from|since|after|min)/i.test(own)
    const isHigh = /^(end|to|until|before|max)/i.test(own)
    const value = query[own]
    return isDate && value !== undefined && (isLow || isHigh)
      ? [{ value: String(value), isLow }]
      : []
  })
  return items.filter((item) =>
    bounds.every(({ isLow, value }) => {
      const own = String(item[name]).slice(0, value.length)
      return isLow ? own >= value : own <= value
    }),
  )
}

function ordered(items: Record<string, JsonValue>[], query: Query): Record<string, JsonValue>[] {
  const by = Object.entries(query).find(([name]) => /^(sort|sort_?by|order_?by|order)$/i.test(name))
  const way = Object.entries(query).find(([name]) => /(dir|direction|order)$/i.test(name))
  const said = String(by?.[1] ?? '')
  const isDown = said.startsWith('-') || /desc/i.test(`${said} ${String(way?.[1] ?? '')}`)
  const name = said.replace(/^[-+]/, '').replace(/[:_ .-]?(asc|desc)(ending)?$/i, '')
  const isName = items.some((item) => Object.hasOwn(item, name))
  const sorted = isName
    ? items.toSorted((left, right) => compare(left[name], right[name]))
    : [...items]
  return isDown ? sorted.reverse() : sorted
}

function compare(left: JsonValue | undefined, right: JsonValue | undefined): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  return String(left) < String(right) ? -1 : String(left) > String(right) ? 1 : 0
}

/** The first item of the page that a query asks for, and the one after its last. */
export function window(
  list: Operation,
  query: Query,
  size: number,
): { first: number; last: number } {
  const numberOf = (pattern: RegExp): number | undefined => {
    const parameter = list.model.parameters.find(
      (one) => one.in === 'query' && pattern.test(one.name) && isNumber(list, one.schema.schema),
    )
    const standard = parameter && list.api.schemas.flatten(parameter.schema.schema).default
    const value = parameter && (query[parameter.name] ?? standard)
    return value === undefined || value === null ? undefined : Number(value)
  }
  const limit = numberOf(limitName)
  const offset = numberOf(offsetName)
  const page = numberOf(pageName)
  const cursor = Object.entries(query).find(([name]) => cursorName.test(name))
  const asked = /^c(\d+)$/.exec(String(cursor?.[1] ?? ''))
  const lowest = list.model.parameters
    .filter(({ name }) => pageName.test(name))
    .map(({ schema }) => list.api.schemas.flatten(schema.schema))
    .some((flat) => flat.minimum === 0 || flat.default === 0)
  const first =
    asked?.[1] !== undefined
      ? Number(asked[1])
      : offset !== undefined
        ? offset
        : page !== undefined && limit !== undefined
          ? Math.max(0, page - (lowest ? 0 : 1)) * limit
          : 0
  return { first, last: limit === undefined ? size : first + limit }
}

function isNumber(list: Operation, schema: unknown): boolean {
  return ['integer', 'number'].includes(typeOf(list.api.schemas.flatten(schema)) ?? '')
}

interface PageNumbers {
  readonly count: number
  readonly total: number
  readonly first: number
  readonly last: number
  readonly more: boolean
}

/** What members of a page say of the whole, by their names: candidates, the best first. */
function pageFacts(
  list: Operation,
  page: Readonly<Record<string, JsonValue>>,
  { count, first, last, more, total }: PageNumbers,
): Fact[] {
  const limit = last - first || 1
  const takesCursor = list.model.parameters.some(({ name }) => cursorName.test(name))
  const next = more && takesCursor ? `c${last}` : null
  const meanings: [RegExp, readonly (JsonValue | undefined)[]][] = [
    [/^(total|total_?(count|items|results|elements|records))$/i, [total]],
    [/^(total_?pages|page_?count|pages|last_?page)$/i, [Math.max(1, Math.ceil(total / limit))]],
    [/^(count|size)$/i, [count]],
    [/^(has_?(more|next)|more)/i, [more]],
    [limitName, [limit]],
    [offsetName, [first]],
    [pageName, [Math.floor(first / limit) + 1]],
    [/next|cursor|after|continuation/i, [next, undefined, '']],
    [/^(prev|previous|before|last_?key|first|last|self)/i, [null, undefined, '']],
  ]
  return Object.entries(page).flatMap(([name, value]): Fact[] => {
    if (Array.isArray(value)) return []
    if (isJsonObject(value)) {
      if (!/^(meta|pagination|paging|page|page_?info|links|_links)/i.test(name)) return []
      const numbers = { count, first, last, more, total }
      return pageFacts(list, value, numbers).map((fact) => ({
        ...fact,
        path: [name, ...fact.path],
      }))
    }
    const found = meanings.find(([pattern]) => pattern.test(name))
    return found === undefined ? [] : [{ path: [name], candidates: found[1] }]
  })
}

/** A member of a page, and what it may be. */
interface Fact {
  readonly path: readonly string[]
  readonly candidates: readonly (JsonValue | undefined)[]
}

function withFacts(
  page: JsonValue,
  facts: readonly Fact[],
  accepts: (value: JsonValue) => boolean,
): JsonValue {
  let value: JsonValue = page
  for (const { candidates, path } of facts) {
    const name = path.at(-1) ?? ''
    for (const candidate of candidates) {
      const trial = put(value, path.slice(0, -1), ({ [name]: _, ...rest }) =>
        candidate === undefined ? rest : { ...rest, [name]: candidate },
      )
      if (!accepts(trial)) continue
      value = trial
      break
    }
  }
  return value
}
