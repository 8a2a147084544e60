import { defineCheck, type Observation } from '../check.ts'
import { nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf, textFact } from '../exchange/story.ts'
import { pageFact, pagesFact } from '../stories/page-data.ts'
import { numberFact } from '../stories/story-facts.ts'

/** Without a limit the documented default applies. */
export const pageDefaultLimitWrong = defineCheck({
  id: 'page-default-limit-wrong',
  title: 'Without a limit the documented default applies',
  severity: 'error',
  axes: { direction: 'both', area: 'pagination', kind: 'semantics' },
  restsOn: ['limits'],
  subject: 'paging',
  run(story: Story): readonly Observation[] {
    const standard = numberFact(story, 'limitDefault')
    const size = numberFact(story, 'size')
    const bare = pageFact(story, 'bare')
    const exchange = stepOf(story, 'bare')
    if (standard === undefined || size === undefined || bare === undefined) return []
    const expected = Math.min(standard, size)
    // Cursor lists may give short pages: but not where every page that is asked for is full.
    const most = pagesFact(story, 'wholePages')[0]?.count ?? 0
    const small = pagesFact(story, 'smallPages').slice(0, -1)
    const isExact = small.length > 0 && small.every(({ count }) => count === story.facts.limit)
    const mayBeShort = story.facts.kind === 'cursor' && (most < expected || !isExact)
    const wrong = bare.count > standard || (bare.count !== expected && !mayBeShort)
    if (!wrong) return []
    return [
      {
        message: `${nameOf(story.operation)} without \`${textFact(story, 'limitName')}\` answered ${bare.count} of ${size} items; its documented default is ${standard}.`,
        pointer: story.operation.pointer,
        cause: 'default',
        evidence: { default: standard, items: bare.count, size },
        ...(exchange ? { exchange } : {}),
      },
    ]
  },
})
