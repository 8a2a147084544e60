import { defineCheck, type Observation } from '../check.ts'
import { isSuccess, nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf } from '../exchange/story.ts'
import { memberAt } from '../schema/variation.ts'
import { isSame } from '../stories/compare-items.ts'
import { itemOf, objectFact, shown } from '../stories/story-facts.ts'

/** What is left out is taken for its documented default: where the answer shows a value at all, it is that one. */
export const documentedDefaultNotApplied = defineCheck({
  id: 'documented-default-not-applied',
  title: 'What is left out has its documented default',
  severity: 'error',
  axes: { direction: 'both', area: 'body', kind: 'semantics' },
  subject: 'create',
  run(story: Story): readonly Observation[] {
    const steps = [stepOf(story, 'read'), stepOf(story, 'create')]
    const exchange = steps.find((one) => one !== undefined && isSuccess(one))
    const item = itemOf(story, exchange)
    if (exchange === undefined || item === undefined) return []
    return Object.entries(objectFact(story, 'defaults') ?? {}).flatMap(([name, expected]) => {
      const actual = memberAt(item, name.split('.'))
      // Whether a default is filled in is the server's affair.
      if (actual === undefined || actual === null || isSame(expected, actual, true)) return []
      return [
        {
          message: `${nameOf(story.operation)} was not sent \`${name}\`, whose default is ${shown(expected)}; the thing has ${shown(actual)}.`,
          pointer: story.operation.model.requestBody?.pointer ?? story.operation.pointer,
          cause: name,
          evidence: { property: name, default: expected, seen: actual },
          exchange,
        },
      ]
    })
  },
})
