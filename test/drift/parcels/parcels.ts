import { randomUUID } from 'node:crypto'
import type { BodyRules, Context, Operation, Refusal } from '../kit/api.ts'
import { instantOf } from '../kit/formats.ts'
import type { Parameter } from '../kit/parameter.ts'
import { emptyReply, jsonReply, type Reply } from '../kit/reply.ts'
import { isObject } from '../kit/shape.ts'
import { parcelInput, statuses } from './shapes.ts'
import type { Held, Parcel, ParcelInput, ParcelsState } from './state.ts'

export type Asking = Context<ParcelsState>

export const idParameter = (): Parameter => ({
  name: 'parcelId',
  in: 'path',
  required: true,
  shape: { type: 'string', format: 'uuid' },
})

export function idOf({ path }: Asking): string {
  // Upper case is as good as lower case in a UUID (RFC 9562, 4).
  return String(path.parcelId).toLowerCase()
}

export function heldOf(context: Asking): Held | undefined {
  const held = context.state.parcels.get(idOf(context))
  return held?.customer === context.caller ? held : undefined
}

export function findParcel(context: Asking): Refusal | undefined {
  return heldOf(context) ? undefined : { kind: 'not-found', message: 'There is no such parcel.' }
}

export function writeCursor(number: number): string {
  return Buffer.from(JSON.stringify({ after: number })).toString('base64url')
}

export function readCursor(cursor: unknown): number | undefined {
  if (cursor === undefined) return 0
  try {
    const read: unknown = JSON.parse(Buffer.from(String(cursor), 'base64url').toString())
    return isObject(read) && typeof read.after === 'number' ? read.after : undefined
  } catch {
    return undefined
  }
}

function isWithin(value: number, range: unknown): boolean {
  if (!isObject(range)) return true
  return (
    !(typeof range.min === 'number' && value < range.min) &&
    !(typeof range.max === 'number' && value > range.max)
  )
}

export function listParcels({ state, query, caller }: Asking): Refusal | Reply {
  const after = readCursor(query.cursor)
  if (after === undefined) {
    return {
      kind: 'parameters',
      message: 'The cursor is not one of ours.',
      faults: [{ path: 'cursor', message: 'is unknown' }],
    }
  }
  const size = typeof query.pageSize === 'number' ? query.pageSize : 5
  const since = typeof query.createdSince === 'string' ? instantOf(query.createdSince) : -Infinity
  const found = [...state.parcels.values()]
    .filter((held) => held.customer === caller && held.parcel.number > after)
    .map((held) => held.parcel)
    .filter((parcel) => !Array.isArray(query.status) || query.status.includes(parcel.status))
    .filter(
      (parcel) =>
        isWithin(parcel.weightGrams, query.weight) && Date.parse(parcel.createdAt) >= since,
    )
    .toSorted((a, b) => a.number - b.number)
  const data = found.slice(0, size)
  const last = data.at(-1)
  return jsonReply(200, {
    data,
    page: { next: last && found.length > size ? writeCursor(last.number) : null, size },
  })
}

// The shape has let the body through, so it is a parcel's.
function inputOf({ body }: Asking): ParcelInput & Pick<Parcel, 'pickupOn' | 'insurance'> {
  return { pickupOn: null, insurance: null, ...(body as ParcelInput) }
}

function keep(context: Asking, id: string): Parcel {
  const now = new Date().toISOString()
  const parcel: Parcel = {
    id,
    number: context.state.nextNumber,
    status: 'created',
    createdAt: now,
    updatedAt: now,
    ...inputOf(context),
  }
  context.state.nextNumber += 1
  context.state.parcels.set(id, {
    customer: context.caller,
    parcel,
    events: [{ status: 'created', at: now }],
  })
  return parcel
}

function made(parcel: Parcel): Reply {
  // A copy: what is answered again for the same key must not change with the parcel.
  return jsonReply(201, structuredClone(parcel), { location: `/api/v1/parcels/${parcel.id}` })
}

function createParcel(context: Asking): Refusal | Reply {
  const key = context.header['Idempotency-Key']
  if (key === undefined) return made(keep(context, randomUUID()))
  const name = `${context.caller}/${String(key).toLowerCase()}`
  const body = JSON.stringify(context.body)
  const before = context.state.answered.get(name)
  if (before && before.body !== body)
    return { kind: 'conflict', message: 'The key was used for another parcel.' }
  const reply = before?.reply ?? made(keep(context, randomUUID()))
  context.state.answered.set(name, { body, reply })
  return { ...reply, headers: { ...reply.headers } }
}

function putParcel(context: Asking): Refusal | Reply {
  const id = idOf(context)
  const held = context.state.parcels.get(id)
  if (!held) return made(keep(context, id))
  if (held.customer !== context.caller)
    return { kind: 'forbidden', message: 'The id belongs to another customer.' }
  const { number, status, createdAt } = held.parcel
  held.parcel = {
    id,
    number,
    status,
    createdAt,
    updatedAt: new Date().toISOString(),
    ...inputOf(context),
  }
  return jsonReply(200, held.parcel)
}

function cancelParcel(context: Asking): Refusal | Reply {
  if (heldOf(context)?.parcel.status === 'delivered')
    return { kind: 'conflict', message: 'The parcel is delivered.' }
  context.state.parcels.delete(idOf(context))
  return emptyReply()
}

function listParameters(): Parameter[] {
  const bound = { type: 'integer', minimum: 0 } as const
  return [
    { name: 'cursor', in: 'query', shape: { type: 'string', maxLength: 200 } },
    { name: 'pageSize', in: 'query', shape: { type: 'integer', minimum: 1, maximum: 50 } },
    {
      name: 'status',
      in: 'query',
      style: 'repeat',
      shape: { type: 'array', minItems: 1, items: statuses() },
    },
    {
      name: 'weight',
      in: 'query',
      style: 'deep',
      shape: { type: 'object', closed: true, properties: { min: { ...bound }, max: { ...bound } } },
    },
    { name: 'createdSince', in: 'query', shape: { type: 'string', format: 'date-time' } },
  ]
}

export function parcelOperations(): Record<string, Operation<ParcelsState>> {
  const security = [['key'], ['session']]
  const body = (): BodyRules => ({
    required: true,
    content: { 'application/json': parcelInput() },
    mostBytes: 16_384,
  })
  const one = { path: '/parcels/{parcelId}', security }
  return {
    'parcels/list': {
      method: 'GET',
      path: '/parcels',
      security,
      parameters: listParameters(),
      run: listParcels,
    },
    'parcels/create': {
      method: 'POST',
      path: '/parcels',
      security,
      parameters: [
        { name: 'Idempotency-Key', in: 'header', shape: { type: 'string', format: 'uuid' } },
        {
          name: 'X-Channel',
          in: 'header',
          required: true,
          shape: { enum: ['web', 'app', 'desk'] },
        },
      ],
      body: body(),
      run: createParcel,
    },
    'parcels/get': {
      ...one,
      method: 'GET',
      parameters: [idParameter()],
      find: findParcel,
      run: (context) => jsonReply(200, heldOf(context)?.parcel),
    },
    'parcels/put': {
      ...one,
      method: 'PUT',
      parameters: [idParameter()],
      body: body(),
      run: putParcel,
    },
    'parcels/cancel': {
      ...one,
      method: 'DELETE',
      security: [['key']],
      parameters: [idParameter()],
      find: findParcel,
      run: cancelParcel,
    },
  }
}
