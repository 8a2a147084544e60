import { isJsonObject } from '@concordat/core'
import { defineCheck, type Observation } from '../check.ts'
import { nameOf } from '../exchange/exchange.ts'
import { type Story, stepsOf, textFact } from '../exchange/story.ts'
import { satisfies } from '../stories/filter-meaning.ts'
import { numberFact, shown, textsFact } from '../stories/story-facts.ts'

/** A filter shows what fits, and nothing else. */
export const filterNotObeyed = defineCheck({
  id: 'filter-not-obeyed',
  title: 'A filter shows only what fits',
  severity: 'error',
  axes: { direction: 'both', area: 'state', kind: 'semantics' },
  subject: 'filter',
  run(story: Story): readonly Observation[] {
    const { facts, operation } = story
    const filtered = Array.isArray(facts.filtered) ? facts.filtered : []
    const whole = textsFact(story, 'wholeKeys')
    const exchange = stepsOf(story, 'filtered').at(0)
    const parameter = textFact(story, 'parameter')
    const observe = (message: string, cause: string): readonly Observation[] => [
      {
        message: `${nameOf(operation)} with ${parameter}=${String(facts.value)} ${message}.`,
        pointer: operation.pointer,
        cause: `${parameter} ${cause}`,
        ...(exchange ? { exchange } : {}),
      },
    ]
    if (facts.comparison === 'search') {
      const same =
        whole.length > 1 && textsFact(story, 'filteredKeys').join('\n') === whole.join('\n')
      return same ? observe('shows the whole list, though nothing can match', 'search') : []
    }
    const property = textFact(story, 'property') ?? ''
    const wrong = filtered
      .filter(isJsonObject)
      .find((item) => !satisfies(item[property], facts.value, facts.comparison))
    if (wrong !== undefined)
      return observe(`shows an item whose \`${property}\` is ${shown(wrong[property])}`, 'items')
    const total = numberFact(story, 'filteredTotal')
    if (total !== undefined && total !== filtered.length) {
      return observe(`counts ${total} and shows ${filtered.length}`, 'total')
    }
    return []
  },
})
