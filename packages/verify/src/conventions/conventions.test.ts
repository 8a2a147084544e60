import { describe, expect, test } from 'vitest'
import { type ConventionName, conventionTable } from './convention-table.ts'
import { createConventions } from './conventions.ts'
import { guessText } from './guess.ts'

/** Of every concept: names, or texts, that are its own, and some that only look so. */
const examples: Readonly<
  Record<ConventionName, { readonly own: readonly string[]; readonly others: readonly string[] }>
> = {
  ids: { own: ['id', '_id', 'UUID', 'sku'], others: ['paid', 'width', 'ideas'] },
  limits: {
    own: ['limit', 'perPage', 'per_page', 'page-size', 'pageSize', '$top', 'page[size]'],
    others: ['limited', 'page', 'pages', 'credit_limit'],
  },
  offsets: { own: ['offset', 'startIndex', '$skip'], others: ['started', 'starts_at'] },
  'page-numbers': { own: ['page', 'pageNumber', 'page[number]'], others: ['pages', 'homepage'] },
  cursors: { own: ['cursor', 'pageToken', 'starting_after'], others: ['cursors', 'created_after'] },
  'next-cursors': { own: ['next', 'nextPageToken', 'endCursor'], others: ['next_visit'] },
  'more-flags': { own: ['has_more', 'hasNextPage'], others: ['more_info', 'has_items'] },
  totals: { own: ['total', 'totalCount'], others: ['total_price', 'subtotal', 'count'] },
  'page-counts': { own: ['totalPages', 'page_count'], others: ['page', 'pages_read'] },
  'sort-parameters': { own: ['sort', 'sortBy', 'order_by'], others: ['order', 'sorted'] },
  'sort-directions': { own: ['order', 'sortDirection', 'dir'], others: ['orders', 'directory'] },
  'creation-times': { own: ['createdAt', 'posted_on', 'booked_time'], others: ['created', 'at'] },
  'change-times': {
    own: ['updated', 'updatedAt', 'last_modified'],
    others: ['update', 'exchanged'],
  },
  constants: { own: ['id', 'createdBy', 'creation_date'], others: ['created_count', 'idea'] },
  secrets: {
    own: ['password', 'passwordHash', '_salt', 'clientSecret'],
    others: ['token', 'basalt'],
  },
  owners: {
    own: ['Only the owner may read it.', 'Gives your notes', "another customer's order"].concat([
      'A locker of another person',
      'The notes of other people',
    ]),
    others: ['Download', 'Lists notes, one after the other', 'Known and shown'],
  },
}

describe.each(Object.entries(examples))('%s', (name, { own, others }) => {
  const conventions = createConventions()
  // Seam: keys of a record of every concept.
  const convention = name as ConventionName

  test.each(own)('%s is one', (text) => {
    expect(conventions.holds(convention, text)).toBe(true)
  })

  test.each(others)('%s is none', (text) => {
    expect(conventions.holds(convention, text)).toBe(false)
  })

  test('holds every word of the table, and none when it is switched off', () => {
    const off = createConventions({ [convention]: false })
    for (const word of conventionTable[convention].words) {
      const text = word.replaceAll('*', 'x')
      expect(conventions.holds(convention, text), text).toBe(true)
      expect(off.holds(convention, text), text).toBe(false)
    }
  })
})

test('a user adds names, with stars, and leaves names out', () => {
  const own = createConventions({
    limits: { add: ['max_rows', '*_per_screen'], leaveOut: ['Size'] },
  })
  expect(own.holds('limits', 'maxRows')).toBe(true)
  expect(own.holds('limits', 'rows-per-screen')).toBe(true)
  expect(own.holds('limits', 'size')).toBe(false)
  expect(own.holds('limits', 'limit')).toBe(true)
  expect(own.rank('ids', 'uuid')).toBeLessThan(own.rank('ids', 'name'))
})

test.each([
  { config: { limit: false }, says: 'There is no such convention; there are ids, limits' },
  { config: { limits: true }, says: 'Expected `false`, or' },
  { config: { limits: { also: ['a'] } }, says: 'Expected `false`, or' },
  { config: { limits: { add: 'max' } }, says: 'Expected `false`, or' },
  { config: { limits: { add: ['*'] } }, says: 'Expected `false`, or' },
])('refuses $config', ({ config, says }) => {
  expect(() => createConventions(config as never)).toThrow(says)
})

test('a guess is told in one sentence', () => {
  const conventions = createConventions()
  const guesses = conventions.guess('limits', 'perPage')
  expect(guessText(guesses)).toBe(
    " This rests on a guess: `perPage` is taken for the parameter that bounds a page's length (`limits`); `verify.conventions` of the configuration can say otherwise.",
  )
  expect(guessText(conventions.guess('limits', 'colour'))).toBe('')
  expect(guessText([])).toBe('')
  expect(conventions.guess('owners', 'Only the owner may read it.')).toEqual([
    { convention: 'owners', name: 'owner' },
  ])
})
