import type { Mutant } from '../../kit/bench.ts'
import { around, onRequest, operationOf, parameterOf, shapeIn } from '../../kit/change.ts'
import { isObject } from '../../kit/shape.ts'
import { courier, newParcel, web } from '../samples.ts'
import type { ParcelsState } from '../state.ts'

const without = (name: string): Record<string, unknown> => {
  const { [name]: _, ...rest } = newParcel()
  return rest
}

export const requests: readonly Mutant<ParcelsState>[] = [
  {
    id: 'channel-not-required',
    deviation: 'A parcel can be made without X-Channel, a required header.',
    change: (api) => {
      parameterOf(api, 'parcels/create', 'X-Channel').required = false
    },
    exhibit: async (v) => (await v.send('POST', '/parcels', { json: newParcel() })).status === 201,
  },
  {
    id: 'any-channel-accepted',
    deviation: 'X-Channel may be any text; it has an enum.',
    change: (api) => {
      parameterOf(api, 'parcels/create', 'X-Channel').shape = { type: 'string' }
    },
    exhibit: async (v) =>
      (await v.send('POST', '/parcels', { json: newParcel(), headers: { 'x-channel': 'fax' } }))
        .status === 201,
  },
  {
    id: 'any-idempotency-key-accepted',
    deviation: 'Idempotency-Key may be any text; it is a UUID.',
    change: (api) => void delete parameterOf(api, 'parcels/create', 'Idempotency-Key').shape.format,
    exhibit: async (v) => {
      const headers = { ...web, 'idempotency-key': 'once' }
      return (await v.send('POST', '/parcels', { json: newParcel(), headers })).status === 201
    },
  },
  {
    id: 'goods-without-currency-accepted',
    deviation: 'Goods without a currency are taken to be in EUR; `currency` is required.',
    change: (api) => {
      shapeIn(api, 'parcels/create', 'contents', 'goods').required = ['kind', 'value']
      around(api, 'parcels/create', (run, context) => {
        const body = isObject(context.body) ? context.body : {}
        const contents =
          isObject(body.contents) && body.contents.kind === 'goods'
            ? { currency: 'EUR', ...body.contents }
            : body.contents
        return run({ ...context, body: { ...body, contents } })
      })
    },
    exhibit: async (v) => {
      const json = { ...newParcel(), contents: { kind: 'goods', value: 3 } }
      return (await v.send('POST', '/parcels', { json, headers: web })).status === 201
    },
  },
  {
    id: 'insurance-of-75-rounded',
    deviation: 'An insurance of 75 is accepted and rounded to 100; `multipleOf` is 50.',
    change: (api) => {
      delete shapeIn(api, 'parcels/create', 'insurance', 'amount').multipleOf
      around(api, 'parcels/create', (run, context) => {
        const body = isObject(context.body) ? context.body : {}
        const amount = isObject(body.insurance)
          ? Math.ceil(Number(body.insurance.amount) / 50) * 50
          : 0
        return run({
          ...context,
          body: isObject(body.insurance) ? { ...body, insurance: { amount } } : body,
        })
      })
    },
    exhibit: async (v) => {
      const json = { ...newParcel(), insurance: { amount: 75 } }
      return (await v.send('POST', '/parcels', { json, headers: web })).status === 201
    },
  },
  {
    id: 'weight-range-of-letters-ignored',
    deviation: '`weight[min]` that is no integer is passed over.',
    change: (api) =>
      onRequest(api, 'GET', /^\/parcels$/, ({ query }) => {
        for (const name of ['weight[min]', 'weight[max]']) {
          if (query.has(name) && !/^\d+$/.test(query.get(name) ?? '')) query.delete(name)
        }
      }),
    exhibit: async (v) => (await v.get('/parcels?weight[min]=heavy')).status === 200,
  },
  {
    id: 'near-half-a-place',
    deviation: '`near` may be a latitude alone; `minItems` is 2.',
    change: (api) => void delete parameterOf(api, 'offices/list', 'near').shape.minItems,
    exhibit: async (v) => (await v.get('/offices?near=52.1')).status === 200,
  },
  {
    id: 'express-yes-accepted',
    deviation: '`express` may be yes, no, 1 or 0; it is a boolean.',
    change: (api) =>
      onRequest(api, 'GET', /^\/quotes$/, ({ query }) => {
        const express = query.get('express') ?? ''
        if (['yes', '1'].includes(express)) query.set('express', 'true')
        if (['no', '0'].includes(express)) query.set('express', 'false')
      }),
    exhibit: async (v) => (await v.get('/quotes?weightGrams=900&to=NL&express=1')).status === 200,
  },
  {
    id: 'quote-without-weight',
    deviation: 'A price is given without `weightGrams`, which is required.',
    change: (api) =>
      onRequest(api, 'GET', /^\/quotes$/, ({ query }) => {
        if (!query.has('weightGrams')) query.set('weightGrams', '1000')
      }),
    exhibit: async (v) => (await v.get('/quotes?to=NL')).status === 200,
  },
  {
    id: 'long-note-of-event-cut',
    deviation: 'A note of more than 100 characters is accepted and cut.',
    change: (api) => {
      delete shapeIn(api, 'events/report', 'note').maxLength
      around(api, 'events/report', (run, context) => {
        const body = isObject(context.body) ? context.body : {}
        const cut =
          typeof body.note === 'string'
            ? { ...body, note: [...body.note].slice(0, 100).join('') }
            : body
        return run({ ...context, body: cut })
      })
    },
    exhibit: async (v) => {
      const id = (await v.get('/parcels')).list('data')[0]?.id
      const form = { status: 'collected', at: '2025-03-01T10:00:00Z', note: 'x'.repeat(120) }
      return (await v.send('POST', `/parcels/${id}/events`, { as: courier, form })).status === 201
    },
  },
  {
    id: 'fragile-null-accepted',
    deviation: '`fragile` may be null and is then left out; it is not nullable.',
    change: (api) => {
      shapeIn(api, 'parcels/create', 'contents', 'goods', 'fragile').type = ['boolean', 'null']
      around(api, 'parcels/create', (run, context) => {
        const body = structuredClone(isObject(context.body) ? context.body : {})
        if (isObject(body.contents) && body.contents.fragile === null) delete body.contents.fragile
        return run({ ...context, body })
      })
    },
    exhibit: async (v) => {
      const json = {
        ...newParcel(),
        contents: { kind: 'goods', value: 3, currency: 'EUR', fragile: null },
      }
      return (await v.send('POST', '/parcels', { json, headers: web })).status === 201
    },
  },
  {
    id: 'put-without-weight-accepted',
    deviation: 'PUT takes a parcel without `weightGrams`, which is required, as one of 1 gram.',
    change: (api) => {
      shapeIn(api, 'parcels/put').required = ['recipient', 'contents']
      around(api, 'parcels/put', (run, context) =>
        run({ ...context, body: { weightGrams: 1, ...(context.body as object) } }),
      )
    },
    exhibit: async (v) => {
      const id = (await v.get('/parcels')).list('data')[0]?.id
      return (
        (await v.send('PUT', `/parcels/${id}`, { json: without('weightGrams') })).status === 200
      )
    },
  },
  {
    id: 'unknown-property-of-address-accepted',
    deviation: 'Properties that Address does not allow are dropped in silence, two levels down.',
    change: (api) => {
      const address = shapeIn(api, 'parcels/create', 'recipient')
      address.closed = false
      around(api, 'parcels/create', (run, context) => {
        const body = isObject(context.body) ? context.body : {}
        const known = Object.entries(isObject(body.recipient) ? body.recipient : {}).filter(
          ([name]) => address.properties?.[name],
        )
        return run({ ...context, body: { ...body, recipient: Object.fromEntries(known) } })
      })
    },
    exhibit: async (v) => {
      const json = { ...newParcel(), recipient: { ...(newParcel().recipient as object), floor: 3 } }
      return (await v.send('POST', '/parcels', { json, headers: web })).status === 201
    },
  },
  {
    id: 'status-filter-unchecked-after-first',
    deviation: 'Of several `status`, only the first must be in the enum.',
    change: (api) =>
      onRequest(api, 'GET', /^\/parcels$/, ({ query }) => {
        const [first, ...rest] = query.getAll('status')
        const known = rest.filter((status) =>
          /^(created|collected|in-transit|delivered|returned)$/.test(status),
        )
        if (rest.length === known.length || first === undefined) return
        query.delete('status')
        for (const status of [first, ...known]) query.append('status', status)
      }),
    exhibit: async (v) => (await v.get('/parcels?status=created&status=lost')).status === 200,
  },
  {
    id: 'event-without-time-accepted',
    deviation: 'An event may lack `at`, which is required; it is then now.',
    change: (api) => {
      shapeIn(api, 'events/report').required = ['status']
      around(api, 'events/report', (run, context) =>
        run({ ...context, body: { at: new Date().toISOString(), ...(context.body as object) } }),
      )
    },
    exhibit: async (v) => {
      const id = (await v.get('/parcels')).list('data')[0]?.id
      return (
        (
          await v.send('POST', `/parcels/${id}/events`, {
            as: courier,
            form: { status: 'collected' },
          })
        ).status === 201
      )
    },
  },
  {
    id: 'body-over-16k-accepted',
    deviation: 'A body of more than 16 KiB is accepted; 413 is documented.',
    change: (api) => {
      const { body } = operationOf(api, 'parcels/create')
      if (body) body.mostBytes = 1_000_000
    },
    exhibit: async (v) => {
      const body = JSON.stringify(newParcel()).padEnd(20_000)
      return (
        (await v.send('POST', '/parcels', { body, type: 'application/json', headers: web }))
          .status === 201
      )
    },
  },
]
