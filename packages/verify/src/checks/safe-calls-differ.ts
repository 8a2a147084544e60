import { defineCheck, type Observation } from '../check.ts'
import { isSuccess, nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf } from '../exchange/story.ts'
import { changedMembers, isVolatile } from '../stories/compare-items.ts'
import { itemOf, shown, textsFact } from '../stories/story-facts.ts'
import { headerValue } from '../transport/wire-exchange.ts'

/** Reading twice gives the same, where nothing was changed between. @see RFC 9110, 9.2.1 */
export const safeCallsDiffer = defineCheck({
  id: 'safe-calls-differ',
  title: 'Reading twice gives the same',
  severity: 'error',
  axes: { direction: 'response', area: 'state', kind: 'semantics' },
  subject: 'repeat',
  run(story: Story): readonly Observation[] {
    const first = stepOf(story, 'first')
    const second = stepOf(story, 'second')
    if (first?.answer === undefined || second?.answer === undefined) return []
    const observe = (message: string, cause: string): readonly Observation[] => [
      {
        message: `${nameOf(story.operation)} asked twice in a row ${message}.`,
        pointer: story.operation.pointer,
        cause,
        exchange: second,
      },
    ]
    if (!isSuccess(second))
      return observe(`answers ${first.answer.status} and then ${second.answer.status}`, 'status')
    const tags = [first, second].map(
      (exchange) => exchange.answer && headerValue(exchange.answer.headers, 'etag'),
    )
    const same =
      Buffer.compare(Buffer.from(first.answer.body), Buffer.from(second.answer.body)) === 0
    const strong = tags[0] !== undefined && tags[0] === tags[1] && !tags[0].startsWith('W/')
    if (strong && !same) return observe('gives two bodies under one strong ETag', 'etag')
    const old = itemOf(story, first)
    const now = itemOf(story, second)
    if (old === undefined || now === undefined) return []
    const names = textsFact(story, 'stable').filter((name) => !isVolatile(story.operation, name))
    const [changed] = changedMembers(old, now, names)
    if (changed === undefined) return []
    return observe(
      `gives \`${changed.name}\` ${shown(changed.expected)} and then ${shown(changed.actual)}`,
      changed.name,
    )
  },
})
