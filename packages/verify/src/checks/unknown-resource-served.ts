import { defineCheck, type Observation } from '../check.ts'
import { isSuccess, nameOf } from '../exchange/exchange.ts'
import { type Story, stepsOf, textFact } from '../exchange/story.ts'

/** Where the document gives 404, an id that names nothing gets it. Deleting what is not there may be called a success. */
export const unknownResourceServed = defineCheck({
  id: 'unknown-resource-served',
  title: 'An id that names nothing is not served',
  severity: 'error',
  axes: { direction: 'response', area: 'status', kind: 'semantics' },
  subject: 'unknown',
  run(story: Story): readonly Observation[] {
    const [ask] = stepsOf(story, 'ask')
    if (ask === undefined || !isSuccess(ask)) return []
    if (story.facts.isUnknown === false) return []
    if (story.facts.documents404 !== true || story.facts.upserts === true) return []
    if (story.operation.method === 'DELETE') return []
    return [
      {
        message: `${nameOf(story.operation)} answered ${ask.answer?.status} for ${textFact(story, 'id')}, which names nothing; the document gives 404.`,
        pointer: story.operation.pointer,
        cause: 'unknown',
        exchange: ask,
      },
    ]
  },
})
