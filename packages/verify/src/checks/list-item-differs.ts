import { isJsonObject } from '@concordat/core'
import { defineCheck, type Observation } from '../check.ts'
import { nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf } from '../exchange/story.ts'
import { changedMembers, isVolatile } from '../stories/compare-items.ts'
import { itemOf, shown, textsFact } from '../stories/story-facts.ts'

/** A thing is the same in the list and by itself, where both show it. */
export const listItemDiffers = defineCheck({
  id: 'list-item-differs',
  title: 'A thing is the same in its list and by itself',
  severity: 'error',
  axes: { direction: 'response', area: 'state', kind: 'semantics' },
  subject: 'create',
  run(story: Story): readonly Observation[] {
    const list = stepOf(story, 'list')
    const read = itemOf(story, stepOf(story, 'read'))
    const listed = story.facts.listedItem
    if (list === undefined || read === undefined || !isJsonObject(listed)) return []
    const names = textsFact(story, 'listDeclares').filter(
      (name) => !isVolatile(story.operation, name) && Object.hasOwn(listed, name),
    )
    return changedMembers(read, listed, names).map(({ name, expected, actual }) => ({
      message: `\`${name}\` is ${shown(expected)} when the thing is read and ${shown(actual)} in ${nameOf(list.operation)}.`,
      pointer: list.operation.pointer,
      cause: name,
      evidence: { property: name, read: expected, listed: actual ?? null },
      exchange: list,
    }))
  },
})
