import { defineCheck, type Observation } from '../check.ts'
import { nameOf } from '../exchange/exchange.ts'
import { type Story, stepsOf } from '../exchange/story.ts'
import { shown, textsFact } from '../stories/story-facts.ts'

/** Page by page a list shows every item that it shows in one piece. */
export const paginationItemsLost = defineCheck({
  id: 'pagination-items-lost',
  title: 'Page by page nothing is lost',
  severity: 'error',
  axes: { direction: 'both', area: 'pagination', kind: 'semantics' },
  restsOn: ['limits', 'offsets', 'page-numbers', 'cursors', 'next-cursors'],
  subject: 'paging',
  run(story: Story): readonly Observation[] {
    if (story.facts.smallComplete !== true || story.facts.wholeComplete !== true) return []
    const small = new Set(textsFact(story, 'smallKeys'))
    const whole = textsFact(story, 'wholeKeys')
    const lost = whole.filter((key) => !small.has(key))
    const added = [...small].filter((key) => !whole.includes(key))
    if (lost.length === 0 && added.length === 0) return []
    const exchange = stepsOf(story, lost.length > 0 ? 'small' : 'whole').at(-1)
    return [
      {
        message:
          lost.length > 0
            ? `${nameOf(story.operation)} shows ${whole.length} items in one piece; in pages of ${String(story.facts.limit)} it loses ${shown(lost.slice(0, 5))}.`
            : `${nameOf(story.operation)} in large pages lacks ${shown(added.slice(0, 5))}, which it shows in pages of ${String(story.facts.limit)}.`,
        pointer: story.operation.pointer,
        cause: 'lost',
        evidence: { lost: lost.slice(0, 20), added: added.slice(0, 20) },
        ...(exchange ? { exchange } : {}),
      },
    ]
  },
})
