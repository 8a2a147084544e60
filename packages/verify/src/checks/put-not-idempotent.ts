import { defineCheck, type Observation } from '../check.ts'
import { isSuccess, nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf } from '../exchange/story.ts'
import { changedMembers } from '../stories/compare-items.ts'
import { itemOf, shown, textsFact } from '../stories/story-facts.ts'

/** The same PUT twice leaves the thing as once. @see RFC 9110, 9.2.2 */
export const putNotIdempotent = defineCheck({
  id: 'put-not-idempotent',
  title: 'The same PUT twice is the same as once',
  severity: 'error',
  axes: { direction: 'both', area: 'state', kind: 'protocol' },
  subject: 'update',
  run(story: Story): readonly Observation[] {
    const again = stepOf(story, 'again')
    const after = stepOf(story, 'after')
    const afterAgain = stepOf(story, 'after-again')
    if (story.operation.method !== 'PUT' || again?.answer === undefined) return []
    const refused = [400, 404, 405, 409, 410, 422].includes(again.answer.status)
    if (refused) {
      return [
        {
          message: `${nameOf(story.operation)} was answered with success, and the very same request after it with ${again.answer.status}.`,
          pointer: story.operation.pointer,
          cause: 'refused',
          exchange: again,
        },
      ]
    }
    const old = itemOf(story, after)
    const now = itemOf(story, afterAgain)
    if (afterAgain === undefined || old === undefined || now === undefined) return []
    if (!isSuccess(afterAgain) || !isSuccess(again)) return []
    return changedMembers(old, now, textsFact(story, 'writable')).map(
      ({ name, expected, actual }) => ({
        message: `The same ${nameOf(story.operation)} a second time changed \`${name}\` from ${shown(expected)} to ${shown(actual)}.`,
        pointer: story.operation.pointer,
        cause: name,
        exchange: afterAgain,
      }),
    )
  },
})
