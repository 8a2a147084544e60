import { isJsonObject } from '@concordat/core'
import { defineCheck, type Observation } from '../check.ts'
import { nameOf } from '../exchange/exchange.ts'
import { type Story, stepsOf, textFact } from '../exchange/story.ts'
import { mustShow } from '../stories/filter-meaning.ts'
import { shown, textsFact } from '../stories/story-facts.ts'

/** A filter shows everything that fits. */
export const filterLosesItems = defineCheck({
  id: 'filter-loses-items',
  title: 'A filter shows all that fits',
  severity: 'error',
  axes: { direction: 'both', area: 'state', kind: 'semantics' },
  subject: 'filter',
  run(story: Story): readonly Observation[] {
    const { facts, operation } = story
    if (facts.comparison === 'search') return []
    const whole = Array.isArray(facts.whole) ? facts.whole : []
    const keys = textsFact(story, 'wholeKeys')
    const shownKeys = new Set(textsFact(story, 'filteredKeys'))
    const property = textFact(story, 'property') ?? ''
    const lost = whole.flatMap((item, index) => {
      const key = keys[index]
      const owed = isJsonObject(item) && mustShow(item[property], facts.value, facts.comparison)
      return owed && key !== undefined && !shownKeys.has(key) ? [key] : []
    })
    if (lost.length === 0) return []
    const exchange = stepsOf(story, 'filtered').at(0)
    return [
      {
        message: `${nameOf(operation)} with ${textFact(story, 'parameter')}=${String(facts.value)} does not show ${shown(lost.slice(0, 5))}, whose \`${property}\` fits.`,
        pointer: operation.pointer,
        cause: textFact(story, 'parameter') ?? '',
        evidence: { lost: lost.slice(0, 20) },
        ...(exchange ? { exchange } : {}),
      },
    ]
  },
})
