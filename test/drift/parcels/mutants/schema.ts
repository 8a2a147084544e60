import type { Mutant } from '../../kit/bench.ts'
import { itemsOf, onItems, onReply, onValue } from '../../kit/change.ts'
import { isObject } from '../../kit/shape.ts'
import type { ParcelsState } from '../state.ts'

export const schema: readonly Mutant<ParcelsState>[] = [
  {
    id: 'in-transit-with-underscore',
    deviation:
      'The status `in-transit`, and only that, is written `in_transit`, which is not in the enum.',
    change: (api) =>
      onItems(api, 'parcels/list', 'data', (parcel) => {
        if (parcel.status === 'in-transit') parcel.status = 'in_transit'
      }),
    exhibit: async (v) =>
      (await v.get('/parcels?pageSize=50'))
        .list('data')
        .some((parcel) => parcel.status === 'in_transit'),
  },
  {
    id: 'created-at-with-space',
    deviation: '`createdAt` of one parcel has a space for its T and no zone: no date-time.',
    change: (api) =>
      onValue(api, 'parcels/get', 200, (parcel) => {
        parcel.createdAt = String(parcel.createdAt).replace('T', ' ').slice(0, 19)
      }),
    exhibit: async (v) => {
      const id = (await v.get('/parcels')).list('data')[0]?.id
      return String((await v.get(`/parcels/${id}`)).at('createdAt')).includes(' ')
    },
  },
  {
    id: 'no-insurance-as-empty-object',
    deviation:
      'A parcel without insurance says `insurance: {}`, which lacks `amount`; null is meant.',
    change: (api) =>
      onItems(api, 'parcels/list', 'data', (parcel) => {
        parcel.insurance ??= {}
      }),
    exhibit: async (v) => {
      const parcels = (await v.get('/parcels?pageSize=50')).list('data')
      return parcels.some(({ insurance }) => isObject(insurance) && insurance.amount === undefined)
    },
  },
  {
    id: 'no-pickup-as-empty-text',
    deviation: 'A parcel without a day of pick-up says `pickupOn: ""`, which is no date.',
    change: (api) =>
      onValue(api, 'parcels/get', 200, (parcel) => {
        parcel.pickupOn ??= ''
      }),
    exhibit: async (v) => {
      const id = (await v.get('/parcels'))
        .list('data')
        .find((parcel) => parcel.pickupOn === null)?.id
      return (await v.get(`/parcels/${id}`)).at('pickupOn') === ''
    },
  },
  {
    id: 'goods-without-currency',
    deviation: 'Contents of kind goods lack `currency`, which Goods requires; documents are right.',
    change: (api) =>
      onItems(api, 'parcels/list', 'data', ({ contents }) => {
        if (isObject(contents)) delete contents.currency
      }),
    exhibit: async (v) => {
      const parcels = (await v.get('/parcels')).list('data')
      return parcels.some(
        ({ contents }) =>
          isObject(contents) && contents.kind === 'goods' && contents.currency === undefined,
      )
    },
  },
  {
    id: 'last-page-without-next',
    deviation: '`page.next` is left out on the last page; it is required, null or not.',
    change: (api) =>
      onValue(api, 'parcels/list', 200, ({ page }) => {
        if (isObject(page) && page.next === null) delete page.next
      }),
    exhibit: async (v) => (await v.get('/parcels?pageSize=50')).at('page', 'next') === undefined,
  },
  {
    id: 'one-office-off-the-map',
    deviation: 'The longitude of one office, the last in the list, is 366.09; `maximum` is 180.',
    change: (api) =>
      onItems(api, 'offices/list', '', ({ code, location }) => {
        if (code === 'NL040' && isObject(location)) location.lon = 366.09
      }),
    exhibit: async (v) =>
      (await v.get('/offices'))
        .list()
        .some(({ location }) => isObject(location) && Number(location.lon) > 180),
  },
  {
    id: 'express-price-with-one-digit',
    deviation: 'Prices of express parcels have one digit after the point; the pattern has two.',
    change: (api) =>
      onValue(api, 'quotes/get', 200, (quote) => {
        if (quote.express === true) quote.amount = String(quote.amount).slice(0, -1)
      }),
    exhibit: async (v) =>
      /\.\d$/.test(
        String((await v.get('/quotes?weightGrams=900&to=NL&express=true')).at('amount')),
      ),
  },
  {
    id: 'not-found-with-number-as-code',
    deviation: 'The error of a 404 has the number 404 for its code; it is a string.',
    change: (api) =>
      onValue(api, '*', 404, ({ error }) => {
        if (isObject(error)) error.code = 404
      }),
    exhibit: async (v) => (await v.get('/offices/FR999')).at('error', 'code') === 404,
  },
  {
    id: 'weight-in-kilograms',
    deviation:
      'A list with a weight asked for gives `weightGrams` in kilograms, which is no integer.',
    change: (api) =>
      onReply(api, 'parcels/list', 200, (reply, { query }) => {
        if (![...query.keys()].some((name) => name.startsWith('weight['))) return reply
        const value = structuredClone(reply.value)
        for (const parcel of itemsOf(value, 'data'))
          parcel.weightGrams = Number(parcel.weightGrams) / 1000
        return { ...reply, value }
      }),
    exhibit: async (v) =>
      (await v.get('/parcels?weight[min]=1'))
        .list('data')
        .some((parcel) => Number(parcel.weightGrams) % 1 !== 0),
  },
]
