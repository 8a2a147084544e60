import { defineCheck, type Observation } from '../check.ts'
import { isSuccess, nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf, textFact } from '../exchange/story.ts'
import { changedMembers, isVolatile } from '../stories/compare-items.ts'
import { itemOf, shown, textsFact } from '../stories/story-facts.ts'

/** A request that is refused does nothing. @see RFC 9110, 15.5 */
export const refusedRequestTookEffect = defineCheck({
  id: 'refused-request-took-effect',
  title: 'What is refused is not done',
  severity: 'error',
  axes: { direction: 'both', area: 'state', kind: 'semantics' },
  subject: 'refusal',
  run(story: Story): readonly Observation[] {
    const refused = stepOf(story, 'refused')
    const after = stepOf(story, 'after')
    const status = refused?.answer?.status ?? 0
    if (refused === undefined || after?.answer === undefined || status < 400 || status >= 500)
      return []
    const observe = (message: string, cause: string): Observation => ({
      message: `${nameOf(story.operation)} refused ${textFact(story, 'reason')} with ${status}, and ${message}.`,
      pointer: story.operation.pointer,
      cause,
      exchange: refused,
    })
    if (after.answer.status === 404 || after.answer.status === 410)
      return [observe('the thing is gone', 'gone')]
    const old = itemOf(story, stepOf(story, 'before'))
    const now = itemOf(story, after)
    if (old === undefined || now === undefined || !isSuccess(after)) return []
    const names = textsFact(story, 'writable').filter((name) => !isVolatile(story.operation, name))
    const [changed] = changedMembers(old, now, names)
    if (changed === undefined) return []
    return [
      observe(
        `\`${changed.name}\`, which was ${shown(changed.expected)}, is ${shown(changed.actual)}`,
        'changed',
      ),
    ]
  },
})
