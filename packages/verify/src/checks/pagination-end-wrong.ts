import { defineCheck, type Observation } from '../check.ts'
import { nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf, stepsOf } from '../exchange/story.ts'
import { type PageData, pageFact, pagesFact } from '../stories/page-data.ts'
import { numberFact, shown } from '../stories/story-facts.ts'

/** A page says rightly whether there is more, the last one ends the list, and beyond it there is nothing. */
export const paginationEndWrong = defineCheck({
  id: 'pagination-end-wrong',
  title: 'Pages say rightly whether there is more',
  severity: 'error',
  axes: { direction: 'both', area: 'pagination', kind: 'semantics' },
  restsOn: ['offsets', 'page-numbers', 'cursors', 'next-cursors', 'more-flags'],
  subject: 'paging',
  run(story: Story): readonly Observation[] {
    const observe = (
      message: string,
      cause: string,
      role: string,
      index = -1,
    ): readonly Observation[] => {
      const exchange = stepsOf(story, role).at(index)
      return [
        {
          message: `${nameOf(story.operation)} ${message}.`,
          pointer: story.operation.pointer,
          cause,
          ...(exchange ? { exchange } : {}),
        },
      ]
    }
    if (story.facts.smallEndless === true) {
      return observe('goes on to a next page without an end', 'endless', 'small')
    }
    const beyond = pageFact(story, 'beyond')
    if (beyond !== undefined && beyond.count > 0 && stepOf(story, 'beyond')) {
      return observe(`answers ${beyond.count} items far beyond its end`, 'beyond', 'beyond')
    }
    const size = numberFact(story, 'size') ?? 0
    const pages = pagesFact(story, 'smallPages')
    let seen = 0
    for (const [index, page] of pages.entries()) {
      seen += page.count
      const left = size - seen
      if (page.hasMore === true && left <= 0) {
        return observe(`says on its last page that there is more`, 'more', 'small', index)
      }
      if (page.hasMore === false && left > 0) {
        return observe(
          `says that there is no more where ${left} items follow`,
          'less',
          'small',
          index,
        )
      }
      const cursorEnds = story.facts.kind === 'cursor' && page.next === null
      if (cursorEnds && left > 0) {
        return observe(`has no next cursor where ${left} items follow`, 'cursor', 'small', index)
      }
    }
    if (story.facts.wholeComplete !== true) return []
    const wrong = pages.find(({ echoes }) =>
      Object.entries(echoes).some(
        ([name, value]) => name === story.facts.limitName && value !== story.facts.limit,
      ),
    )
    if (wrong === undefined) return misplaced(story, pages, observe)
    return observe(
      `was asked for ${String(story.facts.limitName)}=${String(story.facts.limit)} and says ${shown(wrong.echoes)}`,
      'echo',
      'small',
    )
  },
})

/** A page that was asked for by its number or offset says that it is another one. */
function misplaced(
  story: Story,
  pages: readonly PageData[],
  observe: (message: string, cause: string, role: string, index: number) => readonly Observation[],
): readonly Observation[] {
  const { firstPage, kind, positionName } = story.facts
  const name = String(positionName)
  let before = 0
  for (const [index, { count, echoes }] of pages.entries()) {
    const asked = kind === 'offset' ? before : Number(firstPage) + index
    before += count
    const said = echoes[name]
    // The first page is asked for without a number.
    const isAsked = index > 0 && (kind === 'offset' || kind === 'page')
    if (!isAsked || said === undefined || said === asked) continue
    return observe(
      `was asked for ${name}=${asked} and says \`${name}\` ${shown(said)}`,
      'position',
      'small',
      index,
    )
  }
  return []
}
