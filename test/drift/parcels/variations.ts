import type { Variation } from '../kit/bench.ts'
import { around, onReply, onRequest, operationOf } from '../kit/change.ts'
import {
  closingConnections,
  headNotServed,
  htmlNotFound,
  optionsAnswered,
  untilClose,
} from '../kit/liberties.ts'
import { emptyReply } from '../kit/reply.ts'
import { isObject } from '../kit/shape.ts'
import { courier, newParcel, web } from './samples.ts'
import type { ParcelsState } from './state.ts'

export const variations: readonly Variation<ParcelsState>[] = [
  closingConnections('/offices'),
  untilClose('/offices'),
  optionsAnswered('/offices'),
  headNotServed('/offices'),
  htmlNotFound(),
  {
    id: 'unreadable-body-before-credential',
    liberty:
      'A body that is not even JSON is answered with 400 before the credential is looked at; nothing is told by it.',
    change: (api) =>
      onRequest(api, 'POST', /^\/parcels$/, (asked) => {
        if (asked.headers['content-type'] !== 'application/json') return undefined
        try {
          JSON.parse(asked.body.toString())
          return undefined
        } catch {
          return api.refuse({ kind: 'malformed', message: 'The body is not JSON.' }, asked)
        }
      }),
    exhibit: async (v) =>
      (
        await v.send('POST', '/parcels', {
          as: null,
          body: '{',
          type: 'application/json',
          headers: web,
        })
      ).status === 400,
  },
  {
    id: 'fragile-filled-in',
    liberty: 'The default of `contents.fragile` is filled in.',
    change: (api) => {
      for (const operation of ['parcels/create', 'parcels/put']) {
        around(api, operation, (run, context) => {
          const body = structuredClone(isObject(context.body) ? context.body : {})
          if (isObject(body.contents) && body.contents.kind === 'goods')
            body.contents = { fragile: false, ...body.contents }
          return run({ ...context, body })
        })
      }
    },
    exhibit: async (v) => {
      const json = { ...newParcel(), contents: { kind: 'goods', value: 1, currency: 'EUR' } }
      return (
        (await v.send('POST', '/parcels', { json, headers: web })).at('contents', 'fragile') ===
        false
      )
    },
  },
  {
    id: 'times-in-another-zone',
    liberty: 'Times are given with the offset of another zone: the same instants.',
    change: (api) =>
      onReply(api, '*', 0, (reply) => {
        if (reply.value === undefined) return reply
        const shift = (time: string): string =>
          `${new Date(Date.parse(time) + 7_200_000).toISOString().slice(0, 23)}+02:00`
        const text = JSON.stringify(reply.value).replace(
          /(?<=")\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z(?=")/g,
          shift,
        )
        return { ...reply, text }
      }),
    exhibit: async (v) =>
      String((await v.get('/parcels')).list('data')[0]?.createdAt).endsWith('+02:00'),
  },
  {
    id: 'cursors-never-the-same',
    liberty: 'Cursors hold a nonce: two equal calls get different ones that lead to the same page.',
    change: (api) => {
      let nonce = 0
      onReply(api, 'parcels/list', 200, (reply) => {
        const value = structuredClone(reply.value)
        if (isObject(value) && isObject(value.page) && typeof value.page.next === 'string') {
          nonce += 1
          const after: unknown = JSON.parse(Buffer.from(value.page.next, 'base64url').toString())
          value.page.next = Buffer.from(JSON.stringify({ ...(after as object), nonce })).toString(
            'base64url',
          )
        }
        return { ...reply, value }
      })
    },
    exhibit: async (v) => {
      const [first, second] = [await v.get('/parcels'), await v.get('/parcels')]
      return first.at('page', 'next') !== second.at('page', 'next')
    },
  },
  {
    id: 'cancel-again-409',
    liberty:
      'A parcel that is cancelled already is answered with 409 when it is cancelled again, as documented.',
    change: (api) => {
      const cancelled = new Set<string>()
      around(api, 'parcels/cancel', (run, context) => {
        const reply = run(context)
        if ('status' in reply) cancelled.add(String(context.path.parcelId).toLowerCase())
        return reply
      })
      const operation = operationOf(api, 'parcels/cancel')
      const { find } = operation
      operation.find = (context) =>
        cancelled.has(String(context.path.parcelId).toLowerCase()) && find?.(context)
          ? { kind: 'conflict', message: 'The parcel is cancelled.' }
          : find?.(context)
    },
    exhibit: async (v) => {
      const id = (await v.get('/parcels?status=created')).list('data')[0]?.id
      await v.send('DELETE', `/parcels/${id}`)
      return (await v.send('DELETE', `/parcels/${id}`)).status === 409
    },
  },
  {
    id: 'wrong-key-not-rescued',
    liberty: 'A wrong key is answered with 401 even beside a session that is right.',
    change: (api) => {
      const { session, key } = api.schemes
      api.schemes.session = (asked, state) =>
        key?.(asked, state) === null ? null : session?.(asked, state)
    },
    exhibit: async (v) =>
      (await v.get('/parcels', { as: 'noor-session', headers: { 'x-api-key': 'no' } })).status ===
      401,
  },
  {
    id: 'times-of-events-in-utc',
    liberty:
      'Times of events are given back in UTC with milliseconds, whatever zone they were sent in.',
    change: (api) =>
      around(api, 'events/report', (run, context) => {
        const body = isObject(context.body) ? context.body : {}
        const time = new Date(String(body.at))
        return run({
          ...context,
          body: { ...body, at: Number.isNaN(time.getTime()) ? body.at : time.toISOString() },
        })
      }),
    exhibit: async (v) => {
      const id = (await v.get('/parcels')).list('data')[0]?.id
      const form = { status: 'collected', at: '2025-03-01T10:00:00+01:00' }
      return (
        (await v.send('POST', `/parcels/${id}/events`, { as: courier, form })).at('at') ===
        '2025-03-01T09:00:00.000Z'
      )
    },
  },
  {
    id: 'page-has-more-to-say',
    liberty:
      'Pages and errors have properties that the document does not name and does not forbid.',
    change: (api) =>
      onReply(api, '*', 0, (reply) => {
        const value = structuredClone(reply.value)
        if (isObject(value) && (isObject(value.page) || isObject(value.error))) value.took = '3 ms'
        return { ...reply, value }
      }),
    exhibit: async (v) => (await v.get('/parcels')).at('took') === '3 ms',
  },
  {
    id: 'label-json-by-default',
    liberty: 'Without Accept the label is JSON; either media type is documented.',
    change: (api) => {
      operationOf(api, 'label/get').produces = ['application/json', 'text/plain']
    },
    exhibit: async (v) => {
      const id = (await v.get('/parcels')).list('data')[0]?.id
      return (await v.get(`/parcels/${id}/label`)).headers['content-type'] === 'application/json'
    },
  },
  {
    id: 'nothing-for-the-first-customer',
    liberty: 'The first customer has no parcels at all: the list is empty.',
    change: (api) => {
      for (const [id, held] of api.state.parcels)
        if (held.customer === 'noor') api.state.parcels.delete(id)
    },
    exhibit: async (v) => (await v.get('/parcels')).list('data').length === 0,
  },
  {
    id: 'odd-code-404',
    liberty:
      'A code of the wrong pattern names no office: 404, which is documented, in place of 400.',
    change: (api) =>
      onReply(api, 'offices/get', 400, (reply, asked) => {
        const { status, value } = api.refuse(
          { kind: 'not-found', message: 'There is no such office.' },
          asked,
        )
        return { ...reply, status, value }
      }),
    exhibit: async (v) => (await v.get('/offices/nowhere')).status === 404,
  },
  {
    id: 'unknown-parcel-cancelled-204',
    liberty: 'An unknown parcel is cancelled with 204: it is gone, as was asked (RFC 9110, 9.2.2).',
    change: (api) =>
      onReply(api, 'parcels/cancel', 404, ({ headers }) =>
        emptyReply(204, { 'x-request-id': headers['x-request-id'] ?? '' }),
      ),
    exhibit: async (v) =>
      (await v.send('DELETE', '/parcels/3d1f0a52-9b7c-4e21-8c44-6a0b5f1e7d90')).status === 204,
  },
]
