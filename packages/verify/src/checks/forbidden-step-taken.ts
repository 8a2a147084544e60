import { isJsonObject } from '@concordat/core'
import { defineCheck, type Observation } from '../check.ts'
import { isSuccess, nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf } from '../exchange/story.ts'
import { itemOf, shown } from '../stories/story-facts.ts'

/** An operation is refused at the stage for which the document gives a refusal. */
export const forbiddenStepTaken = defineCheck({
  id: 'forbidden-step-taken',
  title: 'What the document refuses at a stage is refused there',
  severity: 'error',
  axes: { direction: 'response', area: 'state', kind: 'semantics' },
  subject: 'action',
  run(story: Story): readonly Observation[] {
    const { forbidden } = story.facts
    const acted = stepOf(story, 'act')
    const before = itemOf(story, stepOf(story, 'before'))
    if (!isJsonObject(forbidden) || acted === undefined || !isSuccess(acted)) return []
    const { property, status, value } = forbidden
    if (typeof property !== 'string' || before?.[property] !== value) return []
    return [
      {
        message: `${nameOf(story.operation)} was answered ${acted.answer?.status} though \`${property}\` was ${shown(value)}, for which the document gives ${status}.`,
        pointer: `${story.operation.pointer}/responses/${status}`,
        cause: `${property} ${value}`,
        exchange: acted,
      },
    ]
  },
})
