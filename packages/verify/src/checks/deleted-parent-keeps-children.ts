import { defineCheck, type Observation } from '../check.ts'
import { isSuccess, nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf } from '../exchange/story.ts'

/** What was inside a deleted thing is no longer answered under its path. */
export const deletedParentKeepsChildren = defineCheck({
  id: 'deleted-parent-keeps-children',
  title: 'Nothing is answered under the path of what was deleted',
  severity: 'error',
  axes: { direction: 'both', area: 'state', kind: 'semantics' },
  subject: 'delete',
  run(story: Story): readonly Observation[] {
    const orphan = stepOf(story, 'orphan')
    if (orphan === undefined || !isSuccess(orphan)) return []
    return [
      {
        message: `${nameOf(story.operation)} deleted what holds it, and ${nameOf(orphan.operation)} still answers ${orphan.answer?.status}; the document gives 404 for what is not there.`,
        pointer: orphan.operation.pointer,
        cause: `${orphan.operation.path}`,
        exchange: orphan,
      },
    ]
  },
})
