import type { JsonObject, JsonValue } from '@concordat/core'
import type { Entity } from '../resource/entity-store.ts'

/** Names of parameters that page through lists; what they mean stands in no schema. */
export interface PagingNames {
  readonly limit: RegExp
  readonly offset: RegExp
  readonly page: RegExp
  readonly cursor: RegExp
}

/** The usual names. */
export const usualPagingNames: PagingNames = {
  limit: /^(limit|per_?page|page_?size|size|count|top|max_?results|take)$/i,
  offset: /^(offset|skip|start|start_?index)$/i,
  page: /^(page|page_?number|page_?no)$/i,
  cursor: /^(cursor|after|starting_?after|page_?token|next_?token|marker)$/i,
}

/** A part of a list. */
export interface Page {
  readonly entities: readonly Entity[]
  /** How many there are without paging. */
  readonly total: number
  /** Where the next page begins; absent on the last. */
  readonly next?: number
}

const usualLimit = 100

/** The entities that a query asks for: filtered by their members, ordered, and one page of them. */
export function listPage(
  all: readonly Entity[],
  query: JsonObject,
  members: ReadonlySet<string>,
  names: PagingNames = usualPagingNames,
): Page {
  const filtered = all.filter((entity) => matches(entity.value, query, members))
  const sorted = ordered(filtered, query, members)
  const limit = numberOf(query, names.limit) ?? usualLimit
  const page = numberOf(query, names.page)
  const cursor = Object.entries(query).find(([name]) => names.cursor.test(name))?.[1]
  const offset =
    cursor !== undefined
      ? offsetOf(cursor, sorted)
      : (numberOf(query, names.offset) ?? (page === undefined ? 0 : Math.max(0, page - 1) * limit))
  const entities = sorted.slice(offset, offset + limit)
  const next = offset + entities.length
  const hasNext = next < sorted.length && entities.length > 0
  return { entities, total: sorted.length, ...(hasNext ? { next } : {}) }
}

/** The cursor of a place in a list. */
export function cursorOf(offset: number): string {
  return btoa(`offset:${offset}`)
}

function offsetOf(cursor: JsonValue, sorted: readonly Entity[]): number {
  const text = String(cursor)
  try {
    const offset = /^offset:(\d+)$/.exec(atob(text))?.[1]
    if (offset !== undefined) return Number(offset)
  } catch {
    // No cursor of ours: the id of the last one that the caller has seen.
  }
  const index = sorted.findIndex(({ id }) => id === text)
  return index + 1
}

function numberOf(query: JsonObject, pattern: RegExp): number | undefined {
  const found = Object.entries(query).find(
    ([name, value]) => pattern.test(name) && typeof value === 'number',
  )
  return typeof found?.[1] === 'number' ? found[1] : undefined
}

function matches(value: JsonObject, query: JsonObject, members: ReadonlySet<string>): boolean {
  return Object.entries(query).every(([name, wanted]) => {
    const member = memberNamed(name, members)
    if (member === undefined) return true
    const own = value[member]
    if (own === undefined) return false
    const options = Array.isArray(wanted) ? wanted : [wanted]
    const values = Array.isArray(own) ? own : [own]
    if (values.some((one) => typeof one === 'object' && one !== null)) return true
    return options.some((option) => values.some((one) => String(one) === String(option)))
  })
}

/** The documented member that a query parameter names, whatever the case. */
function memberNamed(name: string, members: ReadonlySet<string>): string | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '')
  return [...members].find((member) => plain(member) === plain(name))
}

/** A parameter whose value names a member orders by it: `-created`, `created:desc`, `created`. */
function ordered(
  entities: readonly Entity[],
  query: JsonObject,
  members: ReadonlySet<string>,
): readonly Entity[] {
  for (const [name, value] of Object.entries(query)) {
    if (typeof value !== 'string' || memberNamed(name, members) !== undefined) continue
    const [, sign, text = '', direction] =
      /^([+-]?)([^:\s]+)(?:[:\s](asc|desc))?$/i.exec(value) ?? []
    const member = memberNamed(text, members)
    if (member === undefined || text === '') continue
    const asks = Object.values(query).some((one) => typeof one === 'string' && /^desc/i.test(one))
    const isDescending = sign === '-' || /^desc$/i.test(direction ?? '') || asks
    return entities.toSorted((left, right) => {
      const order = compare(left.value[member], right.value[member])
      return isDescending ? -order : order
    })
  }
  return entities
}

function compare(left: JsonValue | undefined, right: JsonValue | undefined): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  return String(left ?? '') < String(right ?? '') ? -1 : Number(String(left) !== String(right))
}

/** Members of the body around a list that tell of its pages, with what they hold now. */
export function pageMembers(
  names: readonly string[],
  { total, next }: Page,
  query: JsonObject,
): JsonObject {
  const told: Record<string, JsonValue> = {}
  const cursor = next === undefined ? null : cursorOf(next)
  for (const name of names) {
    if (/^(total|total_?(count|items|results|elements|size)?|count)$/i.test(name))
      told[name] = total
    if (/^has_?(more|next)$/i.test(name)) told[name] = next !== undefined
    if (/^(next|next_?(cursor|token|page_?token|marker)|cursor)$/i.test(name)) told[name] = cursor
    if (Object.hasOwn(query, name) && typeof query[name] !== 'string')
      told[name] = query[name] ?? null
  }
  return told
}
