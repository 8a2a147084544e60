import { defineCheck, type Observation } from '../check.ts'
import { isSuccess, jsonOf, nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf } from '../exchange/story.ts'
import { memberAt } from '../schema/variation.ts'
import { numberFact, textsFact } from '../stories/story-facts.ts'

/** The same request under the same Idempotency-Key makes one thing. */
export const idempotencyKeyIgnored = defineCheck({
  id: 'idempotency-key-ignored',
  title: 'One idempotency key makes one thing',
  severity: 'error',
  axes: { direction: 'both', area: 'state', kind: 'semantics' },
  subject: 'idempotency-key',
  run(story: Story): readonly Observation[] {
    const first = stepOf(story, 'first')
    const second = stepOf(story, 'second')
    if (first === undefined || second === undefined) return []
    const path = textsFact(story, 'idPath')
    const ids = [first, second].map((exchange) =>
      path.length > 0 ? memberAt(jsonOf(exchange), path) : undefined,
    )
    const two =
      isSuccess(second) && ids[0] !== undefined && ids[1] !== undefined && ids[0] !== ids[1]
    const status = second.answer?.status ?? 0
    if (story.facts.repeats === true && [400, 409, 422].includes(status)) {
      return [
        {
          message: `${nameOf(story.operation)} answered ${status} to the same request under the same idempotency key; the document says that it may be repeated.`,
          pointer: story.operation.pointer,
          cause: 'refused',
          exchange: second,
        },
      ]
    }
    if (!two && (numberFact(story, 'added') ?? 1) <= 1) return []
    return [
      {
        message: `${nameOf(story.operation)} made two things for one idempotency key.`,
        pointer: story.operation.pointer,
        cause: 'key',
        exchange: second,
      },
    ]
  },
})
