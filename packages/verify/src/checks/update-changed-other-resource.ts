import { defineCheck, type Observation } from '../check.ts'
import { isSuccess, nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf } from '../exchange/story.ts'
import { changedMembers } from '../stories/compare-items.ts'
import { itemOf, shown, textsFact } from '../stories/story-facts.ts'

/** A change of one thing leaves the others alone. */
export const updateChangedOtherResource = defineCheck({
  id: 'update-changed-other-resource',
  title: 'A change of one thing leaves the others alone',
  severity: 'error',
  axes: { direction: 'both', area: 'state', kind: 'semantics' },
  subject: 'update',
  run(story: Story): readonly Observation[] {
    const before = stepOf(story, 'other-before')
    const after = stepOf(story, 'other-after')
    if (before === undefined || after === undefined || !isSuccess(before)) return []
    if (!isSuccess(after)) {
      return [
        {
          message: `After ${nameOf(story.operation)} on one thing another one is answered ${after.answer?.status}.`,
          pointer: story.operation.pointer,
          cause: 'gone',
          exchange: after,
        },
      ]
    }
    const old = itemOf(story, before)
    const now = itemOf(story, after)
    if (old === undefined || now === undefined) return []
    return changedMembers(old, now, textsFact(story, 'writable')).map(
      ({ name, expected, actual }) => ({
        message: `${nameOf(story.operation)} on one thing changed \`${name}\` of another from ${shown(expected)} to ${shown(actual)}.`,
        pointer: story.operation.pointer,
        cause: name,
        exchange: after,
      }),
    )
  },
})
