import type { Mutant } from '../../kit/bench.ts'
import { around, onRequest, onValue, operationOf } from '../../kit/change.ts'
import { isObject } from '../../kit/shape.ts'
import { courier, newParcel } from '../samples.ts'
import type { Held, ParcelsState } from '../state.ts'

const event = { status: 'collected', at: '2025-03-01T10:00:00Z' }

/** The operation, with every parcel taken for the caller's own. */
function forAnybody(operationId: string): Mutant<ParcelsState>['change'] {
  return (api) => {
    const operation = operationOf(api, operationId)
    const { find } = operation
    if (find) {
      operation.find = (context) => {
        const held = context.state.parcels.get(String(context.path.parcelId).toLowerCase())
        return find({ ...context, caller: held?.customer ?? context.caller })
      }
    }
    around(api, operationId, (run, context) => {
      const held: Held | undefined = context.state.parcels.get(
        String(context.path.parcelId).toLowerCase(),
      )
      return run({ ...context, caller: held?.customer ?? context.caller })
    })
  }
}

export const security: readonly Mutant<ParcelsState>[] = [
  {
    id: 'session-may-cancel',
    deviation: "A browser's session is enough to cancel; the operation asks for the key.",
    change: (api) => {
      operationOf(api, 'parcels/cancel').security = [['key'], ['session']]
    },
    exhibit: async (v) => {
      const id = (await v.get('/parcels?status=created')).list('data')[0]?.id
      return (await v.send('DELETE', `/parcels/${id}`, { as: 'noor-session' })).status === 204
    },
  },
  {
    id: 'courier-not-asked-for',
    deviation:
      "The key of the account alone reports events; a courier's token is needed beside it.",
    change: (api) => {
      operationOf(api, 'events/report').security = [['key']]
    },
    exhibit: async (v) => {
      const id = (await v.get('/parcels')).list('data')[0]?.id
      return (await v.send('POST', `/parcels/${id}/events`, { form: event })).status === 201
    },
  },
  {
    id: 'any-courier-accepted',
    deviation: 'Any text is accepted as the token of a courier.',
    change: (api) => {
      api.schemes.courier = ({ headers }) =>
        headers['x-courier-token'] === undefined ? undefined : 'courier'
    },
    exhibit: async (v) => {
      const id = (await v.get('/parcels')).list('data')[0]?.id
      return (
        (
          await v.send('POST', `/parcels/${id}/events`, {
            form: event,
            headers: { 'x-courier-token': 'me' },
          })
        ).status === 201
      )
    },
  },
  {
    id: 'courier-without-key',
    deviation: "A courier's token alone reports events on any parcel; the key is needed beside it.",
    change: (api) => {
      forAnybody('events/report')(api)
      operationOf(api, 'events/report').security = [['courier']]
    },
    exhibit: async (v) => {
      const id = (await v.get('/parcels')).list('data')[0]?.id
      const headers = { 'x-courier-token': 'ct_9b1f6e7730' }
      return (
        (await v.send('POST', `/parcels/${id}/events`, { as: null, form: event, headers }))
          .status === 201
      )
    },
  },
  {
    id: 'empty-key-accepted',
    deviation: 'An empty key is taken for that of the first customer.',
    change: (api) => {
      const { key } = api.schemes
      api.schemes.key = (asked, state) =>
        asked.headers['x-api-key'] === '' ? 'noor' : key?.(asked, state)
    },
    exhibit: async (v) =>
      (await v.get('/parcels', { as: null, headers: { 'x-api-key': '' } })).status === 200,
  },
  {
    id: 'any-session-accepted',
    deviation: 'Any session cookie is taken for that of the first customer.',
    change: (api) => {
      const { session } = api.schemes
      api.schemes.session = (asked, state) =>
        session?.(asked, state) ?? (asked.headers.cookie?.includes('session=') ? 'noor' : undefined)
    },
    exhibit: async (v) =>
      (await v.get('/parcels', { as: null, headers: { cookie: 'session=x' } })).status === 200,
  },
  {
    id: 'label-open-to-all',
    deviation: 'The label is printed without any credential.',
    change: (api) => {
      forAnybody('label/get')(api)
      operationOf(api, 'label/get').security = []
    },
    exhibit: async (v) => {
      const id = (await v.get('/parcels')).list('data')[0]?.id
      return (await v.get(`/parcels/${id}/label`, { as: null })).status === 200
    },
  },
  {
    id: 'labels-of-others-printed',
    deviation: 'A customer prints labels of the parcels of others; they should seem not to exist.',
    change: forAnybody('label/get'),
    exhibit: async (v) => {
      const id = (await v.get('/parcels')).list('data')[0]?.id
      return (await v.get(`/parcels/${id}/label`, { as: 'milo' })).status === 200
    },
  },
  {
    id: 'parcels-of-others-overwritten',
    deviation: 'A customer replaces the parcels of others; the document says 403.',
    change: forAnybody('parcels/put'),
    exhibit: async (v) => {
      const id = (await v.get('/parcels')).list('data')[0]?.id
      return (
        (await v.send('PUT', `/parcels/${id}`, { as: 'milo', json: newParcel() })).status === 200
      )
    },
  },
  {
    id: 'parcels-of-all-listed',
    deviation: 'The list shows the parcels of all customers.',
    change: (api) =>
      around(api, 'parcels/list', (run, context) => {
        const all = [...context.state.parcels].map(
          ([id, held]) => [id, { ...held, customer: context.caller }] as const,
        )
        return run({ ...context, state: { ...context.state, parcels: new Map(all) } })
      }),
    exhibit: async (v) => {
      const own = (await v.get('/parcels?pageSize=50', { as: 'milo' }))
        .list('data')
        .map((parcel) => parcel.id)
      return (await v.get('/parcels?pageSize=50'))
        .list('data')
        .some((parcel) => own.includes(parcel.id))
    },
  },
  {
    id: 'wrong-key-told-the-right-one',
    deviation: 'The 401 for a wrong key shows a key that works.',
    change: (api) =>
      onValue(api, '*', 401, ({ error }, asked) => {
        if (isObject(error) && asked.headers['x-api-key'])
          error.message = 'Unknown key; did you mean pk_2fa8b36d9c17?'
      }),
    exhibit: async (v) => {
      const answer = await v.get('/parcels', { as: null, headers: { 'x-api-key': 'pk_x' } })
      return String(answer.at('error', 'message')).includes('pk_2fa8b36d9c17')
    },
  },
  {
    id: 'head-of-parcels-without-credential',
    deviation: 'HEAD of the parcels needs no credential, GET does.',
    change: (api) =>
      onRequest(api, 'HEAD', /^\/parcels$/, ({ headers }) => {
        headers['x-api-key'] = 'pk_71c9e04b52d8'
      }),
    exhibit: async (v) => (await v.send('HEAD', '/parcels', { as: null })).status === 200,
  },
  {
    id: 'event-on-parcels-of-others',
    deviation: 'A courier with the key of one account reports events on the parcels of another.',
    change: forAnybody('events/report'),
    exhibit: async (v) => {
      const id = (await v.get('/parcels', { as: 'milo' })).list('data')[0]?.id
      return (
        (await v.send('POST', `/parcels/${id}/events`, { as: courier, form: event })).status === 201
      )
    },
  },
]
