import { defineCheck, type Observation } from '../check.ts'
import { isSuccess, nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf } from '../exchange/story.ts'
import { changedMembers, isVolatile } from '../stories/compare-items.ts'
import { itemOf, objectFact, shown, textsFact } from '../stories/story-facts.ts'

/** A change leaves alone what it does not speak of: the id, when the thing was made, and in a PATCH every other property. @see RFC 5789, 2 */
export const updateChangedOtherProperty = defineCheck({
  id: 'update-changed-other-property',
  title: 'A change leaves alone what it does not speak of',
  severity: 'error',
  axes: { direction: 'both', area: 'state', kind: 'semantics' },
  subject: 'update',
  run(story: Story): readonly Observation[] {
    const after = stepOf(story, 'after')
    const old = itemOf(story, stepOf(story, 'before'))
    const now = itemOf(story, after)
    const sent = objectFact(story, 'sent') ?? {}
    if (after === undefined || old === undefined || now === undefined || !isSuccess(after))
      return []
    const kept = Object.keys(old).filter((name) =>
      story.operation.api.conventions.holds('constants', name),
    )
    if (story.facts.partial === true) kept.push(...textsFact(story, 'writable'))
    const steady = kept.filter((name) => !isVolatile(story.operation, name))
    const names = new Set(
      [...steady, ...textsFact(story, 'staying')].filter((name) => !Object.hasOwn(sent, name)),
    )
    return changedMembers(old, now, names, true).map(({ name, expected, actual }) => ({
      message: `${nameOf(story.operation)} was not told to change \`${name}\`; it was ${shown(expected)} and is ${shown(actual)}.`,
      pointer: story.operation.pointer,
      cause: name,
      evidence: { property: name, before: expected, after: actual ?? null },
      exchange: after,
    }))
  },
})
