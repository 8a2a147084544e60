import type { Operation } from '../kit/api.ts'
import { instantOf } from '../kit/formats.ts'
import { jsonReply, type Reply, textReply } from '../kit/reply.ts'
import { isObject } from '../kit/shape.ts'
import { type Asking, findParcel, heldOf, idParameter } from './parcels.ts'
import { eventInput } from './shapes.ts'
import type { ParcelEvent, ParcelsState } from './state.ts'

export function listEvents(context: Asking): Reply {
  const turn = context.query.order === 'desc' ? -1 : 1
  const events = heldOf(context)?.events ?? []
  return jsonReply(
    200,
    events.toSorted((a, b) => turn * (instantOf(a.at) - instantOf(b.at))),
  )
}

function reportEvent(context: Asking): Reply {
  const { status, at, note } = isObject(context.body) ? context.body : {}
  const event: ParcelEvent = {
    status: String(status),
    at: String(at),
    ...(typeof note === 'string' && { note }),
  }
  const held = heldOf(context)
  held?.events.push(event)
  if (held)
    held.parcel = { ...held.parcel, status: event.status, updatedAt: new Date().toISOString() }
  return jsonReply(201, event)
}

function printLabel(context: Asking): Reply {
  const parcel = heldOf(context)?.parcel
  const to = parcel?.recipient
  const lines = [
    to?.name ?? '',
    to?.street ?? '',
    `${to?.country ?? ''}-${to?.city ?? ''}`,
    `No. ${parcel?.number ?? 0}`,
  ]
  const reply =
    context.produce === 'text/plain'
      ? textReply(200, `${lines.join('\n')}\n`, 'text/plain; charset=utf-8')
      : jsonReply(200, { lines })
  reply.headers.vary = 'Accept'
  return reply
}

export function eventOperations(): Record<string, Operation<ParcelsState>> {
  const security = [['key'], ['session']]
  const events = { path: '/parcels/{parcelId}/events', find: findParcel }
  return {
    'events/list': {
      ...events,
      method: 'GET',
      security,
      parameters: [idParameter(), { name: 'order', in: 'query', shape: { enum: ['asc', 'desc'] } }],
      run: listEvents,
    },
    'events/report': {
      ...events,
      method: 'POST',
      security: [['key', 'courier']],
      parameters: [idParameter()],
      body: {
        required: true,
        content: { 'application/x-www-form-urlencoded': eventInput() },
        mostBytes: 16_384,
      },
      run: reportEvent,
    },
    'label/get': {
      method: 'GET',
      path: '/parcels/{parcelId}/label',
      security,
      parameters: [idParameter()],
      produces: ['text/plain', 'application/json'],
      find: findParcel,
      run: printLabel,
    },
  }
}
