import type { Mutant } from '../../kit/bench.ts'
import { onReply, onRequest } from '../../kit/change.ts'
import { emptyReply, textReply } from '../../kit/reply.ts'
import { newParcel } from '../samples.ts'
import type { ParcelsState } from '../state.ts'

export const methods: readonly Mutant<ParcelsState>[] = [
  {
    id: 'trace-echoes',
    deviation:
      'TRACE is answered with 200 and the request, credentials and all; there is no such operation.',
    change: (api) =>
      onRequest(api, 'TRACE', /^\//, ({ path, headers }) => {
        const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
        return textReply(200, `TRACE ${path} HTTP/1.1\r\n${lines.join('')}\r\n`, 'message/http')
      }),
    exhibit: async (v) => (await v.send('TRACE', '/parcels')).status === 200,
  },
  {
    id: 'patch-taken-for-put',
    deviation: 'PATCH replaces a parcel as PUT does; there is no such operation.',
    change: (api) =>
      onRequest(api, 'PATCH', /^\/parcels\/[^/]+$/, (asked) => {
        asked.method = 'PUT'
      }),
    exhibit: async (v) => {
      const id = (await v.get('/parcels')).list('data')[0]?.id
      return (await v.send('PATCH', `/parcels/${id}`, { json: newParcel() })).status === 200
    },
  },
  {
    id: 'offices-deletable',
    deviation: 'DELETE of an office is answered with 204, to anybody; there is no such operation.',
    change: (api) => onRequest(api, 'DELETE', /^\/offices\/[A-Z]{2}\d{3}$/, () => emptyReply()),
    exhibit: async (v) => (await v.send('DELETE', '/offices/NL002', { as: null })).status === 204,
  },
  {
    id: 'any-method-prices',
    deviation: 'PATCH, PUT, DELETE and POST of /quotes are answered with a price, as GET is.',
    change: (api) => {
      for (const method of ['PATCH', 'PUT', 'DELETE', 'POST']) {
        onRequest(api, method, /^\/quotes$/, (asked) => {
          asked.method = 'GET'
        })
      }
    },
    exhibit: async (v) => (await v.send('DELETE', '/quotes?weightGrams=900&to=NL')).status === 200,
  },
  {
    id: 'allow-empty',
    deviation: 'Allow of a 405 is empty, as if no method at all were allowed.',
    change: (api) =>
      onReply(api, '*', 405, (reply) => {
        reply.headers.allow = ''
      }),
    exhibit: async (v) => (await v.send('DELETE', '/offices')).headers.allow === '',
  },
  {
    id: 'put-on-label-500',
    deviation: 'A method that a label does not know ends in a 500.',
    change: (api) =>
      onReply(api, '*', 405, (reply, { path }) =>
        path.endsWith('/label')
          ? { ...reply, status: 500, headers: { 'content-type': 'application/json' } }
          : reply,
      ),
    exhibit: async (v) => {
      const id = (await v.get('/parcels')).list('data')[0]?.id
      return (await v.send('PUT', `/parcels/${id}/label`)).status === 500
    },
  },
]
