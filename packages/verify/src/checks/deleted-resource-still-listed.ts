import { defineCheck, type Observation } from '../check.ts'
import { isSuccess, nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf, textFact } from '../exchange/story.ts'
import { numberFact } from '../stories/story-facts.ts'

/** What was deleted is no longer in the list, nor counted. */
export const deletedResourceStillListed = defineCheck({
  id: 'deleted-resource-still-listed',
  title: 'What was deleted is no longer listed or counted',
  severity: 'error',
  axes: { direction: 'both', area: 'state', kind: 'semantics' },
  subject: 'delete',
  run(story: Story): readonly Observation[] {
    const list = stepOf(story, 'list')
    const read = stepOf(story, 'read')
    // Where the thing itself can still be read, deleting means something else, and another check says so.
    if (list === undefined || (read !== undefined && isSuccess(read))) return []
    if (story.facts.listedAfter === true) {
      return [
        {
          message: `${nameOf(story.operation)} deleted ${textFact(story, 'id')}; ${nameOf(list.operation)} still has it.`,
          pointer: list.operation.pointer,
          cause: 'listed',
          exchange: list,
        },
      ]
    }
    const before = numberFact(story, 'totalBefore')
    const after = numberFact(story, 'totalAfter')
    if (before === undefined || after === undefined || story.facts.listedBefore !== true) return []
    if (after === before - 1) return []
    return [
      {
        message: `${nameOf(list.operation)} counted ${before} before one was deleted and ${after} after.`,
        pointer: list.operation.pointer,
        cause: 'total',
        evidence: { before, after },
        exchange: list,
      },
    ]
  },
})
