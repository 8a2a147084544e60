import { defineCheck, type Observation } from '../check.ts'
import { isSuccess, nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf, textFact } from '../exchange/story.ts'

/** A thing is answered only inside the thing that it is in. */
export const resourceServedElsewhere = defineCheck({
  id: 'resource-served-elsewhere',
  title: 'A thing is not answered under a path that it is not in',
  severity: 'error',
  axes: { direction: 'response', area: 'state', kind: 'semantics' },
  subject: 'unknown',
  run(story: Story): readonly Observation[] {
    const list = stepOf(story, 'misplaced-list')
    if (list !== undefined) {
      return [
        {
          message: `${nameOf(story.operation)} lists ${textFact(story, 'id')}, which was made inside something else.`,
          pointer: story.operation.pointer,
          cause: 'listed',
          exchange: list,
        },
      ]
    }
    const misplaced = stepOf(story, 'misplaced')
    if (misplaced === undefined || !isSuccess(misplaced)) return []
    return [
      {
        message: `${nameOf(story.operation)} answered ${misplaced.answer?.status} for ${textFact(story, 'id')} inside something that it is not in; the document gives 404.`,
        pointer: story.operation.pointer,
        cause: 'misplaced',
        exchange: misplaced,
      },
    ]
  },
})
