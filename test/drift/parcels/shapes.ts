import type { Shape } from '../kit/shape.ts'

export const statuses = (): Shape => ({
  enum: ['created', 'collected', 'in-transit', 'delivered', 'returned'],
})
export const countries = (): Shape => ({ enum: ['BE', 'DE', 'FR', 'LU', 'NL'] })

const address = (): Shape => ({
  type: 'object',
  required: ['name', 'street', 'city', 'country'],
  closed: true,
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 60 },
    street: { type: 'string', minLength: 1, maxLength: 80 },
    city: { type: 'string', minLength: 1, maxLength: 60 },
    country: countries(),
    phone: { type: ['string', 'null'], pattern: /^\+[0-9 ]{6,20}$/ },
  },
})

const documents = (): Shape => ({
  required: ['kind', 'pages'],
  closed: true,
  properties: {
    kind: { enum: ['documents'] },
    pages: { type: 'integer', minimum: 1, maximum: 500 },
  },
})

const goods = (): Shape => ({
  required: ['kind', 'value', 'currency'],
  closed: true,
  properties: {
    kind: { enum: ['goods'] },
    value: { type: 'number', exclusiveMinimum: 0, maximum: 10_000 },
    currency: { enum: ['EUR', 'CHF'] },
    fragile: { type: 'boolean' },
  },
})

export const parcelInput = (): Shape => ({
  type: 'object',
  required: ['recipient', 'weightGrams', 'contents'],
  closed: true,
  properties: {
    recipient: address(),
    weightGrams: { type: 'integer', minimum: 1, maximum: 30_000 },
    contents: {
      type: 'object',
      choose: { by: 'kind', among: { documents: documents(), goods: goods() } },
    },
    reference: { type: 'string', maxLength: 20, pattern: /^[A-Z0-9][A-Z0-9-]*$/ },
    pickupOn: { type: ['string', 'null'], format: 'date' },
    insurance: {
      type: ['object', 'null'],
      required: ['amount'],
      closed: true,
      properties: { amount: { type: 'integer', minimum: 50, maximum: 5000, multipleOf: 50 } },
    },
  },
})

export const eventInput = (): Shape => ({
  type: 'object',
  required: ['status', 'at'],
  closed: true,
  properties: {
    status: statuses(),
    at: { type: 'string', format: 'date-time' },
    note: { type: 'string', maxLength: 100 },
  },
})
