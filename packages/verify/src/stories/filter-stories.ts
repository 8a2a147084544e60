import { isJsonObject, type JsonObject, type JsonValue } from '@concordat/core'
import type { Session } from '../engine/session.ts'
import { jsonOf } from '../exchange/exchange.ts'
import type { Story } from '../exchange/story.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import { flattenSchema } from '../schema/merge-schema.ts'
import { asSchema } from '../schema/resolve-schema.ts'
import { mustShow } from './filter-meaning.ts'
import type { ListContext } from './list-stories.ts'
import { pageFacts } from './paging-scheme.ts'
import { readFiltered } from './read-filtered.ts'
import { findOrders } from './sort-stories.ts'
import { itemKeys, type Walk } from './walk-pages.ts'

/** Every query parameter that looks like a filter, with values that the items have. */
export async function playFilters(
  session: Session,
  knowledge: Knowledge,
  context: ListContext,
): Promise<Story[]> {
  const whole = await readFiltered(session, context, {})
  if (whole === undefined || whole.items.length === 0) return []
  const filters = findFilters(context, whole.items)
  const stories: Story[] = []
  for (const filter of filters) {
    for (const value of filter.values) {
      if (session.gate.over) return stories
      stories.push(
        ...(await playQuery(session, knowledge, context, { whole, applied: [{ filter, value }] })),
      )
    }
  }
  for (const pair of pairsOf(filters, whole.items).slice(0, 4)) {
    if (session.gate.over) return stories
    stories.push(...(await playQuery(session, knowledge, context, { whole, applied: pair })))
  }
  const [order] = findOrders(context, Object.keys(whole.items.find(isJsonObject) ?? {}))
  for (const filter of order ? filters.slice(0, 4) : []) {
    const [value] = filter.values
    if (session.gate.over || value === undefined || filter.comparison === 'search') continue
    const beside = order?.query ?? {}
    stories.push(
      ...(await playQuery(session, knowledge, context, {
        whole,
        applied: [{ filter, value }],
        beside,
      })),
    )
  }
  return stories
}

interface Applied {
  readonly filter: Filter
  readonly value: JsonValue
}

/** One query with one or two filters; each filter is judged among the items that the other lets through. */
async function playQuery(
  session: Session,
  knowledge: Knowledge,
  context: ListContext,
  {
    whole,
    applied,
    beside = {},
  }: {
    readonly whole: Walk
    readonly applied: readonly Applied[]
    readonly beside?: Readonly<Record<string, JsonValue>>
  },
): Promise<Story[]> {
  const query = {
    ...beside,
    ...Object.fromEntries(
      applied.map(({ filter, value }) => [filter.parameter, filter.query?.(value) ?? value]),
    ),
  }
  const small = Math.max(2, Math.ceil(whole.items.length / 3))
  const filtered = await readFiltered(session, context, query, small)
  if (filtered === undefined) return []
  return applied.map(({ filter, value }) => {
    const others = applied.filter((one) => one.filter !== filter)
    const items = whole.items.filter((item) =>
      others.every(
        (other) =>
          isJsonObject(item) &&
          mustShow(item[other.filter.property], other.value, other.filter.comparison),
      ),
    )
    return {
      kind: 'filter',
      operation: context.operation,
      steps: [...filtered.pages.map((exchange) => ({ role: 'filtered', exchange }))],
      facts: {
        parameter: filter.parameter,
        property: filter.property,
        comparison: filter.comparison,
        value,
        whole: items,
        filtered: filtered.items,
        wholeKeys: itemKeys(knowledge, context.resource, items),
        filteredKeys: itemKeys(knowledge, context.resource, filtered.items),
        filteredTotal: pageFacts(
          context.operation,
          jsonOf(filtered.pages[0]),
          filtered.pages[0]?.answer?.headers,
        ).total,
      },
    }
  })
}

/** Two filters at once, with values that some item has both of. */
function pairsOf(filters: readonly Filter[], items: readonly unknown[]): Applied[][] {
  const pairs: Applied[][] = []
  for (const [index, first] of filters.entries()) {
    for (const second of filters.slice(index + 1)) {
      if (first.parameter === second.parameter) continue
      const values = first.values.flatMap((left) =>
        second.values.map((right) => [left, right] as const),
      )
      const fitting =
        values.find(([left, right]) =>
          items.some(
            (item) =>
              isJsonObject(item) &&
              mustShow(item[first.property], left, first.comparison) &&
              mustShow(item[second.property], right, second.comparison),
          ),
        ) ?? values[0]
      if (fitting === undefined || first.comparison === 'search' || second.comparison === 'search')
        continue
      pairs.push([
        { filter: first, value: fitting[0] },
        { filter: second, value: fitting[1] },
      ])
    }
  }
  return pairs
}

interface Filter {
  readonly parameter: string
  readonly property: string
  readonly comparison: 'equals' | 'text' | 'contains' | 'at-least' | 'at-most' | 'one-of' | 'search'
  readonly values: readonly JsonValue[]
  /** How a value is said in the query, where it is not said as it is. */
  readonly query?: (value: JsonValue) => JsonValue
}

/** Parameters that are named after a property of the items, and what they mean by it. */
function findFilters(context: ListContext, items: readonly unknown[]): Filter[] {
  const { operation, scheme } = context
  const objects = items.filter(isJsonObject)
  const names = [...new Set(objects.flatMap((item) => Object.keys(item)))]
  const filters: Filter[] = []
  for (const { model } of operation.parameters) {
    if (model.in !== 'query' || model.name === scheme.limit || model.name === scheme.position)
      continue
    if (/sort|order|dir|fields|include|expand|embed/i.test(model.name)) continue
    const flat = flattenSchema(operation.api.document, model.schema).schema
    if (!isJsonObject(flat)) continue
    if (flat.type === 'object') {
      filters.push(...boundFilters(model.name, flat, objects))
      continue
    }
    if (/^(q|query|search|term|keyword)s?$/i.test(model.name)) {
      filters.push({
        parameter: model.name,
        property: '',
        comparison: 'search',
        values: ['qzxjvkwqpyh'],
      })
      continue
    }
    const found = propertyFor(model.name, names)
    if (found === undefined) {
      filters.push(
        ...timeFilters(model.name, flat, objects),
        ...flagFilters(model.name, flat, objects),
      )
      continue
    }
    const values = objects
      .map((item) => item[found.property])
      .flatMap((value) => (Array.isArray(value) ? value : [value]))
      .filter((value): value is string | number | boolean =>
        ['string', 'number', 'boolean'].includes(typeof value),
      )
    const isList = objects.some((item) => Array.isArray(item[found.property]))
    const distinct = [...new Set(values)]
    // A parameter's `'true'` may stand for a member's `true`.
    const chosen = pickValues(distinct, found.comparison).flatMap((value) =>
      [value, String(value)]
        .filter((said) => operation.api.judge.accepts(model.schema.pointer, said, 'request'))
        .slice(0, 1),
    )
    const exact =
      Array.isArray(flat.enum) || typeof distinct[0] !== 'string' || /id$/i.test(found.property)
    const comparison =
      isList && found.comparison === 'equals'
        ? 'contains'
        : found.comparison === 'equals' && !exact
          ? 'text'
          : found.comparison
    if (chosen.length === 0 && flat.type === 'array') {
      const listed = arrayValues(distinct.slice(0, 3)).filter((value) =>
        operation.api.judge.accepts(model.schema.pointer, value, 'request'),
      )
      if (listed.length > 0) {
        filters.push({
          parameter: model.name,
          property: found.property,
          comparison: 'one-of',
          values: listed,
        })
      }
    }
    if (chosen.length > 0)
      filters.push({ parameter: model.name, property: found.property, comparison, values: chosen })
  }
  return filters
}

/** Bare `from` and `to` over the only times that the items have, far outside of them, where day or second is all the same. */
function timeFilters(
  parameter: string,
  schema: JsonObject,
  objects: readonly JsonObject[],
): Filter[] {
  const lower = /^(from|since|after|start|date_?from|from_?date|start_?date)$/i.test(parameter)
  const upper = /^(to|until|before|end|date_?to|to_?date|end_?date)$/i.test(parameter)
  const format = String(schema.format)
  if ((!lower && !upper) || !/^date(-time)?$/.test(format)) return []
  const isTime = (value: unknown): boolean =>
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value)
  const names = [...new Set(objects.flatMap((item) => Object.keys(item)))].filter((name) =>
    objects.every((item) => isTime(item[name])),
  )
  const [property, ...others] = names
  if (property === undefined || others.length > 0) return []
  const day = lower ? '2199-01-01' : '1971-01-01'
  return [
    {
      parameter,
      property,
      comparison: lower ? 'at-least' : 'at-most',
      values: [format === 'date' ? day : `${day}T00:00:00Z`],
    },
  ]
}

/** `dogs=true` over items that say `dogs_allowed`: what does not have the flag is not asked for. */
function flagFilters(
  parameter: string,
  schema: JsonObject,
  objects: readonly JsonObject[],
): Filter[] {
  if (schema.type !== 'boolean') return []
  const wanted = plain(parameter).replace(/^(?:is|has|only)|only$/g, '')
  const names = [...new Set(objects.flatMap((item) => Object.keys(item)))].filter(
    (name) =>
      plain(name)
        .replace(/^(?:is|has)/, '')
        .startsWith(wanted) &&
      objects.every((item) => item[name] === undefined || typeof item[name] === 'boolean'),
  )
  const [property, ...others] = names
  if (property === undefined || wanted === '' || others.length > 0) return []
  return [{ parameter, property, comparison: 'equals', values: [true] }]
}

function pickValues(
  values: readonly (string | number | boolean)[],
  comparison: Filter['comparison'],
): JsonValue[] {
  if (comparison === 'equals') return values.slice(0, 3)
  const sorted = [...values].sort((left, right) => (left < right ? -1 : left > right ? 1 : 0))
  const middle = sorted[Math.floor(sorted.length / 2)]
  return middle === undefined ? [] : [middle]
}

const plain = (name: string): string => name.toLowerCase().replace(/[-_.[\]]/g, '')

/** The property that a parameter speaks of: its own name, or its name without `min`, `max`, `from`, `since` and the like. */
function propertyFor(
  parameter: string,
  names: readonly string[],
): { readonly property: string; readonly comparison: Filter['comparison'] } | undefined {
  const wanted = plain(parameter.replace(/^filter\[(.+)\]$/, '$1').replace(/^filter[._]/, ''))
  const named = (text: string): string | undefined =>
    names.find(
      (name) =>
        plain(name) === text ||
        plain(name) === `${text}s` ||
        `${plain(name)}s` === text ||
        plain(name) === `${text}at`,
    )
  const own = named(wanted)
  if (own) return { property: own, comparison: 'equals' }
  const least = /^(?:min|from|since)(.+)$|^(.+?)(?:min|from|since|gte|after)$/.exec(wanted)
  const lower = least && named(least[1] ?? least[2] ?? '')
  if (lower) return { property: lower, comparison: 'at-least' }
  const most = /^(?:max|to|until)(.+)$|^(.+?)(?:max|to|until|lte|before)$/.exec(wanted)
  const upper = most && named(most[1] ?? most[2] ?? '')
  if (upper) return { property: upper, comparison: 'at-most' }
  return undefined
}

/** A list of one value, and of two. */
function arrayValues(values: readonly (string | number | boolean)[]): JsonValue[] {
  const [first, second] = values
  if (first === undefined) return []
  return second === undefined ? [[first]] : [[first], [first, second]]
}

/** `weight[min]` and `filter[kind]`: bounds and values said as the members of an object. */
function boundFilters(
  parameter: string,
  schema: JsonObject,
  objects: readonly JsonObject[],
): Filter[] {
  const members = Object.keys(isJsonObject(schema.properties) ? schema.properties : {})
  const names = [...new Set(objects.flatMap((item) => Object.keys(item)))]
  const subject =
    names.find((name) => plain(name) === plain(parameter)) ??
    names.find((name) => plain(name).startsWith(plain(parameter)))
  return members.flatMap((member): Filter[] => {
    const side: 'at-least' | 'at-most' | undefined = /^(min|from|gte|gt|after|since)/i.test(member)
      ? 'at-least'
      : /^(max|to|lte|lt|before|until)/i.test(member)
        ? 'at-most'
        : undefined
    const found =
      subject !== undefined && side !== undefined
        ? { property: subject, comparison: side }
        : propertyFor(member, names)
    if (found === undefined) return []
    const { property, comparison } = found
    const values = objects
      .map((item) => item[property])
      .filter(
        (value) =>
          typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean',
      )
    const inner = asSchema(isJsonObject(schema.properties) ? schema.properties[member] : undefined)
    const isExact = isJsonObject(inner) && (Array.isArray(inner.enum) || inner.type !== 'string')
    return [
      {
        parameter,
        property,
        comparison: comparison === 'equals' && !isExact ? 'text' : comparison,
        values: pickValues([...new Set(values)], comparison),
        query: (value) => ({ [member]: value }),
      },
    ]
  })
}
