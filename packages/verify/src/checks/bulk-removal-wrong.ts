import { defineCheck, type Observation } from '../check.ts'
import { isSuccess, nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf, stepsOf } from '../exchange/story.ts'
import { shown, textsFact } from '../stories/story-facts.ts'

/** One request that deletes several things deletes all of them, and none else. */
export const bulkRemovalWrong = defineCheck({
  id: 'bulk-removal-wrong',
  title: 'What deletes several things deletes all of them, and none else',
  severity: 'error',
  axes: { direction: 'both', area: 'state', kind: 'semantics' },
  subject: 'bulk',
  run(story: Story): readonly Observation[] {
    const name = nameOf(story.operation)
    const { pointer } = story.operation
    const found: Observation[] = []
    const kept = stepsOf(story, 'named').filter(isSuccess)
    const [first] = kept
    if (first)
      found.push({
        message: `${name} was told to delete ${textsFact(story, 'ids').length} things, and ${kept.length} of them can still be read.`,
        pointer,
        cause: 'kept',
        exchange: first,
      })
    const spared = stepOf(story, 'spared')
    const status = spared?.answer?.status
    if (spared && (status === 404 || status === 410))
      found.push({
        message: `${name} was told to delete some things, and one that was not named is gone too.`,
        pointer,
        cause: 'others',
        exchange: spared,
      })
    const left = textsFact(story, 'left')
    const list = stepOf(story, 'list')
    if (left.length > 0)
      found.push({
        message: `${name} deletes everything; the list still has ${shown(left.slice(0, 5))}.`,
        pointer,
        cause: 'left',
        ...(list ? { exchange: list } : {}),
      })
    return found
  },
})
