import { defineCheck, type Observation } from '../check.ts'
import { nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf } from '../exchange/story.ts'

/** 201 says that something was made; a change of what is there is 200 or 204, where the document has them. @see RFC 9110, 9.3.4 */
export const updateAnsweredAsCreated = defineCheck({
  id: 'update-answered-as-created',
  title: 'A change of what is there is not called a creation',
  severity: 'error',
  axes: { direction: 'response', area: 'status', kind: 'protocol' },
  subject: 'update',
  run(story: Story): readonly Observation[] {
    const update = stepOf(story, 'update')
    const others = story.operation.model.responses.some(
      ({ status }) => status === '200' || status === '204',
    )
    if (update?.answer?.status !== 201 || !others) return []
    return [
      {
        message: `${nameOf(story.operation)} answered 201 for a thing that was there before; the document has ${story.operation.model.responses
          .map(({ status }) => status)
          .filter((status) => /^20[04]$/.test(status))
          .join(' or ')} for that.`,
        pointer: update.answer.documented?.pointer ?? story.operation.pointer,
        cause: '201',
        exchange: update,
      },
    ]
  },
})
