import { defineCheck, type Observation } from '../check.ts'
import { isSuccess, nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf, textFact } from '../exchange/story.ts'

/** What was created is in the list, on one of its pages. */
export const createdResourceNotListed = defineCheck({
  id: 'created-resource-not-listed',
  title: 'What was created is in the list',
  severity: 'error',
  axes: { direction: 'both', area: 'state', kind: 'semantics' },
  subject: 'create',
  run(story: Story): readonly Observation[] {
    const { facts } = story
    const list = stepOf(story, 'list')
    const read = stepOf(story, 'read')
    if (list === undefined || facts.listed !== false || facts.listComplete !== true) return []
    if (read !== undefined && !isSuccess(read)) return []
    // A list that shows something else unless asked does not owe what was just made.
    if (facts.listHasDefaultFilter === true) return []
    return [
      {
        message: `${nameOf(story.operation)} made ${textFact(story, 'id')}; ${nameOf(list.operation)} does not have it on any page.`,
        pointer: list.operation.pointer,
        cause: 'list',
        exchange: list,
      },
    ]
  },
})
