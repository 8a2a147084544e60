import { defineCheck, type Observation } from '../check.ts'
import { nameOf } from '../exchange/exchange.ts'
import { type Story, stepsOf } from '../exchange/story.ts'
import { type PageData, pagesFact } from '../stories/page-data.ts'
import { numberFact, textsFact } from '../stories/story-facts.ts'

/**
 * Where pages link the next one, in a Link header or in their body, a link is there when there is a next page, and leads
 * to it. @see RFC 8288
 */
export const paginationLinkWrong = defineCheck({
  id: 'pagination-link-wrong',
  title: 'Links lead to the next page, and only if there is one',
  severity: 'error',
  axes: { direction: 'response', area: 'pagination', kind: 'semantics' },
  subject: 'paging',
  run(story: Story): readonly Observation[] {
    const size = numberFact(story, 'size') ?? 0
    const pages = pagesFact(story, 'smallPages')
    if (story.facts.smallComplete !== true) return []
    // Where no page has a link, the list does not use them.
    const uses = pages.some((page) => linkOf(page) !== undefined)
    let seen = 0
    for (const [index, page] of pages.entries()) {
      seen += page.count
      const exchange = stepsOf(story, 'small')[index]
      const observe = (message: string, cause: string): readonly Observation[] => [
        {
          message: `${nameOf(story.operation)} ${message}.`,
          pointer: story.operation.pointer,
          cause,
          ...(exchange ? { exchange } : {}),
        },
      ]
      const link = linkOf(page)
      // A body may link on from a full page that happens to be the last.
      if (typeof page.linkNext === 'string' && seen >= size && page.count > 0) {
        return observe('links a next page from its last one', 'surplus')
      }
      if (uses && link === undefined && seen < size) {
        return observe(`links no next page where ${size - seen} items follow`, 'missing')
      }
      if (link !== undefined && seen < size && !leadsOn(story, link, seen, index)) {
        return observe(`links \`${link}\` as its next page, which is another one`, 'target')
      }
      const stray = strayEnd(story, page, size)
      if (stray !== undefined) {
        const [relation, target] = stray
        return observe(
          `links \`${target}\` as its ${relation} page, which is another one`,
          relation,
        )
      }
    }
    return []
  },
})

function linkOf({ bodyNext, linkNext }: PageData): string | undefined {
  return linkNext ?? bodyNext
}

/** A link to the first or the last page that leads to another one, where numbers or offsets say which it is. */
function strayEnd(
  story: Story,
  { linkFirst, linkLast }: PageData,
  size: number,
): readonly [relation: string, target: string] | undefined {
  const { firstPage, kind, limit, limitName, positionName } = story.facts
  if ((kind !== 'offset' && kind !== 'page') || textsFact(story, 'smallKeys').length !== size)
    return undefined
  const start = kind === 'offset' ? 0 : Number(firstPage)
  const length = Number(limit)
  const isLast = (position: number): boolean =>
    kind === 'offset'
      ? // The last page may begin on a multiple of the limit, or end with the list.
        position < size && position + length >= size
      : position === start + Math.ceil(size / length) - 1
  const leadsTo = (target: string, isRight: (position: number) => boolean): boolean => {
    const query = queryOf(target)
    const position = query?.get(String(positionName)) ?? undefined
    const own = query?.get(String(limitName)) ?? undefined
    // A link in other words, or one of other pages, says nothing here.
    return position === undefined || own !== String(limit) || isRight(Number(position))
  }
  if (linkFirst !== undefined && !leadsTo(linkFirst, (position) => position === start))
    return ['first', linkFirst]
  if (linkLast !== undefined && size > 0 && !leadsTo(linkLast, isLast)) return ['last', linkLast]
  return undefined
}

function queryOf(target: string): URLSearchParams | undefined {
  try {
    return new URL(target, 'http://linked.invalid/').searchParams
  } catch {
    return undefined
  }
}

/** Whether a link leads to the page after this one, where its query says so in the parameters that are known. */
function leadsOn(story: Story, target: string, seen: number, index: number): boolean {
  const query = queryOf(target)
  if (query === undefined) return false
  const position = query.get(String(story.facts.positionName))
  if (position === null) return true
  if (story.facts.kind === 'offset') return Number(position) === seen
  if (story.facts.kind === 'page')
    return Number(position) === Number(story.facts.firstPage) + index + 1
  return true
}
