import type { Context, Operation, Refusal } from '../kit/api.ts'
import { emptyReply, jsonReply, type Reply } from '../kit/reply.ts'
import { countries } from './shapes.ts'
import { type Office, offices, officesChanged, type ParcelsState } from './state.ts'

type Asking = Context<ParcelsState>

function distance(office: Office, near: readonly unknown[]): number {
  return (office.location.lat - Number(near[0])) ** 2 + (office.location.lon - Number(near[1])) ** 2
}

function listOffices({ query }: Asking): Reply {
  const { country, minLockers, near } = query
  const found = offices
    .filter((office) => country === undefined || office.country === country)
    .filter((office) => typeof minLockers !== 'number' || office.lockers >= minLockers)
  return jsonReply(
    200,
    Array.isArray(near) ? found.toSorted((a, b) => distance(a, near) - distance(b, near)) : found,
  )
}

function officeOf({ path }: Asking): Office | undefined {
  return offices.find((office) => office.code === path.code)
}

function findOffice(context: Asking): Refusal | undefined {
  return officeOf(context) ? undefined : { kind: 'not-found', message: 'There is no such office.' }
}

function getOffice(context: Asking): Reply {
  const headers = { 'last-modified': officesChanged, 'cache-control': 'public, max-age=3600' }
  const since = Date.parse(String(context.header['If-Modified-Since'] ?? ''))
  // With If-None-Match, which there is no entity tag for, the date does not count (RFC 9110, 13.1.3).
  const counts = context.asked.headers['if-none-match'] === undefined
  if (counts && since >= Date.parse(officesChanged)) return emptyReply(304, headers)
  return jsonReply(200, officeOf(context), headers)
}

function quote({ query }: Asking): Reply {
  const kilograms = Math.ceil(Number(query.weightGrams) / 1000)
  const base = query.to === 'NL' ? 395 : 695
  const cents = (base + 110 * kilograms) * (query.express === true ? 2 : 1)
  return jsonReply(200, {
    amount: (cents / 100).toFixed(2),
    currency: 'EUR',
    express: query.express === true,
  })
}

export function officeOperations(): Record<string, Operation<ParcelsState>> {
  const position = { type: 'number', minimum: -180, maximum: 180 } as const
  return {
    'offices/list': {
      method: 'GET',
      path: '/offices',
      security: [],
      parameters: [
        { name: 'country', in: 'query', shape: countries() },
        {
          name: 'near',
          in: 'query',
          style: 'comma',
          shape: { type: 'array', minItems: 2, maxItems: 2, items: { ...position } },
        },
        { name: 'minLockers', in: 'query', shape: { type: 'integer', minimum: 0, maximum: 500 } },
      ],
      run: listOffices,
    },
    'offices/get': {
      method: 'GET',
      path: '/offices/{code}',
      security: [],
      parameters: [
        {
          name: 'code',
          in: 'path',
          required: true,
          shape: { type: 'string', pattern: /^[A-Z]{2}[0-9]{3}$/ },
        },
        { name: 'If-Modified-Since', in: 'header', shape: { type: 'string' } },
      ],
      find: findOffice,
      run: getOffice,
    },
    'quotes/get': {
      method: 'GET',
      path: '/quotes',
      security: [],
      parameters: [
        {
          name: 'weightGrams',
          in: 'query',
          required: true,
          shape: { type: 'integer', minimum: 1, maximum: 30_000 },
        },
        { name: 'to', in: 'query', required: true, shape: countries() },
        { name: 'express', in: 'query', shape: { type: 'boolean' } },
      ],
      run: quote,
    },
  }
}
