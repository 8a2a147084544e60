import type { Shape } from '../kit/shape.ts'

// Functions, so that each operation has its own and a wrong server can spoil one of them.

export const genres = (): Shape => ({
  enum: ['fiction', 'history', 'science', 'travel', 'children'],
})

export const bookInput = (): Shape => ({
  type: 'object',
  required: ['title', 'authors', 'isbn', 'genre', 'published'],
  closed: true,
  properties: {
    title: { type: 'string', minLength: 1, maxLength: 120 },
    authors: {
      type: 'array',
      minItems: 1,
      maxItems: 6,
      items: { type: 'string', minLength: 1, maxLength: 80 },
    },
    isbn: { type: 'string', pattern: /^97[89][0-9]{10}$/ },
    genre: genres(),
    published: { type: 'string', format: 'date' },
    pages: { type: 'integer', minimum: 1, maximum: 9999 },
    weight: { type: 'number', exclusiveMinimum: 0, maximum: 50 },
    tags: {
      type: 'array',
      maxItems: 8,
      unique: true,
      items: { type: 'string', pattern: /^[a-z][a-z0-9-]{0,19}$/ },
    },
    summary: { type: ['string', 'null'], maxLength: 1000 },
  },
})

export const bookPatch = (): Shape => ({
  type: 'object',
  minProperties: 1,
  closed: true,
  properties: {
    title: { type: 'string', minLength: 1, maxLength: 120 },
    genre: genres(),
    pages: { type: ['integer', 'null'], minimum: 1, maximum: 9999 },
    weight: { type: ['number', 'null'], exclusiveMinimum: 0, maximum: 50 },
    summary: { type: ['string', 'null'], maxLength: 1000 },
  },
})

export const loanInput = (): Shape => ({
  type: 'object',
  required: ['bookId'],
  closed: true,
  properties: {
    bookId: { type: 'integer', format: 'int64', minimum: 1 },
    days: { type: 'integer', minimum: 1, maximum: 60 },
    note: { type: ['string', 'null'], maxLength: 200 },
  },
})

export const loanPatch = (): Shape => ({
  type: 'object',
  minProperties: 1,
  closed: true,
  properties: {
    days: { type: 'integer', minimum: 1, maximum: 60 },
    note: { type: ['string', 'null'], maxLength: 200 },
  },
})
