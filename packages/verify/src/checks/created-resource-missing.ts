import { defineCheck, type Observation } from '../check.ts'
import { nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf, textFact } from '../exchange/story.ts'

/** What was created can be read. */
export const createdResourceMissing = defineCheck({
  id: 'created-resource-missing',
  title: 'What was created can be read',
  severity: 'error',
  axes: { direction: 'both', area: 'state', kind: 'semantics' },
  subject: 'create',
  run(story: Story): readonly Observation[] {
    const create = stepOf(story, 'create')
    const read = stepOf(story, 'read')
    const status = read?.answer?.status
    if (create?.answer === undefined || create.answer.status === 202) return []
    if (read === undefined || (status !== 404 && status !== 410)) return []
    return [
      {
        message: `${nameOf(story.operation)} answered ${create.answer.status} and the id ${textFact(story, 'id')}; ${nameOf(read.operation)} for that id answers ${status}.`,
        pointer: story.operation.pointer,
        cause: 'read',
        exchange: read,
      },
    ]
  },
})
