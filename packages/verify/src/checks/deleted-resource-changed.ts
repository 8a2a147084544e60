import { defineCheck, type Observation } from '../check.ts'
import { isSuccess, nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf } from '../exchange/story.ts'

/** What was deleted cannot be changed. */
export const deletedResourceChanged = defineCheck({
  id: 'deleted-resource-changed',
  title: 'What was deleted cannot be changed',
  severity: 'error',
  axes: { direction: 'both', area: 'state', kind: 'semantics' },
  subject: 'delete',
  run(story: Story): readonly Observation[] {
    const change = stepOf(story, 'change')
    const read = stepOf(story, 'read')
    if (change === undefined || !isSuccess(change) || (read && isSuccess(read))) return []
    return [
      {
        message: `${nameOf(change.operation)} answered ${change.answer?.status} for a thing that ${nameOf(story.operation)} had deleted.`,
        pointer: change.operation.pointer,
        cause: change.operation.method,
        exchange: change,
      },
    ]
  },
})
