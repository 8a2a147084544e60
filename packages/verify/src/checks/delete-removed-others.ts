import { defineCheck, type Observation } from '../check.ts'
import { nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf } from '../exchange/story.ts'
import { shown, textsFact } from '../stories/story-facts.ts'

/** Deleting one thing, once or twice, takes no other. */
export const deleteRemovedOthers = defineCheck({
  id: 'delete-removed-others',
  title: 'Deleting one thing takes no other',
  severity: 'error',
  axes: { direction: 'both', area: 'state', kind: 'semantics' },
  subject: 'delete',
  run(story: Story): readonly Observation[] {
    const other = stepOf(story, 'other')
    const status = other?.answer?.status
    if (other && (status === 404 || status === 410)) {
      return [
        {
          message: `${nameOf(story.operation)} was told to delete one thing, and another one is gone too.`,
          pointer: story.operation.pointer,
          cause: 'read',
          exchange: other,
        },
      ]
    }
    const lost = textsFact(story, 'lostOthers')
    if (lost.length === 0) return []
    const list = stepOf(story, 'list')
    return [
      {
        message: `${nameOf(story.operation)} was told to delete one thing; the list has also lost ${shown(lost.slice(0, 5))}.`,
        pointer: story.operation.pointer,
        cause: 'list',
        ...(list ? { exchange: list } : {}),
      },
    ]
  },
})
