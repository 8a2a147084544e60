import { defineCheck, type Observation } from '../check.ts'
import { nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf } from '../exchange/story.ts'

/** What was added to a list is in it. */
export const addedItemNotListed = defineCheck({
  id: 'added-item-not-listed',
  title: 'What was added to a list is in it',
  severity: 'error',
  axes: { direction: 'both', area: 'state', kind: 'semantics' },
  subject: 'addition',
  run(story: Story): readonly Observation[] {
    const { after, before, comparable } = story.facts
    const list = stepOf(story, 'list')
    const add = stepOf(story, 'add')
    if (list === undefined || add?.answer === undefined || add.answer.status === 202) return []
    if (comparable !== true || !Array.isArray(before) || !Array.isArray(after)) return []
    // Only a 201 says that something new is there. @see RFC 9110, 15.3.2
    if (add.answer.status !== 201 || after.length !== before.length) return []
    if (JSON.stringify(before) !== JSON.stringify(after)) return []
    return [
      {
        message: `${nameOf(story.operation)} answered 201, and ${nameOf(list.operation)} shows the same ${after.length} items as before.`,
        pointer: list.operation.pointer,
        cause: 'added',
        exchange: list,
      },
    ]
  },
})
