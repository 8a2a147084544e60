import { defineCheck, type Observation } from '../check.ts'
import { nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf } from '../exchange/story.ts'

/** A change under If-Match with the ETag that was just read is not refused with 412. @see RFC 9110, 13.1.1 */
export const currentPreconditionRefused = defineCheck({
  id: 'current-precondition-refused',
  title: 'A change under the current ETag is taken',
  severity: 'error',
  axes: { direction: 'both', area: 'headers', kind: 'protocol' },
  subject: 'precondition',
  run(story: Story): readonly Observation[] {
    const update = stepOf(story, 'update')
    if (update?.answer?.status !== 412) return []
    return [
      {
        message: `${nameOf(story.operation)} answered 412 to If-Match with the ETag that was read just before.`,
        pointer: story.operation.pointer,
        cause: '412',
        exchange: update,
      },
    ]
  },
})
