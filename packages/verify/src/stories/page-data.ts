import { isJsonObject } from '@concordat/core'
import type { Story } from '../exchange/story.ts'

/** What one page of a list showed. */
export interface PageData {
  readonly keys: readonly string[]
  readonly count: number
  readonly total: number | undefined
  readonly hasMore: boolean | undefined
  readonly next: string | null | undefined
  readonly pages: number | undefined
  /** What the `Link` header names as the next page; `null` where the header names none. */
  readonly linkNext: string | null | undefined
  /** What the `Link` header names as the first and the last page. */
  readonly linkFirst: string | undefined
  readonly linkLast: string | undefined
  /** The address that a member of the body names as the next page. */
  readonly bodyNext: string | undefined
  readonly echoes: Readonly<Record<string, unknown>>
}

/** A fact that is a page. */
export function pageFact(story: Story, name: string): PageData | undefined {
  return readPage(story.facts[name])
}

/** A fact that is a list of pages. */
export function pagesFact(story: Story, name: string): readonly PageData[] {
  const value = story.facts[name]
  return Array.isArray(value) ? value.map(readPage).filter((page) => page !== undefined) : []
}

function readPage(value: unknown): PageData | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const get = (name: string): unknown => Reflect.get(value, name)
  const keys = get('keys')
  const next = get('next')
  const link = get('linkNext')
  const first = get('linkFirst')
  const last = get('linkLast')
  const inBody = get('bodyNext')
  const total = get('total')
  const more = get('hasMore')
  const pages = get('pages')
  const echoes = get('echoes')
  return {
    keys: Array.isArray(keys) ? keys.map(String) : [],
    count: Number(get('count') ?? 0),
    total: typeof total === 'number' ? total : undefined,
    hasMore: typeof more === 'boolean' ? more : undefined,
    next: typeof next === 'string' || next === null ? next : undefined,
    pages: typeof pages === 'number' ? pages : undefined,
    linkNext: typeof link === 'string' || link === null ? link : undefined,
    linkFirst: typeof first === 'string' ? first : undefined,
    linkLast: typeof last === 'string' ? last : undefined,
    bodyNext: typeof inBody === 'string' ? inBody : undefined,
    echoes: isJsonObject(echoes) ? echoes : {},
  }
}
