import { defineCheck, type Observation } from '../check.ts'
import { isSuccess, nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf, textFact } from '../exchange/story.ts'
import { itemOf } from '../stories/story-facts.ts'
import { headerValue } from '../transport/wire-exchange.ts'

/** The Location of a 201 leads to what was created. @see RFC 9110, 10.2.2 and 15.3.2 */
export const locationWrong = defineCheck({
  id: 'location-wrong',
  title: 'Location leads to what was created',
  severity: 'error',
  axes: { direction: 'response', area: 'headers', kind: 'semantics' },
  subject: 'create',
  run(story: Story): readonly Observation[] {
    const create = stepOf(story, 'create')
    const read = stepOf(story, 'read')
    const located = stepOf(story, 'located')
    if (create?.answer?.status !== 201 || read === undefined || !isSuccess(read)) return []
    // Nobody followed a Location that is the very address that was read.
    if (located === undefined) return []
    const location = headerValue(create.answer.headers, 'location')
    const observe = (detail: string): readonly Observation[] => [
      {
        message: `${nameOf(story.operation)} answered Location \`${location}\`, which ${detail}; what was created is at \`${textFact(story, 'expectedLocation')}\`.`,
        pointer: create.answer?.documented?.pointer ?? story.operation.pointer,
        cause: 'location',
        evidence: { location, expected: story.facts.expectedLocation },
        exchange: create,
      },
    ]
    if (!isSuccess(located)) return observe(`is answered ${located.answer?.status ?? 'nothing'}`)
    const idName = textFact(story, 'idName')
    const item = itemOf(story, located)
    const id = idName === undefined || item === undefined ? undefined : item[idName]
    if (id !== undefined && String(id) !== textFact(story, 'id')) return observe('is another one')
    return []
  },
})
