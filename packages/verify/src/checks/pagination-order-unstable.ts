import { defineCheck, type Observation } from '../check.ts'
import { nameOf } from '../exchange/exchange.ts'
import { type Story, stepsOf } from '../exchange/story.ts'
import { textsFact } from '../stories/story-facts.ts'

/** A list that nobody changes keeps its order, from call to call and from page to page. */
export const paginationOrderUnstable = defineCheck({
  id: 'pagination-order-unstable',
  title: 'The order of a list is the same from call to call',
  severity: 'error',
  axes: { direction: 'both', area: 'pagination', kind: 'semantics' },
  restsOn: ['limits', 'offsets', 'page-numbers', 'cursors', 'next-cursors'],
  subject: 'paging',
  run(story: Story): readonly Observation[] {
    // A list that is never cut may come in any order.
    if (story.facts.kind === 'none') return []
    const whole = textsFact(story, 'wholeKeys')
    const isPermuted = (other: readonly string[]): boolean =>
      other.length === whole.length &&
      other.some((key, index) => key !== whole[index]) &&
      [...other].sort().join('\n') === [...whole].sort().join('\n')
    const again = textsFact(story, 'againKeys')
    const small = textsFact(story, 'smallKeys')
    const role = isPermuted(again) ? 'again' : isPermuted(small) ? 'small' : undefined
    if (role === undefined) return []
    const exchange = stepsOf(story, role).at(-1)
    return [
      {
        message: `${nameOf(story.operation)} gave the same items in another order ${role === 'again' ? 'when asked again' : 'in smaller pages'}; pages cut from such a list lose and repeat items.`,
        pointer: story.operation.pointer,
        cause: role,
        ...(exchange ? { exchange } : {}),
      },
    ]
  },
})
