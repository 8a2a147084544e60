import { createHash } from 'node:crypto'
import type { Reply } from '../kit/reply.ts'

export interface ParcelInput {
  recipient: { name: string; street: string; city: string; country: string; phone?: string | null }
  weightGrams: number
  contents: { kind: string; [name: string]: unknown }
  reference?: string
  pickupOn?: string | null
  insurance?: { amount: number } | null
}

export interface Parcel extends ParcelInput {
  id: string
  number: number
  status: string
  createdAt: string
  updatedAt: string
  pickupOn: string | null
  insurance: { amount: number } | null
}

export interface ParcelEvent {
  status: string
  at: string
  note?: string
}

export interface Office {
  code: string
  name: string
  country: string
  location: { lat: number; lon: number }
  lockers: number
  phone: string | null
  website?: string
}

export interface Held {
  customer: string
  parcel: Parcel
  events: ParcelEvent[]
}

export interface ParcelsState {
  parcels: Map<string, Held>
  nextNumber: number
  /** Answers by customer and idempotency key. */
  answered: Map<string, { body: string; reply: Reply }>
}

/** Customer by credential. */
export const keys: Readonly<Record<string, string>> = {
  pk_71c9e04b52d8: 'noor',
  pk_2fa8b36d9c17: 'milo',
}
export const sessions: Readonly<Record<string, string>> = {
  s3ss10nN00r8d7f: 'noor',
  s3ss10nM1l04c2a: 'milo',
}
export const couriers: Readonly<Record<string, string>> = { ct_9b1f6e7730: 'courier' }

export const officesChanged = 'Tue, 04 Feb 2025 10:00:00 GMT'

export const offices: readonly Office[] = [
  {
    code: 'BE001',
    name: 'Antwerpen Kaai',
    country: 'BE',
    location: { lat: 51.22, lon: 4.4 },
    lockers: 48,
    phone: '+32 3 555 01 01',
  },
  {
    code: 'BE014',
    name: 'Namur Citadelle',
    country: 'BE',
    location: { lat: 50.46, lon: 4.86 },
    lockers: 0,
    phone: null,
  },
  {
    code: 'DE003',
    name: 'Jena West',
    country: 'DE',
    location: { lat: 50.92, lon: 11.57 },
    lockers: 120,
    phone: '+49 3641 555011',
    website: 'https://parcels.example/jena',
  },
  {
    code: 'DE021',
    name: 'Kiel Hafen',
    country: 'DE',
    location: { lat: 54.32, lon: 10.14 },
    lockers: 64,
    phone: null,
  },
  {
    code: 'FR002',
    name: 'Lille Fives',
    country: 'FR',
    location: { lat: 50.63, lon: 3.09 },
    lockers: 33,
    phone: '+33 3 20 55 50 12',
  },
  {
    code: 'FR075',
    name: 'Paris Nord',
    country: 'FR',
    location: { lat: 48.88, lon: 2.36 },
    lockers: 500,
    phone: null,
  },
  {
    code: 'LU001',
    name: 'Clervaux',
    country: 'LU',
    location: { lat: 50.05, lon: 6.03 },
    lockers: 12,
    phone: null,
  },
  {
    code: 'NL002',
    name: 'Delft Station',
    country: 'NL',
    location: { lat: 52.01, lon: 4.36 },
    lockers: 80,
    phone: '+31 15 555 0130',
  },
  {
    code: 'NL040',
    name: 'Zwolle Zuid',
    country: 'NL',
    location: { lat: 52.5, lon: 6.09 },
    lockers: 20,
    phone: null,
  },
]

/** A uuid that is the same at each start. */
function seedId(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const people = ['Ilse Verhoeven', 'Otto Lang', 'Amira Haddad', 'Luc Petit', 'Jan de Wit']
const countries = ['BE', 'DE', 'FR', 'LU', 'NL']
const statuses = ['created', 'collected', 'in-transit', 'delivered', 'returned']

function seedParcel(customer: string, index: number, number: number): Held {
  const createdAt = new Date(Date.UTC(2025, 1, 1 + index * 2, 8, number)).toISOString()
  const status = statuses[(index * 2) % 5] ?? 'created'
  const updatedAt =
    status === 'created' ? createdAt : new Date(Date.parse(createdAt) + 86_400_000).toISOString()
  const parcel: Parcel = {
    id: seedId(`${customer}/${index}`),
    number,
    status,
    createdAt,
    updatedAt,
    recipient: {
      name: people[index % 5] ?? '',
      street: `Kade ${index + 3}`,
      city: 'Gent',
      country: countries[index % 5] ?? '',
      ...(index % 3 === 0 ? { phone: '+32 9 555 010' } : index % 3 === 1 ? { phone: null } : {}),
    },
    weightGrams: 150 + index * 730,
    contents:
      index % 2 === 0
        ? { kind: 'documents', pages: 3 + index }
        : { kind: 'goods', value: 19.5 + index, currency: 'EUR' },
    ...(index % 4 === 0 ? { reference: `INV-${2000 + number}` } : {}),
    pickupOn: index % 3 === 1 ? '2031-02-03' : null,
    insurance: index % 4 === 1 ? { amount: 100 + index * 50 } : null,
  }
  const events: ParcelEvent[] = [{ status: 'created', at: createdAt }]
  if (status !== 'created') events.push({ status, at: updatedAt, note: 'Scanned' })
  return { customer, parcel, events }
}

export function seedParcels(): ParcelsState {
  const held: Held[] = []
  for (let index = 0; index < 13; index += 1) held.push(seedParcel('noor', index, held.length + 1))
  for (let index = 0; index < 7; index += 1) held.push(seedParcel('milo', index, held.length + 1))
  return {
    parcels: new Map(held.map((entry) => [entry.parcel.id, entry])),
    nextNumber: held.length + 1,
    answered: new Map(),
  }
}
