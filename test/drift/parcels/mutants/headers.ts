import type { Mutant } from '../../kit/bench.ts'
import { onReply } from '../../kit/change.ts'
import { newParcel, someId, web } from '../samples.ts'
import { officesChanged, type ParcelsState } from '../state.ts'

export const headers: readonly Mutant<ParcelsState>[] = [
  {
    id: 'request-id-counted',
    deviation: 'X-Request-Id is a number; the document has a UUID.',
    change: (api) => {
      let count = 0
      onReply(api, '*', 0, (reply) => {
        count += 1
        reply.headers['x-request-id'] = String(count)
      })
    },
    exhibit: async (v) => /^\d+$/.test((await v.get('/offices')).headers['x-request-id'] ?? ''),
  },
  {
    id: 'request-id-missing-on-404',
    deviation: 'A 404 has no X-Request-Id, which is required there too.',
    change: (api) =>
      onReply(api, '*', 404, (reply) => {
        delete reply.headers['x-request-id']
      }),
    exhibit: async (v) => (await v.get('/offices/FR999')).headers['x-request-id'] === undefined,
  },
  {
    id: 'location-without-base',
    deviation: 'Location of a new parcel leaves out `/api/v1` and leads nowhere.',
    change: (api) =>
      onReply(api, 'parcels/create', 201, (reply) => {
        reply.headers.location = String(reply.headers.location).replace('/api/v1', '')
      }),
    exhibit: async (v) => {
      const made = await v.send('POST', '/parcels', { json: newParcel(), headers: web })
      return made.headers.location?.startsWith('/parcels/') === true
    },
  },
  {
    id: 'location-missing-when-put-makes',
    deviation: 'A parcel that PUT makes is answered without Location, which is required.',
    change: (api) =>
      onReply(api, 'parcels/put', 201, (reply) => {
        delete reply.headers.location
      }),
    exhibit: async (v) =>
      (await v.send('PUT', `/parcels/${someId}`, { json: newParcel() })).headers.location ===
      undefined,
  },
  {
    id: 'last-modified-as-iso',
    deviation: 'Last-Modified is written as in JSON, not as an HTTP date (RFC 9110, 8.8.2).',
    change: (api) =>
      onReply(api, 'offices/get', 200, (reply) => {
        reply.headers['last-modified'] = new Date(officesChanged).toISOString()
      }),
    exhibit: async (v) =>
      (await v.get('/offices/NL002')).headers['last-modified']?.includes('T10') === true,
  },
  {
    id: 'label-text-as-json',
    deviation: 'The label as text is called application/json, and cannot be read as such.',
    change: (api) =>
      onReply(api, 'label/get', 200, (reply) => {
        reply.headers['content-type'] = 'application/json'
      }),
    exhibit: async (v) => {
      const id = (await v.get('/parcels')).list('data')[0]?.id
      const label = await v.get(`/parcels/${id}/label`, { headers: { accept: 'text/plain' } })
      return label.headers['content-type'] === 'application/json'
    },
  },
  {
    id: 'label-in-another-charset',
    deviation: 'The label as text says charset=utf-8 and is written in ISO 8859-1.',
    change: (api) =>
      onReply(api, 'label/get', 200, (reply) =>
        typeof reply.text === 'string'
          ? { ...reply, text: Buffer.from(reply.text, 'latin1') }
          : reply,
      ),
    exhibit: async (v) => {
      const json = {
        ...newParcel(),
        recipient: { name: 'Jörg', street: 'Öhm 1', city: 'Köln', country: 'DE' },
      }
      const id = (await v.send('POST', '/parcels', { json, headers: web })).at('id')
      return (await v.get(`/parcels/${id}/label`)).text.includes('\ufffd')
    },
  },
  {
    id: 'gzip-in-name-only',
    deviation:
      'To those who accept gzip, the offices say Content-Encoding: gzip and are not compressed.',
    change: (api) =>
      onReply(api, 'offices/list', 200, (reply, asked) => {
        if (/\bgzip\b/.test(asked.headers['accept-encoding'] ?? ''))
          reply.headers['content-encoding'] = 'gzip'
      }),
    exhibit: async (v) => {
      const { host } = new URL(v.url)
      const head = `GET /api/v1/offices HTTP/1.1\r\nHost: ${host}\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n`
      const answer = await v.raw(head)
      return /content-encoding: gzip/i.test(answer) && answer.includes('"BE001"')
    },
  },
  {
    id: 'error-as-html',
    deviation: 'A 400 of the offices is an HTML page; the document has application/json.',
    change: (api) =>
      onReply(api, 'offices/list', 400, (reply) => ({
        ...reply,
        headers: { ...reply.headers, 'content-type': 'text/html; charset=utf-8' },
        text: '<!doctype html><title>Bad request</title><h1>Bad request</h1>',
      })),
    exhibit: async (v) =>
      (await v.get('/offices?country=XX')).headers['content-type']?.startsWith('text/html') ===
      true,
  },
]
