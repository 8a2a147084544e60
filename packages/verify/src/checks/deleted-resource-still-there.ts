import { defineCheck, type Observation } from '../check.ts'
import { isSuccess, nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf, textFact } from '../exchange/story.ts'
import { changedMembers } from '../stories/compare-items.ts'
import { itemOf, textsFact } from '../stories/story-facts.ts'

/** Members by which a thing says that it is over, where deleting keeps it. */
const marks = /status|state|deleted|active|archived|cancel|closed|enabled|revoked|ended/i

/** What was deleted is gone, or says of itself that it is over. */
export const deletedResourceStillThere = defineCheck({
  id: 'deleted-resource-still-there',
  title: 'What was deleted is gone',
  severity: 'error',
  axes: { direction: 'both', area: 'state', kind: 'semantics' },
  subject: 'delete',
  run(story: Story): readonly Observation[] {
    const read = stepOf(story, 'read')
    if (read === undefined || !isSuccess(read)) return []
    const before = itemOf(story, stepOf(story, 'before'))
    const after = itemOf(story, read)
    if (before && after) {
      const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
      const marked = names.filter((name) => marks.test(name))
      const appeared = marked.some((name) => !Object.hasOwn(before, name))
      if (appeared || changedMembers(before, after, marked).length > 0) return []
    }
    const id = textFact(story, 'id') ?? textsFact(story, 'ids')[0]
    return [
      {
        message: `${nameOf(story.operation)} deleted ${id}; ${nameOf(read.operation)} still answers it with ${read.answer?.status}.`,
        pointer: story.operation.pointer,
        cause: 'read',
        exchange: read,
      },
    ]
  },
})
