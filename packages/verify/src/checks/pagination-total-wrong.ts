import { defineCheck, type Observation } from '../check.ts'
import { nameOf } from '../exchange/exchange.ts'
import { type Story, stepsOf } from '../exchange/story.ts'
import { pageFact, pagesFact } from '../stories/page-data.ts'
import { numberFact } from '../stories/story-facts.ts'

/** The total is the number of all items, on every page; the number of pages follows from it. */
export const paginationTotalWrong = defineCheck({
  id: 'pagination-total-wrong',
  title: 'The total is the number of all items',
  severity: 'error',
  axes: { direction: 'both', area: 'pagination', kind: 'semantics' },
  restsOn: ['totals', 'page-counts'],
  subject: 'paging',
  run(story: Story): readonly Observation[] {
    const size = numberFact(story, 'size')
    const limit = numberFact(story, 'limit')
    if (size === undefined || story.facts.wholeComplete !== true) return []
    if (story.facts.countsMoney === true) return []
    const groups = [
      { role: 'small', pages: pagesFact(story, 'smallPages') },
      { role: 'whole', pages: pagesFact(story, 'wholePages') },
      { role: 'beyond', pages: [pageFact(story, 'beyond')].filter((page) => page !== undefined) },
    ]
    for (const { role, pages } of groups) {
      const index = pages.findIndex(({ total }) => total !== undefined && total !== size)
      const page = pages[index]
      const exchange = stepsOf(story, role)[index]
      if (page === undefined) continue
      return [
        {
          message: `${nameOf(story.operation)} says ${page.total} in total; it has ${size} items.`,
          pointer: story.operation.pointer,
          cause: 'total',
          evidence: { total: page.total, items: size },
          ...(exchange ? { exchange } : {}),
        },
      ]
    }
    const small = pagesFact(story, 'smallPages')
    const index = small.findIndex(
      ({ pages }) =>
        pages !== undefined && limit !== undefined && pages !== Math.ceil(size / limit),
    )
    const wrong = small[index]
    const exchange = stepsOf(story, 'small')[index]
    if (wrong === undefined || limit === undefined || story.facts.smallComplete !== true) return []
    return [
      {
        message: `${nameOf(story.operation)} says ${wrong.pages} pages; ${size} items in pages of ${limit} make ${Math.ceil(size / limit)}.`,
        pointer: story.operation.pointer,
        cause: 'pages',
        evidence: { pages: wrong.pages, items: size, limit },
        ...(exchange ? { exchange } : {}),
      },
    ]
  },
})
