import { defineCheck, type Observation } from '../check.ts'
import { nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf, stepsOf, textFact } from '../exchange/story.ts'
import { pageFact, pagesFact } from '../stories/page-data.ts'
import { numberFact } from '../stories/story-facts.ts'

/** No page holds more items than were asked for. */
export const pageLimitExceeded = defineCheck({
  id: 'page-limit-exceeded',
  title: 'No page is longer than its limit',
  severity: 'error',
  axes: { direction: 'both', area: 'pagination', kind: 'semantics' },
  restsOn: ['limits'],
  subject: 'paging',
  run(story: Story): readonly Observation[] {
    const name = textFact(story, 'limitName')
    const limit = numberFact(story, 'limit')
    if (name === undefined || limit === undefined) return []
    const pages = pagesFact(story, 'smallPages')
    const index = pages.findIndex(({ count }) => count > limit)
    const one = pageFact(story, 'one')
    const long = index >= 0 ? pages[index] : one && one.count > 1 ? one : undefined
    if (long === undefined) return []
    const exchange = index >= 0 ? stepsOf(story, 'small')[index] : stepOf(story, 'one')
    return [
      {
        message: `${nameOf(story.operation)} was asked for ${name}=${index >= 0 ? limit : 1} and answered ${long.count} items.`,
        pointer: story.operation.pointer,
        cause: 'limit',
        evidence: { limit: index >= 0 ? limit : 1, items: long.count },
        ...(exchange ? { exchange } : {}),
      },
    ]
  },
})
