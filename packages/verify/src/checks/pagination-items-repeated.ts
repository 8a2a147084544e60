import { defineCheck, type Observation } from '../check.ts'
import { nameOf } from '../exchange/exchange.ts'
import { type Story, stepsOf } from '../exchange/story.ts'
import { shown, textsFact } from '../stories/story-facts.ts'

/** Page by page no item comes twice. */
export const paginationItemsRepeated = defineCheck({
  id: 'pagination-items-repeated',
  title: 'Page by page nothing comes twice',
  severity: 'error',
  axes: { direction: 'both', area: 'pagination', kind: 'semantics' },
  restsOn: ['limits', 'offsets', 'page-numbers', 'cursors', 'next-cursors'],
  subject: 'paging',
  run(story: Story): readonly Observation[] {
    if (story.facts.identified === false) return []
    // Items without an id are told apart by their text, and equal texts may be two items.
    const walk = ['smallKeys', 'wholeKeys']
      .map((name) => ({ name, keys: textsFact(story, name) }))
      .find(({ keys }) =>
        keys.some((key, index) => !key.startsWith('{') && keys.indexOf(key) !== index),
      )
    if (walk === undefined) return []
    const twice = [...new Set(walk.keys.filter((key, index) => walk.keys.indexOf(key) !== index))]
    const exchange = stepsOf(story, walk.name === 'smallKeys' ? 'small' : 'whole').at(-1)
    return [
      {
        message: `${nameOf(story.operation)}${walk.name === 'smallKeys' ? ` in pages of ${String(story.facts.limit)}` : ''} shows ${shown(twice.slice(0, 5))} more than once.`,
        pointer: story.operation.pointer,
        cause: 'repeated',
        evidence: { repeated: twice.slice(0, 20) },
        ...(exchange ? { exchange } : {}),
      },
    ]
  },
})
