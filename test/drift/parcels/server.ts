import { randomUUID } from 'node:crypto'
import type { Api, Refusal } from '../kit/api.ts'
import { type Asked, cookiesOf } from '../kit/asked.ts'
import { jsonReply, type Reply } from '../kit/reply.ts'
import { eventOperations } from './events.ts'
import { officeOperations } from './offices.ts'
import { parcelOperations } from './parcels.ts'
import { couriers, keys, type ParcelsState, seedParcels, sessions } from './state.ts'

const statuses: Record<Refusal['kind'], [status: number, code: string]> = {
  'not-found': [404, 'not_found'],
  method: [405, 'method_not_allowed'],
  unauthorized: [401, 'unauthorized'],
  forbidden: [403, 'forbidden'],
  parameters: [400, 'invalid_parameter'],
  'not-acceptable': [406, 'not_acceptable'],
  'media-type': [415, 'unsupported_media_type'],
  'too-large': [413, 'too_large'],
  malformed: [400, 'malformed_body'],
  invalid: [400, 'invalid_body'],
  conflict: [409, 'conflict'],
  precondition: [412, 'precondition_failed'],
}

function refuse(refusal: Refusal): Reply {
  const [status, code] = statuses[refusal.kind]
  const field = refusal.faults?.[0]?.path
  const reply = jsonReply(status, {
    error: { code, message: refusal.message, ...(field !== undefined && { field }) },
  })
  if (refusal.allow) reply.headers.allow = refusal.allow.join(', ')
  if (refusal.kind === 'unauthorized') reply.headers['www-authenticate'] = 'ApiKey realm="parcels"'
  return reply
}

function lookUp(
  known: Readonly<Record<string, string>>,
  credential: string | undefined,
): string | null | undefined {
  if (credential === undefined) return undefined
  return Object.hasOwn(known, credential) ? (known[credential] ?? null) : null
}

function nameRequest(reply: Reply): Reply {
  reply.headers['x-request-id'] = randomUUID()
  return reply
}

/** The right parcel service: everything about the request is looked at before anything is looked up, and answered with 400. */
export function parcels(): Api<ParcelsState> {
  return {
    name: 'parcels',
    base: '/api/v1',
    state: seedParcels(),
    operations: { ...parcelOperations(), ...eventOperations(), ...officeOperations() },
    order: ['authenticate', 'parameters', 'accept', 'body', 'find'],
    schemes: {
      key: (asked: Asked) => lookUp(keys, asked.headers['x-api-key']),
      session: (asked: Asked) => lookUp(sessions, cookiesOf(asked).session),
      courier: (asked: Asked) => lookUp(couriers, asked.headers['x-courier-token']),
    },
    refuse,
    before: [],
    after: [nameRequest],
    write: [],
  }
}
