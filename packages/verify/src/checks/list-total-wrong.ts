import { defineCheck, type Observation } from '../check.ts'
import { nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf } from '../exchange/story.ts'
import { numberFact } from '../stories/story-facts.ts'

/** The total of a list grows by one when a thing is made. */
export const listTotalWrong = defineCheck({
  id: 'list-total-wrong',
  title: 'The total of a list follows what is created',
  severity: 'error',
  axes: { direction: 'both', area: 'pagination', kind: 'semantics' },
  subject: 'create',
  run(story: Story): readonly Observation[] {
    const list = stepOf(story, 'list')
    const before = numberFact(story, 'totalBefore')
    const after = numberFact(story, 'totalAfter')
    if (list === undefined || before === undefined || after === undefined) return []
    if (story.facts.listed !== true || after === before + 1) return []
    return [
      {
        message: `${nameOf(list.operation)} counted ${before} before and ${after} after one was made; it lists the new one.`,
        pointer: list.operation.pointer,
        cause: 'create',
        evidence: { before, after },
        exchange: list,
      },
    ]
  },
})
