import { isJsonObject, type JsonValue } from '@concordat/core'
import type { Guess } from '../conventions/guess.ts'
import type { Session } from '../engine/session.ts'
import type { Story } from '../exchange/story.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import { flattenSchema } from '../schema/merge-schema.ts'
import type { ListContext } from './list-stories.ts'
import { readFiltered } from './read-filtered.ts'
import { itemKeys } from './walk-pages.ts'

const plain = (name: string): string => name.toLowerCase().replace(/[-_.[\]]/g, '')

/** Every documented order. */
export async function playSorts(
  session: Session,
  knowledge: Knowledge,
  context: ListContext,
): Promise<Story[]> {
  const stories: Story[] = []
  const { operation } = context
  const whole = await readFiltered(session, context, {})
  const names = [
    ...new Set((whole?.items ?? []).filter(isJsonObject).flatMap((item) => Object.keys(item))),
  ]
  for (const order of [...saidOrders(context, names), ...findOrders(context, names)].slice(0, 12)) {
    if (session.gate.over) break
    const sorted = await readFiltered(session, context, order.query)
    if (sorted === undefined) continue
    stories.push({
      kind: 'sort',
      operation,
      steps: sorted.pages.map((exchange) => ({ role: 'sorted', exchange })),
      guesses: order.guesses,
      facts: {
        property: order.property,
        direction: order.direction,
        query: order.query,
        items: sorted.items,
      },
    })
  }
  stories.push(...(await playDirections(session, knowledge, context)))
  return stories
}

/** A list that can be turned around: what comes first in one order comes last in the other. */
async function playDirections(
  session: Session,
  knowledge: Knowledge,
  context: ListContext,
): Promise<Story[]> {
  const { operation } = context
  const way = operation.parameters.find(({ model }) => {
    if (model.in !== 'query') return false
    const flat = flattenSchema(operation.api.document, model.schema).schema
    const values = isJsonObject(flat) && Array.isArray(flat.enum) ? flat.enum : []
    return values.includes('asc') && values.includes('desc')
  })
  if (way === undefined) return []
  const name = way.model.name
  const ascending = await readFiltered(session, context, { [name]: 'asc' })
  const descending = await readFiltered(session, context, { [name]: 'desc' })
  if (ascending === undefined || descending === undefined) return []
  return [
    {
      kind: 'sort',
      operation,
      steps: descending.pages.map((exchange) => ({ role: 'sorted', exchange })),
      facts: {
        property: '',
        parameter: name,
        ascending: itemKeys(knowledge, context.resource, ascending.items),
        descending: itemKeys(knowledge, context.resource, descending.items),
      },
    },
  ]
}

interface Order {
  readonly query: Readonly<Record<string, JsonValue>>
  readonly property: string
  readonly direction: 'ascending' | 'descending' | 'either'
  readonly guesses: readonly Guess[]
}

/** The order in which a list comes unasked, where its description says one: by the only time at which items were made. */
function saidOrders({ operation }: ListContext, names: readonly string[]): Order[] {
  const { api, model } = operation
  const { description = '', summary = '', responses } = model
  const answer = responses.find(({ status }) => status === '200')?.description ?? ''
  const said = `${summary}\n${description}\n${answer}`
  const falling = /\b(newest|latest|most recent(ly \w+)?)( ones?)? first\b/i.test(said)
  const rising = /\b(oldest|earliest) first\b/i.test(said)
  const times = names.filter((name) => api.conventions.holds('creation-times', name))
  const [property, ...others] = times
  if (falling === rising || property === undefined || others.length > 0) return []
  return [
    {
      query: {},
      property,
      direction: falling ? 'descending' : 'ascending',
      guesses: api.conventions.guess('creation-times', property),
    },
  ]
}

/** Orders that the document names, by the query that asks for each. */
export function findOrders({ operation }: ListContext, names: readonly string[]): Order[] {
  const query = operation.parameters.filter(({ model }) => model.in === 'query')
  const values = (model: (typeof query)[number]['model']): string[] => {
    const flat = flattenSchema(operation.api.document, model.schema).schema
    if (!isJsonObject(flat)) return []
    const listed = Array.isArray(flat.enum) ? flat.enum : model.examples.map(({ value }) => value)
    return listed.filter((value) => typeof value === 'string')
  }
  const { conventions } = operation.api
  const by = query.find(({ model }) => conventions.holds('sort-parameters', model.name))
  const way = query.find(
    ({ model }) =>
      conventions.holds('sort-directions', model.name) &&
      values(model).some((value) => /^(asc|desc)/i.test(value)),
  )
  const sorter =
    by ?? query.find(({ model }) => /^order$/i.test(model.name) && way?.model !== model)
  if (sorter === undefined) return []
  const orders: Order[] = []
  const guesses = [
    ...conventions.guess('sort-parameters', sorter.model.name),
    ...conventions.guess('sort-directions', way?.model.name),
  ]
  for (const value of values(sorter.model)) {
    const found = parseOrder(value, names)
    if (found === undefined) continue
    // Beside `-title`, `title` means the other way.
    const turned = values(sorter.model).includes(`-${value}`)
    const parsed =
      turned && found.direction === 'either' ? { ...found, direction: 'ascending' as const } : found
    if (way === undefined || parsed.direction !== 'either') {
      orders.push({ ...parsed, query: { [sorter.model.name]: value }, guesses })
      continue
    }
    for (const direction of values(way.model)) {
      orders.push({
        property: parsed.property,
        direction: /^desc/i.test(direction) ? 'descending' : 'ascending',
        query: { [sorter.model.name]: value, [way.model.name]: direction },
        guesses,
      })
    }
  }
  return orders
}

/** Reads `title`, `-title`, `+title`, `title:desc`, `title_asc`, `title desc`. */
function parseOrder(
  value: string,
  names: readonly string[],
): Pick<Order, 'property' | 'direction'> | undefined {
  const match = /^([-+]?)(.*?)(?:[:_ .-](asc|desc)(?:ending)?)?$/i.exec(value)
  if (!match) return undefined
  const [, sign, text = '', word] = match
  const property = names.find((name) => plain(name) === plain(text))
  if (property === undefined) return undefined
  if (sign === '-' || /desc/i.test(word ?? '')) return { property, direction: 'descending' }
  if (sign === '+' || /asc/i.test(word ?? '')) return { property, direction: 'ascending' }
  // Alone, either way may be the default.
  return { property, direction: 'either' }
}
