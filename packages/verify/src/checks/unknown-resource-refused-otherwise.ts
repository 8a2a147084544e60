import { defineCheck, type Observation } from '../check.ts'
import { nameOf } from '../exchange/exchange.ts'
import { isEntitled } from '../exchange/facts.ts'
import { type Story, stepsOf, textFact } from '../exchange/story.ts'

/** Ids that have to be refused alike, so that not their form is what is refused. */
const enough = 5

/** Where the document gives 404, a valid request for what is not there gets it, and no other refusal. */
export const unknownResourceRefusedOtherwise = defineCheck({
  id: 'unknown-resource-refused-otherwise',
  title: 'An id that names nothing gets the documented 404',
  severity: 'error',
  axes: { direction: 'response', area: 'status', kind: 'semantics' },
  subject: 'unknown',
  run(story: Story): readonly Observation[] {
    const asks = stepsOf(story, 'ask')
    const [first] = asks
    const status = first?.answer?.status
    if (first === undefined || status === undefined || story.facts.documents404 !== true) return []
    const isAlike = asks.every((ask) => ask.answer?.status === status && isEntitled(ask))
    if (asks.length < enough || !isAlike) return []
    const isValid = asks.every(({ verdict }) => verdict.verdict === 'valid')
    const isMalformed = (status === 400 || status === 422) && isValid
    // Whose thing is asked for beside a thing of his own may be told that it is not there.
    const isForbidden = status === 403 && story.facts.isBesideOwn === true
    if (!isMalformed && !isForbidden) return []
    return [
      {
        message: `${nameOf(story.operation)} answered ${status} for ${textFact(story, 'id')} and ${asks.length - 1} others that name nothing; the document gives 404.`,
        pointer: `${story.operation.pointer}/responses/404`,
        cause: `${textFact(story, 'name')} ${status}`,
        exchange: first,
        ...(isForbidden ? { severity: 'warning' } : {}),
      },
    ]
  },
})
