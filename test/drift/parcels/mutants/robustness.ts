import type { Mutant } from '../../kit/bench.ts'
import { headOf, onBytes, onReply, onRequest } from '../../kit/change.ts'
import { jsonReply, type Reply } from '../../kit/reply.ts'
import { courier, newParcel, web } from '../samples.ts'
import type { ParcelsState } from '../state.ts'

const broken = (message = 'Something went wrong.'): Reply =>
  jsonReply(500, { error: { code: 'internal', message } })

export const robustness: readonly Mutant<ParcelsState>[] = [
  {
    id: 'header-injection',
    deviation:
      'A country that is not known is written into a header as it came, line ends and all.',
    change: (api) =>
      onBytes(
        api,
        (reply, asked) =>
          asked.operation === 'quotes/get' && reply.status === 400 && asked.query.has('to'),
        (_, body, reply, { query }) => [
          headOf({
            ...reply,
            headers: { ...reply.headers, 'x-unknown-country': query.get('to') ?? '' },
          }),
          `Content-Length: ${body.length}\r\n\r\n`,
          body,
        ],
      ),
    exhibit: async (v) =>
      (await v.get('/quotes?weightGrams=1&to=X%0d%0aX-Mine:%20yes')).headers['x-mine'] === 'yes',
  },
  {
    id: 'content-length-too-short',
    deviation:
      'Content-Length of an office is ten bytes short, so that the JSON ends in the middle.',
    change: (api) =>
      onBytes(
        api,
        (reply, asked) =>
          asked.operation === 'offices/get' && asked.method === 'GET' && reply.status === 200,
        (head, body) => [head, `Content-Length: ${body.length - 10}\r\n\r\n`, body],
      ),
    exhibit: async (v) =>
      v.get('/offices/NL002').then(
        (answer) => answer.at('code') === undefined,
        () => true,
      ),
  },
  {
    id: 'chunks-without-end',
    deviation: 'The chunks of a parcel end without the last one.',
    change: (api) =>
      onBytes(
        api,
        (reply, asked) =>
          asked.operation === 'parcels/get' && asked.method === 'GET' && reply.status === 200,
        (head, body) => [
          head,
          `Transfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n`,
          body,
          '\r\n',
        ],
      ),
    exhibit: async (v) => {
      const id = (await v.get('/parcels')).list('data')[0]?.id
      return v.breaks('GET', `/parcels/${id}`)
    },
  },
  {
    id: '204-with-body',
    deviation:
      'The 204 of a cancelled parcel is followed by `{}`; it has no content (RFC 9110, 15.3.5).',
    change: (api) =>
      onBytes(
        api,
        (reply, asked) => asked.operation === 'parcels/cancel' && reply.status === 204,
        (head) => [head, 'Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}'],
      ),
    exhibit: async (v) => {
      const id = (await v.get('/parcels?status=created')).list('data')[0]?.id
      return (
        await v.raw(
          `DELETE /api/v1/parcels/${id} HTTP/1.1\r\nHost: x\r\nX-Api-Key: pk_71c9e04b52d8\r\n\r\n`,
        )
      ).endsWith('{}')
    },
  },
  {
    id: 'malformed-json-500',
    deviation: 'A body that is not JSON ends in a 500; the document has 400.',
    change: (api) =>
      onRequest(api, 'PUT', /^\/parcels\/[^/]+$/, ({ body }) => {
        try {
          JSON.parse(body.toString())
          return undefined
        } catch {
          return broken()
        }
      }),
    exhibit: async (v) => {
      const id = (await v.get('/parcels')).list('data')[0]?.id
      return (
        (await v.send('PUT', `/parcels/${id}`, { body: '{"recipient"', type: 'application/json' }))
          .status === 500
      )
    },
  },
  {
    id: 'body-null-500',
    deviation: 'The body `null` ends in a 500; the document has 400.',
    change: (api) =>
      onRequest(api, 'POST', /^\/parcels$/, ({ body }) =>
        body.toString().trim() === 'null' ? broken() : undefined,
      ),
    exhibit: async (v) =>
      (await v.send('POST', '/parcels', { json: null, headers: web })).status === 500,
  },
  {
    id: 'field-twice-500',
    deviation: 'A field of a form that is there twice ends in a 500.',
    change: (api) =>
      onRequest(api, 'POST', /^\/parcels\/[^/]+\/events$/, ({ body }) => {
        const names = [...new URLSearchParams(body.toString()).keys()]
        return new Set(names).size < names.length ? broken() : undefined
      }),
    exhibit: async (v) => {
      const id = (await v.get('/parcels')).list('data')[0]?.id
      const body = 'status=created&status=collected&at=2025-03-01T10:00:00Z'
      return (
        (
          await v.send('POST', `/parcels/${id}/events`, {
            as: courier,
            body,
            type: 'application/x-www-form-urlencoded',
          })
        ).status === 500
      )
    },
  },
  {
    id: 'parameter-twice-500',
    deviation: 'A `createdSince` that is there twice ends in a 500 that shows what failed.',
    change: (api) =>
      onRequest(api, 'GET', /^\/parcels$/, ({ query }) =>
        query.getAll('createdSince').length > 1
          ? broken('createdSince.replace is not a function')
          : undefined,
      ),
    exhibit: async (v) => {
      const twice = 'createdSince=2025-01-01T00:00:00Z&createdSince=2025-01-02T00:00:00Z'
      return (await v.get(`/parcels?${twice}`)).status === 500
    },
  },
  {
    id: 'leap-day-500',
    deviation: 'A pick-up on the 29th of February, in a leap year, ends in a 500.',
    change: (api) =>
      onReply(api, 'parcels/create', 201, (reply, { body }) =>
        /"pickupOn"\s*:\s*"\d{4}-02-29"/.test(body.toString()) ? broken() : reply,
      ),
    exhibit: async (v) =>
      (await v.send('POST', '/parcels', { json: newParcel(), headers: web })).status === 500,
  },
  {
    id: 'heaviest-price-500',
    deviation: 'The price of exactly 30000 grams, the `maximum`, ends in a 500.',
    change: (api) =>
      onReply(api, 'quotes/get', 200, (reply, { query }) =>
        query.get('weightGrams') === '30000' ? broken() : reply,
      ),
    exhibit: async (v) => (await v.get('/quotes?weightGrams=30000&to=NL')).status === 500,
  },
  {
    id: 'unknown-property-500',
    deviation: 'A property that ParcelInput does not have ends in a 500.',
    change: (api) =>
      onReply(api, 'parcels/create', 400, (reply, { body }) => {
        try {
          const known = [
            'recipient',
            'weightGrams',
            'contents',
            'reference',
            'pickupOn',
            'insurance',
          ]
          const names = Object.keys(JSON.parse(body.toString()) as object)
          return names.some((name) => !known.includes(name)) && names.includes('recipient')
            ? broken()
            : reply
        } catch {
          return reply
        }
      }),
    exhibit: async (v) =>
      (await v.send('POST', '/parcels', { json: { ...newParcel(), colour: 'red' }, headers: web }))
        .status === 500,
  },
]
