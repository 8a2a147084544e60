import { defineCheck, type Observation } from '../check.ts'
import { isSuccess, nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf } from '../exchange/story.ts'

/** A change under If-Match with an ETag of before is refused, so that no update is lost. @see RFC 9110, 13.1.1 */
export const stalePreconditionAccepted = defineCheck({
  id: 'stale-precondition-accepted',
  title: 'No change is taken under an outdated ETag',
  severity: 'error',
  axes: { direction: 'both', area: 'state', kind: 'protocol' },
  subject: 'conditional',
  run(story: Story): readonly Observation[] {
    const stale = stepOf(story, 'stale')
    if (stale === undefined || !isSuccess(stale)) return []
    return [
      {
        message: `${nameOf(stale.operation)} took a change under If-Match with an ETag that was no longer the thing's: the change between was lost.`,
        pointer: stale.operation.pointer,
        cause: 'stale',
        exchange: stale,
      },
    ]
  },
})
