import type { Mutant } from '../../kit/bench.ts'
import { onReply } from '../../kit/change.ts'
import { emptyReply, type Reply } from '../../kit/reply.ts'
import { newParcel, someId, web } from '../samples.ts'
import type { ParcelsState } from '../state.ts'

const broken = (reply: Reply): Reply => ({
  ...reply,
  status: 500,
  value: { error: { code: 'internal', message: 'Something went wrong.' } },
})

export const status: readonly Mutant<ParcelsState>[] = [
  {
    id: 'replaced-parcel-204',
    deviation: 'A parcel that is replaced is answered with 204, which is not documented.',
    change: (api) =>
      onReply(api, 'parcels/put', 200, ({ headers }) =>
        emptyReply(204, { 'x-request-id': headers['x-request-id'] ?? '' }),
      ),
    exhibit: async (v) => {
      await v.send('PUT', `/parcels/${someId}`, { json: newParcel() })
      return (await v.send('PUT', `/parcels/${someId}`, { json: newParcel() })).status === 204
    },
  },
  {
    id: 'new-parcel-202',
    deviation: 'A new parcel is answered with 202, which is not documented.',
    change: (api) => onReply(api, 'parcels/create', 201, (reply) => ({ ...reply, status: 202 })),
    exhibit: async (v) =>
      (await v.send('POST', '/parcels', { json: newParcel(), headers: web })).status === 202,
  },
  {
    id: 'id-that-is-no-uuid-500',
    deviation: 'An id that is no UUID ends in a 500; the document has 400.',
    change: (api) => onReply(api, 'parcels/get', 400, broken),
    exhibit: async (v) => (await v.get('/parcels/42')).status === 500,
  },
  {
    id: 'unknown-cursor-500',
    deviation: 'A cursor that was never given ends in a 500.',
    change: (api) =>
      onReply(api, 'parcels/list', 400, (reply, { query }) =>
        query.has('cursor') ? broken(reply) : reply,
      ),
    exhibit: async (v) => (await v.get('/parcels?cursor=zzz')).status === 500,
  },
  {
    id: 'no-offices-404',
    deviation:
      'A filter that no office passes is answered with 404, which is not documented; an empty list is.',
    change: (api) =>
      onReply(api, 'offices/list', 200, (reply) =>
        Array.isArray(reply.value) && reply.value.length === 0
          ? { ...reply, status: 404, value: { error: { code: 'not_found', message: 'None.' } } }
          : reply,
      ),
    exhibit: async (v) => (await v.get('/offices?country=LU&minLockers=500')).status === 404,
  },
  {
    id: 'label-not-acceptable-500',
    deviation: 'An Accept that fits no label ends in a 500; the document has 406.',
    change: (api) => onReply(api, 'label/get', 406, broken),
    exhibit: async (v) => {
      const id = (await v.get('/parcels')).list('data')[0]?.id
      return (
        (await v.get(`/parcels/${id}/label`, { headers: { accept: 'image/png' } })).status === 500
      )
    },
  },
  {
    id: 'delivered-parcel-422',
    deviation:
      'Cancelling a delivered parcel is answered with 422, which is not documented; 409 is.',
    change: (api) => onReply(api, 'parcels/cancel', 409, (reply) => ({ ...reply, status: 422 })),
    exhibit: async (v) => {
      const id = (await v.get('/parcels?status=delivered')).list('data')[0]?.id
      return (await v.send('DELETE', `/parcels/${id}`)).status === 422
    },
  },
]
