import { defineCheck, type Observation } from '../check.ts'
import { nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf } from '../exchange/story.ts'
import { readQuota } from './rate-limit-headers-inconsistent.ts'

/** Where answers tell how many calls remain, a call takes one. */
export const rateLimitNotCounted = defineCheck({
  id: 'rate-limit-not-counted',
  title: 'A call takes one of the calls that remain',
  severity: 'error',
  axes: { direction: 'response', area: 'headers', kind: 'semantics' },
  subject: 'quota',
  run(story: Story): readonly Observation[] {
    const first = stepOf(story, 'first')
    const second = stepOf(story, 'second')
    if (first?.answer === undefined || second?.answer === undefined) return []
    const before = readQuota(first.answer).remaining
    const after = readQuota(second.answer).remaining
    // A new window, and buckets that fill up again, may give more than there were; the same number each time is no count.
    if (before === undefined || after === undefined || after !== before || before === 0) return []
    return [
      {
        message: `${nameOf(story.operation)} says that ${before} calls remain, and still says so after another one.`,
        pointer: second.answer.documented?.pointer ?? story.operation.pointer,
        cause: 'remaining',
        evidence: { before, after },
        exchange: second,
      },
    ]
  },
})
