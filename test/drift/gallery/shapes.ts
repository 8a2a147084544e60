import type { Shape } from '../kit/shape.ts'

export const visibilities = (): Shape => ({ enum: ['private', 'shared', 'public'] })

export const albumInput = (): Shape => ({
  type: 'object',
  required: ['title', 'visibility'],
  properties: {
    title: { type: 'string', minLength: 1, maxLength: 80 },
    visibility: visibilities(),
    shared_with: { type: 'array', maxItems: 10, items: { type: 'string', format: 'email' } },
    cover: { type: ['string', 'null'], format: 'uri' },
    labels: {
      type: 'object',
      closed: true,
      named: [[/^[a-z]+$/, { type: 'string', maxLength: 30 }]],
    },
  },
  also: (album) =>
    album.visibility === 'shared' &&
    !(Array.isArray(album.shared_with) && album.shared_with.length > 0)
      ? 'a shared album is shared with somebody'
      : undefined,
})

const keywords = (): Shape => ({
  type: 'array',
  maxItems: 12,
  unique: true,
  items: { type: 'string', pattern: /^[a-z]+$/, maxLength: 24 },
})

export const photoInput = (): Shape => ({
  type: 'object',
  required: ['title'],
  closed: true,
  properties: {
    title: { type: 'string', minLength: 1, maxLength: 60 },
    taken_at: { type: ['string', 'null'], format: 'date-time' },
    width: { type: 'integer', minimum: 1, maximum: 20_000 },
    height: { type: 'integer', minimum: 1, maximum: 20_000 },
    stars: { type: ['integer', 'null'], minimum: 1, maximum: 5 },
    place: {
      type: 'array',
      minItems: 2,
      tuple: [
        { type: 'number', minimum: -90, maximum: 90 },
        { type: 'number', minimum: -180, maximum: 180 },
      ],
    },
    keywords: keywords(),
    colour: { type: 'string', pattern: /^#[0-9a-f]{6}$/ },
  },
  also: (photo) =>
    Object.hasOwn(photo, 'width') === Object.hasOwn(photo, 'height')
      ? undefined
      : 'width and height belong together',
})

export const photoForm = (): Shape => ({
  type: 'object',
  required: ['title'],
  closed: true,
  properties: { title: { type: 'string', minLength: 1, maxLength: 60 } },
})

export const photoPatch = (): Shape => ({
  type: 'object',
  minProperties: 1,
  closed: true,
  properties: {
    title: { type: 'string', minLength: 1, maxLength: 60 },
    stars: { type: ['integer', 'null'], minimum: 1, maximum: 5 },
    keywords: keywords(),
    colour: { type: 'string', pattern: /^#[0-9a-f]{6}$/ },
  },
})
