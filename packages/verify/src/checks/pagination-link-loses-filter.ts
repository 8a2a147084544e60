import { defineCheck, type Observation } from '../check.ts'
import { nameOf } from '../exchange/exchange.ts'
import { type Story, stepsOf, textFact } from '../exchange/story.ts'
import { linkTarget } from '../stories/walk-pages.ts'
import { headerValue } from '../transport/wire-exchange.ts'

/** The link to the next page asks for the same as the page: filters and orders stay in it. @see RFC 8288 */
export const paginationLinkLosesFilter = defineCheck({
  id: 'pagination-link-loses-filter',
  title: 'Links to other pages keep the filter',
  severity: 'error',
  axes: { direction: 'response', area: 'pagination', kind: 'semantics' },
  subject: 'filter',
  run(story: Story): readonly Observation[] {
    const parameter = textFact(story, 'parameter')
    for (const page of stepsOf(story, 'filtered')) {
      const target = linkTarget(page.answer && headerValue(page.answer.headers, 'link'), 'next')
      const asked = new URLSearchParams(page.request.target.split('?')[1] ?? '')
      if (target === undefined || parameter === undefined || !asked.has(parameter)) continue
      // A link that names the page by a cursor alone may keep the rest behind it.
      const linked = new URL(target, 'http://linked.invalid/').searchParams
      if ([...linked.keys()].some((name) => /cursor|token|after|marker/i.test(name))) continue
      if (linked.get(parameter) === asked.get(parameter)) continue
      return [
        {
          message: `${nameOf(story.operation)} with ${parameter}=${asked.get(parameter)} links a next page without it: \`${target}\`.`,
          pointer: story.operation.pointer,
          cause: parameter,
          exchange: page,
        },
      ]
    }
    return []
  },
})
