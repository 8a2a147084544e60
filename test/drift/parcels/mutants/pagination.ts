import type { Mutant } from '../../kit/bench.ts'
import { around, itemsOf, onReply, onValue } from '../../kit/change.ts'
import { isObject } from '../../kit/shape.ts'
import { readCursor, writeCursor } from '../parcels.ts'
import type { ParcelsState } from '../state.ts'

const ids = (parcels: readonly Record<string, unknown>[]): string[] =>
  parcels.map((parcel) => String(parcel.id))

/** Moves the cursor that leads to the next page by so many parcels. */
function shiftNext(by: number): Mutant<ParcelsState>['change'] {
  return (api) =>
    onValue(api, 'parcels/list', 200, ({ page }) => {
      if (isObject(page) && typeof page.next === 'string')
        page.next = writeCursor((readCursor(page.next) ?? 0) + by)
    })
}

function ignore(operationId: string, ...names: string[]): Mutant<ParcelsState>['change'] {
  return (api) =>
    around(api, operationId, (run, context) => {
      const query = Object.fromEntries(
        Object.entries(context.query).filter(([name]) => !names.includes(name)),
      )
      return run({ ...context, query })
    })
}

export const pagination: readonly Mutant<ParcelsState>[] = [
  {
    id: 'cursor-goes-round',
    deviation: 'The last page leads to the first again, so that there is no end.',
    change: (api) =>
      onValue(api, 'parcels/list', 200, ({ page }) => {
        if (isObject(page)) page.next ??= writeCursor(0)
      }),
    exhibit: async (v) =>
      typeof (await v.get('/parcels?pageSize=50')).at('page', 'next') === 'string',
  },
  {
    id: 'cursor-skips-one',
    deviation: 'Between two pages one parcel is lost.',
    change: shiftNext(1),
    exhibit: async (v) => {
      const all = ids((await v.get('/parcels?pageSize=50')).list('data'))
      const first = await v.get('/parcels?pageSize=3')
      const second = await v.get(`/parcels?pageSize=3&cursor=${first.at('page', 'next')}`)
      return ids(second.list('data'))[0] === all[4]
    },
  },
  {
    id: 'cursor-repeats-one',
    deviation: 'The last parcel of a page is the first of the next.',
    change: shiftNext(-1),
    exhibit: async (v) => {
      const first = await v.get('/parcels?pageSize=3')
      const second = await v.get(`/parcels?pageSize=3&cursor=${first.at('page', 'next')}`)
      return ids(first.list('data'))[2] === ids(second.list('data'))[0]
    },
  },
  {
    id: 'next-ends-early',
    deviation: 'The second page has no next, though there are more parcels.',
    change: (api) =>
      onReply(api, 'parcels/list', 200, (reply, { query }) => {
        if (!query.has('cursor')) return reply
        const value = structuredClone(reply.value)
        if (isObject(value) && isObject(value.page)) value.page.next = null
        return { ...reply, value }
      }),
    exhibit: async (v) => {
      const first = await v.get('/parcels?pageSize=3')
      const second = await v.get(`/parcels?pageSize=3&cursor=${first.at('page', 'next')}`)
      return second.at('page', 'next') === null
    },
  },
  {
    id: 'page-size-forgotten-behind-cursor',
    deviation: 'Behind a cursor a page has up to 50 parcels, whatever `pageSize` says.',
    change: (api) =>
      around(api, 'parcels/list', (run, context) => {
        if (context.query.cursor === undefined) return run(context)
        const reply = run({ ...context, query: { ...context.query, pageSize: 50 } })
        if ('status' in reply && isObject(reply.value) && isObject(reply.value.page))
          reply.value.page.size = context.query.pageSize ?? 5
        return reply
      }),
    exhibit: async (v) => {
      const first = await v.get('/parcels?pageSize=2')
      return (
        (await v.get(`/parcels?pageSize=2&cursor=${first.at('page', 'next')}`)).list('data')
          .length > 2
      )
    },
  },
  {
    id: 'one-status-of-several',
    deviation: 'Of several `status`, only the first counts.',
    change: (api) =>
      around(api, 'parcels/list', (run, context) => {
        const { status } = context.query
        return run({
          ...context,
          query: { ...context.query, ...(Array.isArray(status) && { status: status.slice(0, 1) }) },
        })
      }),
    exhibit: async (v) => {
      const found = (await v.get('/parcels?pageSize=50&status=created&status=delivered')).list(
        'data',
      )
      return found.length > 0 && found.every((parcel) => parcel.status === 'created')
    },
  },
  {
    id: 'status-ignored',
    deviation: '`status` filters nothing.',
    change: ignore('parcels/list', 'status'),
    exhibit: async (v) =>
      (await v.get('/parcels?status=delivered'))
        .list('data')
        .some((parcel) => parcel.status !== 'delivered'),
  },
  {
    id: 'heaviest-weight-ignored',
    deviation: '`weight[max]` filters nothing; `weight[min]` does.',
    change: (api) =>
      around(api, 'parcels/list', (run, context) => {
        const { weight } = context.query
        return run({
          ...context,
          query: { ...context.query, ...(isObject(weight) && { weight: { min: weight.min } }) },
        })
      }),
    exhibit: async (v) => (await v.get('/parcels?weight[max]=1')).list('data').length > 0,
  },
  {
    id: 'created-since-ignored',
    deviation: '`createdSince` filters nothing.',
    change: ignore('parcels/list', 'createdSince'),
    exhibit: async (v) =>
      (await v.get('/parcels?createdSince=2030-01-01T00:00:00Z')).list('data').length > 0,
  },
  {
    id: 'newest-first-ignored',
    deviation: '`order=desc` of the events is answered oldest first.',
    change: ignore('events/list', 'order'),
    exhibit: async (v) => {
      const id = (await v.get('/parcels?status=delivered')).list('data')[0]?.id
      const [first, second] = (await v.get(`/parcels/${id}/events?order=desc`)).list()
      return String(first?.at) < String(second?.at)
    },
  },
  {
    id: 'lockers-ignored',
    deviation: '`minLockers` filters nothing.',
    change: ignore('offices/list', 'minLockers'),
    exhibit: async (v) =>
      (await v.get('/offices?minLockers=100'))
        .list()
        .some((office) => Number(office.lockers) < 100),
  },
  {
    id: 'country-ignored',
    deviation: '`country` filters no offices.',
    change: ignore('offices/list', 'country'),
    exhibit: async (v) =>
      (await v.get('/offices?country=LU')).list().some((office) => office.country !== 'LU'),
  },
  {
    id: 'last-of-page-lost',
    deviation:
      'A page has one parcel less than `pageSize` says, and the one that is missing is never shown.',
    change: (api) =>
      onReply(api, 'parcels/list', 200, (reply) => {
        const value = structuredClone(reply.value)
        if (isObject(value) && isObject(value.page) && value.page.next !== null)
          value.data = itemsOf(value, 'data').slice(0, -1)
        return { ...reply, value }
      }),
    exhibit: async (v) => (await v.get('/parcels?pageSize=4')).list('data').length === 3,
  },
]
