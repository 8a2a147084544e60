import type { Mutant } from '../../kit/bench.ts'
import { around, operationOf } from '../../kit/change.ts'
import { emptyReply } from '../../kit/reply.ts'
import { isObject } from '../../kit/shape.ts'
import { courier, newParcel, someId, web } from '../samples.ts'
import type { ParcelsState } from '../state.ts'

const event = { status: 'collected', at: '2025-03-01T10:00:00Z', note: 'Van 4' }

export const state: readonly Mutant<ParcelsState>[] = [
  {
    id: 'cancelled-parcel-stays',
    deviation: 'Cancelling answers 204 and the parcel can still be read.',
    change: (api) =>
      around(api, 'parcels/cancel', (run, context) => {
        const reply = run({
          ...context,
          state: { ...context.state, parcels: new Map(context.state.parcels) },
        })
        return 'kind' in reply ? reply : emptyReply()
      }),
    exhibit: async (v) => {
      const id = (await v.get('/parcels?status=created')).list('data')[0]?.id
      await v.send('DELETE', `/parcels/${id}`)
      return (await v.get(`/parcels/${id}`)).status === 200
    },
  },
  {
    id: 'put-always-makes',
    deviation:
      'PUT of a parcel that is there answers 201, as if it were made; the document has 200.',
    change: (api) =>
      around(api, 'parcels/put', (run, context) => {
        const reply = run(context)
        if ('kind' in reply || reply.status !== 200) return reply
        return {
          ...reply,
          status: 201,
          headers: {
            ...reply.headers,
            location: `/api/v1/parcels/${String(context.path.parcelId)}`,
          },
        }
      }),
    exhibit: async (v) => {
      await v.send('PUT', `/parcels/${someId}`, { json: newParcel() })
      return (await v.send('PUT', `/parcels/${someId}`, { json: newParcel() })).status === 201
    },
  },
  {
    id: 'idempotency-key-ignored',
    deviation: 'The same Idempotency-Key and body make two parcels.',
    change: (api) => {
      const operation = operationOf(api, 'parcels/create')
      const { run } = operation
      operation.run = (context) => run({ ...context, header: {} })
    },
    exhibit: async (v) => {
      const ask = { json: newParcel(), headers: { ...web, 'idempotency-key': someId } }
      const [first, second] = [
        await v.send('POST', '/parcels', ask),
        await v.send('POST', '/parcels', ask),
      ]
      return first.status === 201 && first.at('id') !== second.at('id')
    },
  },
  {
    id: 'city-cut-at-32',
    deviation: 'A city of more than 32 characters is cut, though 60 are documented.',
    change: (api) =>
      around(api, 'parcels/create', (run, context) => {
        const body = structuredClone(isObject(context.body) ? context.body : {})
        if (isObject(body.recipient))
          body.recipient.city = [...String(body.recipient.city)].slice(0, 32).join('')
        return run({ ...context, body })
      }),
    exhibit: async (v) => {
      const json = {
        ...newParcel(),
        recipient: { name: 'A', street: 'B', city: 'C'.repeat(50), country: 'NL' },
      }
      const made = await v.send('POST', '/parcels', { json, headers: web })
      return String(made.at('recipient', 'city')).length === 32
    },
  },
  {
    id: 'event-not-kept',
    deviation: 'A reported event is answered with 201 and is not in the list of events.',
    change: (api) =>
      around(api, 'events/report', (run, context) => {
        const held = context.state.parcels.get(String(context.path.parcelId))
        const events = [...(held?.events ?? [])]
        const reply = run(context)
        if (held) held.events = events
        return reply
      }),
    exhibit: async (v) => {
      const id = (await v.get('/parcels')).list('data')[0]?.id
      const before = (await v.get(`/parcels/${id}/events`)).list().length
      await v.send('POST', `/parcels/${id}/events`, { as: courier, form: event })
      return (await v.get(`/parcels/${id}/events`)).list().length === before
    },
  },
  {
    id: 'fragile-forgotten',
    deviation: '`contents.fragile` of a new parcel is not kept.',
    change: (api) =>
      around(api, 'parcels/create', (run, context) => {
        const body = structuredClone(isObject(context.body) ? context.body : {})
        if (isObject(body.contents)) delete body.contents.fragile
        return run({ ...context, body })
      }),
    exhibit: async (v) => {
      const made = await v.send('POST', '/parcels', { json: newParcel(), headers: web })
      return made.at('contents', 'fragile') === undefined
    },
  },
  {
    id: 'put-loses-insurance',
    deviation: 'PUT of a parcel that is there loses the insurance it was sent.',
    change: (api) =>
      around(api, 'parcels/put', (run, context) => {
        const there = context.state.parcels.has(String(context.path.parcelId).toLowerCase())
        return run({
          ...context,
          body: there ? { ...(context.body as object), insurance: null } : context.body,
        })
      }),
    exhibit: async (v) => {
      await v.send('PUT', `/parcels/${someId}`, { json: newParcel() })
      const replaced = await v.send('PUT', `/parcels/${someId}`, { json: newParcel() })
      return replaced.at('insurance') === null
    },
  },
  {
    id: 'weight-grows-when-read',
    deviation: 'Each reading of a parcel adds a gram to it; GET is safe (RFC 9110, 9.2.1).',
    change: (api) =>
      around(api, 'parcels/get', (run, context) => {
        const held = context.state.parcels.get(String(context.path.parcelId).toLowerCase())
        if (held && held.parcel.weightGrams < 30_000) held.parcel.weightGrams += 1
        return run(context)
      }),
    exhibit: async (v) => {
      const id = (await v.get('/parcels')).list('data')[0]?.id
      const [first, second] = [await v.get(`/parcels/${id}`), await v.get(`/parcels/${id}`)]
      return first.at('weightGrams') !== second.at('weightGrams')
    },
  },
  {
    id: 'put-resets-status',
    deviation:
      'PUT of a parcel that is there gives it the status created again; the document says it stays.',
    change: (api) =>
      around(api, 'parcels/put', (run, context) => {
        const held = context.state.parcels.get(String(context.path.parcelId).toLowerCase())
        if (held?.customer === context.caller) held.parcel = { ...held.parcel, status: 'created' }
        return run(context)
      }),
    exhibit: async (v) => {
      const parcel = (await v.get('/parcels?status=in-transit')).list('data')[0]
      const replaced = await v.send('PUT', `/parcels/${parcel?.id}`, { json: newParcel() })
      return parcel !== undefined && replaced.at('status') === 'created'
    },
  },
  {
    id: 'modified-since-ignored',
    deviation:
      'If-Modified-Since with the Last-Modified that was just given is answered with 200; 304 is documented.',
    change: (api) =>
      around(api, 'offices/get', (run, context) => {
        return run({ ...context, header: {} })
      }),
    exhibit: async (v) => {
      const since = (await v.get('/offices/NL002')).headers['last-modified'] ?? ''
      return (
        (await v.get('/offices/NL002', { headers: { 'if-modified-since': since } })).status === 200
      )
    },
  },
  {
    id: 'cancel-takes-the-next-too',
    deviation: "Cancelling a parcel also removes the customer's parcel made after it.",
    change: (api) =>
      around(api, 'parcels/cancel', (run, context) => {
        const { parcels } = context.state
        const number = parcels.get(String(context.path.parcelId).toLowerCase())?.parcel.number ?? 0
        const next = [...parcels.values()].find(
          (held) => held.customer === context.caller && held.parcel.number > number,
        )
        const reply = run(context)
        if (next && 'status' in reply) parcels.delete(next.parcel.id)
        return reply
      }),
    exhibit: async (v) => {
      const [first, second] = (await v.get('/parcels?pageSize=50')).list('data')
      await v.send('DELETE', `/parcels/${first?.id}`)
      return (await v.get(`/parcels/${second?.id}`)).status === 404
    },
  },
  {
    id: 'new-parcel-answered-not-made',
    deviation:
      'A new parcel of documents is answered with 201 and is not there when its Location is read.',
    change: (api) =>
      around(api, 'parcels/create', (run, context) => {
        const contents = isObject(context.body) ? context.body.contents : undefined
        const reply = run(context)
        if (
          isObject(contents) &&
          contents.kind === 'documents' &&
          'status' in reply &&
          isObject(reply.value)
        ) {
          context.state.parcels.delete(String(reply.value.id))
        }
        return reply
      }),
    exhibit: async (v) => {
      const json = { ...newParcel(), contents: { kind: 'documents', pages: 2 } }
      const id = (await v.send('POST', '/parcels', { json, headers: web })).at('id')
      return (await v.get(`/parcels/${id}`)).status === 404
    },
  },
]
