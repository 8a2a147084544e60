import { isJsonObject } from '@concordat/core'
import { defineCheck, type Observation } from '../check.ts'
import { nameOf } from '../exchange/exchange.ts'
import { type Story, stepsOf, textFact } from '../exchange/story.ts'
import { shown, textsFact } from '../stories/story-facts.ts'

/** A documented order is the order that comes. Texts may be ordered by code point or without regard to case. */
export const sortNotObeyed = defineCheck({
  id: 'sort-not-obeyed',
  title: 'A list is in the order that was asked for',
  severity: 'error',
  axes: { direction: 'both', area: 'state', kind: 'semantics' },
  restsOn: ['sort-parameters', 'sort-directions', 'creation-times'],
  subject: 'sort',
  run(story: Story): readonly Observation[] {
    const { facts, operation } = story
    const ascending = textsFact(story, 'ascending')
    if (ascending.length > 1) return turned(story, ascending)
    const property = textFact(story, 'property') ?? ''
    const items = Array.isArray(facts.items) ? facts.items.filter(isJsonObject) : []
    const values = items
      .map((item) => item[property])
      .filter(
        (value) =>
          typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean',
      )
    const rising = isOrdered(values, 1)
    const descending = isOrdered(values, -1)
    const wanted = facts.direction
    const right =
      wanted === 'ascending' ? rising : wanted === 'descending' ? descending : rising || descending
    if (right) return []
    const exchange = stepsOf(story, 'sorted').at(0)
    const asked = queryText(facts.query)
    return [
      {
        message: `${nameOf(operation)}${asked === '' ? '' : ` with ${asked}`} is not in ${wanted === 'either' ? 'any' : String(wanted)} order of \`${property}\`: ${shown(values.slice(0, 6))}.`,
        pointer: operation.pointer,
        cause: `${property} ${String(wanted)}`,
        ...(exchange ? { exchange } : {}),
      },
    ]
  },
})

/** The same list from both ends, when the two orders were asked for. */
function turned(story: Story, ascending: readonly string[]): readonly Observation[] {
  const descending = textsFact(story, 'descending')
  const distinct = new Set(ascending).size > 1
  if (!distinct || descending.join('\n') !== ascending.join('\n')) return []
  const exchange = stepsOf(story, 'sorted').at(0)
  return [
    {
      message: `${nameOf(story.operation)} gives the same order for ${textFact(story, 'parameter')}=asc and ${textFact(story, 'parameter')}=desc.`,
      pointer: story.operation.pointer,
      cause: 'direction',
      ...(exchange ? { exchange } : {}),
    },
  ]
}

function queryText(query: unknown): string {
  return isJsonObject(query)
    ? Object.entries(query)
        .map(([name, value]) => `${name}=${String(value)}`)
        .join('&')
    : 'this order'
}

function isOrdered(values: readonly (string | number | boolean)[], sign: 1 | -1): boolean {
  const collator = new Intl.Collator('en', { sensitivity: 'base' })
  const orders: ((left: string | number | boolean, right: string | number | boolean) => number)[] =
    [
      (left, right) => (left < right ? -1 : left > right ? 1 : 0),
      (left, right) => collator.compare(String(left), String(right)),
      (left, right) => {
        const [first, second] = [String(left).toLowerCase(), String(right).toLowerCase()]
        return first < second ? -1 : first > second ? 1 : 0
      },
    ]
  const numeric = values.every((value) => typeof value !== 'string')
  // Amounts that are written as texts are ordered as numbers by some servers and as texts by others.
  if (values.every((value) => /^-?\d+(\.\d+)?$/.test(String(value)))) {
    orders.push((left, right) => Number(left) - Number(right))
  }
  return (numeric ? orders.slice(0, 1) : orders).some((order) =>
    values.every((value, index) => {
      const next = values[index + 1]
      return next === undefined || sign * order(value, next) <= 0
    }),
  )
}
