import { isJsonObject } from '@concordat/core'
import { defineCheck, type Observation } from '../check.ts'
import { isSuccess, nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf } from '../exchange/story.ts'
import { itemOf, shown } from '../stories/story-facts.ts'

/** An operation that, by the document's words, leaves a thing at a stage, does so. */
export const actionWithoutEffect = defineCheck({
  id: 'action-without-effect',
  title: 'An operation on a thing leaves it as the document says',
  severity: 'error',
  axes: { direction: 'both', area: 'state', kind: 'semantics' },
  subject: 'action',
  run(story: Story): readonly Observation[] {
    const { expected } = story.facts
    const before = itemOf(story, stepOf(story, 'before'))
    const acted = stepOf(story, 'act')
    const after = stepOf(story, 'after')
    const now = itemOf(story, after)
    if (!isJsonObject(expected) || before === undefined || now === undefined) return []
    if (acted === undefined || !isSuccess(acted) || acted.answer?.status === 202) return []
    const { property, value } = expected
    if (typeof property !== 'string' || !Object.hasOwn(before, property)) return []
    // What was there already, and what became something else again, tells nothing.
    if (before[property] === value || now[property] !== before[property]) return []
    return [
      {
        message: `${nameOf(story.operation)} was answered ${acted.answer?.status}, and \`${property}\` is still ${shown(now[property])}; the document says that it is ${shown(value)} afterwards.`,
        pointer: story.operation.pointer,
        cause: property,
        ...(after ? { exchange: after } : {}),
      },
    ]
  },
})
