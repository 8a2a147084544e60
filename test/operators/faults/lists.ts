import { isJsonObject, type JsonValue } from '@concordat/core'
import type { Operation } from '../api/api.ts'
import { typeOf } from '../api/make-value.ts'
import { type Ask, jsonIn, type Reply, withJson } from '../api/message.ts'
import { findKinds, itemSchema, listPlace } from '../server/kinds.ts'
import { limitName, positionName } from '../server/show-list.ts'
import type { Operator, Site } from './operator.ts'
import { withItems } from './state.ts'

const isSuccess = ({ status }: Reply): boolean => status >= 200 && status < 300

function listing(
  id: string,
  title: string,
  checks: readonly string[],
  sites: (operation: Operation) => readonly Omit<Site, 'operation'>[],
): Operator {
  return {
    id,
    title,
    checks,
    family: 'lists',
    sites: (operation) =>
      operation.method === 'GET' && listPlace(operation) !== undefined
        ? sites(operation).map((site) => ({ shownAt: creates(operation), ...site }))
        : [],
  }
}

/** What fills a list: what is wrong with the list may come to light there. */
function creates(list: Operation): Operation[] {
  return [...findKinds(list.api).values()].flatMap((kind) =>
    kind.list === list && kind.create ? [kind.create] : [],
  )
}

const queryOf = ({ target }: Ask): URLSearchParams => new URLSearchParams(target.split('?')[1])

function withQuery(ask: Ask, change: (query: URLSearchParams) => void): Ask {
  const query = queryOf(ask)
  change(query)
  const [path = ''] = ask.target.split('?')
  return { ...ask, target: `${path}?${query}` }
}

/** Query parameters of a list that have a number, of a name. */
function numbers(list: Operation, pattern: RegExp): string[] {
  return list.model.parameters
    .filter((one) => one.in === 'query' && pattern.test(one.name))
    .filter((one) =>
      ['integer', 'number'].includes(typeOf(list.api.schemas.flatten(one.schema.schema)) ?? ''),
    )
    .map(({ name }) => name)
}

const positions = (list: Operation): string[] =>
  list.model.parameters
    .filter((one) => one.in === 'query' && positionName.test(one.name))
    .map(({ name }) => name)

/** Query parameters that are called as members of the items. */
function filters(list: Operation): string[] {
  const { schemas } = list.api
  const { properties } = schemas.flatten(itemSchema(list))
  const own = isJsonObject(properties) ? properties : {}
  const isPlain = (name: string): boolean =>
    ['string', 'integer', 'number', 'boolean'].includes(typeOf(schemas.flatten(own[name])) ?? '')
  return list.model.parameters
    .filter(({ in: place, name }) => place === 'query' && Object.hasOwn(own, name) && isPlain(name))
    .filter(({ name }) => !limitName.test(name) && !positionName.test(name))
    .map(({ name }) => name)
}

export const listOperators: readonly Operator[] = [
  listing(
    'page-item-lost',
    'a page lacks its last item',
    [
      'pagination-items-lost',
      'page-shorter-than-limit',
      'pagination-total-wrong',
      'list-total-wrong',
    ],
    (list) =>
      numbers(list, limitName).map((name) => ({
        place: name,
        fault: {
          after: ({ answer, ask }) =>
            isSuccess(answer) && queryOf(ask).has(name) && Number(queryOf(ask).get(name)) < 10
              ? withItems(answer, (items) => (items.length > 1 ? items.slice(0, -1) : items))
              : undefined,
        },
      })),
  ),
  listing(
    'page-item-repeated',
    'a page begins with the last item of the page before',
    ['pagination-items-repeated', 'pagination-items-lost'],
    (list) =>
      positions(list).map((name) => ({
        place: name,
        fault: {
          after({ answer, ask, memory }) {
            const last = memory.get('last') as JsonValue | undefined
            let own: JsonValue | undefined
            const shown = withItems(answer, (items) => {
              own = items.at(-1)
              return last !== undefined && items.length > 0 ? [last, ...items.slice(1)] : items
            })
            memory.set('last', own)
            return isSuccess(answer) && queryOf(ask).has(name) ? shown : undefined
          },
        },
      })),
  ),
  listing(
    'limit-passed-over',
    'a page is as long as the list',
    ['page-limit-exceeded', 'pagination-items-repeated', 'page-default-limit-wrong'],
    (list) =>
      numbers(list, limitName).map((name) => ({
        place: name,
        fault: {
          before: ({ ask }) =>
            Number(queryOf(ask).get(name) ?? 0) > 0
              ? withQuery(ask, (query) => query.set(name, String(highest(list, name))))
              : undefined,
        },
      })),
  ),
  listing(
    'limit-too-large-by-one',
    'a page has one item more than asked for',
    ['page-limit-exceeded', 'pagination-items-repeated'],
    (list) =>
      numbers(list, limitName).map((name) => ({
        place: name,
        fault: {
          before({ ask }) {
            const asked = Number(queryOf(ask).get(name) ?? 0)
            return asked > 0 && asked < highest(list, name) && Number.isInteger(asked)
              ? withQuery(ask, (query) => query.set(name, String(asked + 1)))
              : undefined
          },
        },
      })),
  ),
  listing(
    'position-passed-over',
    'every page is the first',
    ['pagination-items-repeated', 'pagination-items-lost', 'pagination-end-wrong'],
    (list) =>
      numbers(list, positionName).map((name) => ({
        place: name,
        fault: {
          before: ({ ask }) =>
            queryOf(ask).has(name) && /^\d+$/.test(queryOf(ask).get(name) ?? '')
              ? withQuery(ask, (query) => query.delete(name))
              : undefined,
        },
      })),
  ),
  listing(
    'total-too-large',
    'the total counts one item too many',
    ['pagination-total-wrong', 'list-total-wrong', 'filter-not-obeyed'],
    (list) => {
      const flat = list.api.schemas.flatten(list.success?.json?.schema.schema)
      const names = Object.keys(isJsonObject(flat.properties) ? flat.properties : {})
      return names
        .filter((name) => /^(total|total_?(count|items|results|elements|records))$/i.test(name))
        .map((name) => ({
          place: `/${name}`,
          fault: {
            after({ answer }) {
              const value = jsonIn(answer)
              const total = isJsonObject(value) ? value[name] : undefined
              return isSuccess(answer) && isJsonObject(value) && typeof total === 'number'
                ? withJson(answer, { ...value, [name]: total + 1 })
                : undefined
            },
          },
        }))
    },
  ),
  listing('filter-passed-over', 'a filter changes nothing', ['filter-not-obeyed'], (list) =>
    filters(list).map((name) => ({
      place: name,
      fault: {
        before: ({ ask }) =>
          queryOf(ask).has(name) ? withQuery(ask, (query) => query.delete(name)) : undefined,
      },
    })),
  ),
  listing(
    'filter-loses-item',
    'a filtered list lacks an item',
    ['filter-loses-items', 'filter-not-obeyed'],
    (list) =>
      filters(list).map((name) => ({
        place: name,
        fault: {
          after: ({ answer, ask }) =>
            isSuccess(answer) && queryOf(ask).has(name)
              ? withItems(answer, (items) => items.slice(0, -1))
              : undefined,
        },
      })),
  ),
  listing(
    'order-reversed',
    'a list comes in the reverse of the order asked for',
    ['sort-not-obeyed'],
    (list) =>
      list.model.parameters
        .filter((one) => one.in === 'query' && /^(sort|sort_?by|order_?by)$/i.test(one.name))
        .map(({ name }) => ({
          place: name,
          fault: {
            after: ({ answer, ask }) =>
              isSuccess(answer) && queryOf(ask).has(name)
                ? withItems(answer, (items) => items.toReversed())
                : undefined,
          },
        })),
  ),
]

function highest(list: Operation, name: string): number {
  const parameter = list.model.parameters.find((one) => one.name === name)
  const { maximum } = list.api.schemas.flatten(parameter?.schema.schema)
  return typeof maximum === 'number' ? maximum : 100
}
