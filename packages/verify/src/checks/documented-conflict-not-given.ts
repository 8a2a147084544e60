import { defineCheck, type Observation } from '../check.ts'
import { isSuccess, jsonOf, nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf, textFact } from '../exchange/story.ts'
import { memberAt } from '../schema/variation.ts'
import { textsFact } from '../stories/story-facts.ts'

/** Where the document gives 409 for what exists already, the very same thing is not made twice. */
export const documentedConflictNotGiven = defineCheck({
  id: 'documented-conflict-not-given',
  title: 'A documented conflict is given',
  severity: 'error',
  axes: { direction: 'response', area: 'status', kind: 'semantics' },
  subject: 'duplicate',
  run(story: Story): readonly Observation[] {
    const first = stepOf(story, 'first')
    const second = stepOf(story, 'second')
    const said = textFact(story, 'description') ?? ''
    if (
      !/already|exist|duplicate|taken|unique|in use|there is (?:a|an|another) |the same /i.test(
        said,
      )
    )
      return []
    if (first === undefined || second === undefined || !isSuccess(second)) return []
    const path = textsFact(story, 'idPath')
    // The same thing answered again is no second one.
    if (path.length > 0 && memberAt(jsonOf(first), path) === memberAt(jsonOf(second), path))
      return []
    return [
      {
        message: `${nameOf(story.operation)} made the very same thing twice (${second.answer?.status}); the document gives 409: "${said.trim()}".`,
        pointer: `${story.operation.pointer}/responses/409`,
        cause: '409',
        exchange: second,
      },
    ]
  },
})
