import { defineCheck, type Observation } from '../check.ts'
import { isSuccess, nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf } from '../exchange/story.ts'

/** A sentence about what was deleted before. */
const repeated = /\b(again|already|twice|idempotent|repeated(ly)?|more than once)\b/i

/** Where the document names the success that a deletion is answered with once more, it is answered so. @see RFC 9110, 9.2.2 */
export const repeatedDeletionRefused = defineCheck({
  id: 'repeated-deletion-refused',
  title: 'A deletion is repeated as the document says',
  severity: 'error',
  axes: { direction: 'response', area: 'status', kind: 'semantics' },
  subject: 'delete',
  run(story: Story): readonly Observation[] {
    const first = stepOf(story, 'delete')
    const again = stepOf(story, 'again')
    const status = again?.answer?.status
    if (first === undefined || again === undefined || status === undefined) return []
    if (!isSuccess(first) || status < 400 || status >= 500 || status === 429) return []
    const { description = '', summary = '' } = story.operation.model
    const sentences = `${summary}. ${description}`.split(/[.;\n]+(?:\s|$)/)
    const promise = sentences.find((one) => {
      const statuses: readonly string[] = one.match(/\b[2-5]\d\d\b/g) ?? []
      return (
        repeated.test(one) && statuses.length === 1 && statuses[0] === String(first.answer?.status)
      )
    })
    if (promise === undefined) return []
    return [
      {
        message: `${nameOf(story.operation)} was answered ${first.answer?.status}, and once more ${status}; the document says: "${promise.trim()}".`,
        pointer: story.operation.pointer,
        cause: 'again',
        exchange: again,
      },
    ]
  },
})
