import type { Mutant } from '../../kit/bench.ts'
import { onReply } from '../../kit/change.ts'
import { burst, limitBursts } from '../bursts.ts'
import { mergePatch, newBook } from '../samples.ts'
import type { LibraryState } from '../state.ts'

export const headers: readonly Mutant<LibraryState>[] = [
  {
    id: 'added-book-without-location',
    deviation: 'A new book is answered without Location, which is required.',
    change: (api) =>
      onReply(api, 'addBook', 201, (reply) => {
        delete reply.headers.location
      }),
    exhibit: async (v) =>
      (await v.send('POST', '/books', { json: newBook() })).headers.location === undefined,
  },
  {
    id: 'location-of-loan-leads-nowhere',
    deviation: 'Location of a new loan is `/loan/…`, where there is nothing.',
    change: (api) =>
      onReply(api, 'borrowBook', 201, (reply) => {
        reply.headers.location = String(reply.headers.location).replace('/loans/', '/loan/')
      }),
    exhibit: async (v) => {
      const made = await v.send('POST', '/loans', { json: { bookId: 3 } })
      return (await v.get(made.headers.location ?? '')).status === 404
    },
  },
  {
    id: 'location-of-the-book-before',
    deviation: 'Location of a new book leads to the book that was added before it.',
    change: (api) =>
      onReply(api, 'addBook', 201, (reply) => {
        reply.headers.location = String(reply.headers.location).replace(/\d+$/, (id) =>
          String(Number(id) - 1),
        )
      }),
    exhibit: async (v) => {
      const made = await v.send('POST', '/books', { json: newBook() })
      return (await v.get(made.headers.location ?? '')).at('id') !== made.at('id')
    },
  },
  {
    id: 'etag-without-quotes',
    deviation:
      'ETag of a book has no quotes: neither what the document nor what HTTP calls an entity tag.',
    change: (api) =>
      onReply(api, 'getBook', 200, (reply) => {
        reply.headers.etag = String(reply.headers.etag).replaceAll('"', '')
      }),
    exhibit: async (v) => !(await v.get('/books/3')).headers.etag?.startsWith('"'),
  },
  {
    id: 'etag-missing-on-304',
    deviation: 'A 304 has no ETag, which is required there.',
    change: (api) =>
      onReply(api, 'getBook', 304, (reply) => {
        delete reply.headers.etag
      }),
    exhibit: async (v) => {
      const held = await v.get('/books/3', { headers: { 'if-none-match': '*' } })
      return held.status === 304 && held.headers.etag === undefined
    },
  },
  {
    id: 'ratelimit-remaining-never-less',
    deviation: 'RateLimit-Remaining stays the same from request to request.',
    change: (api) =>
      onReply(api, '*', 0, (reply) => {
        reply.headers['ratelimit-remaining'] = '100000'
      }),
    exhibit: async (v) => {
      const [first, second] = [await v.get('/books'), await v.get('/books')]
      return first.headers['ratelimit-remaining'] === second.headers['ratelimit-remaining']
    },
  },
  {
    id: 'ratelimit-reset-as-date',
    deviation: 'RateLimit-Reset is a date; the document has an integer.',
    change: (api) =>
      onReply(api, '*', 0, (reply, _, state) => {
        reply.headers['ratelimit-reset'] = new Date(state.windowEnds).toUTCString()
      }),
    exhibit: async (v) => !/^\d+$/.test((await v.get('/books')).headers['ratelimit-reset'] ?? ''),
  },
  {
    id: 'cache-control-missing',
    deviation: 'A book is answered without Cache-Control, which is required.',
    change: (api) =>
      onReply(api, 'getBook', 200, (reply) => {
        delete reply.headers['cache-control']
      }),
    exhibit: async (v) => (await v.get('/books/3')).headers['cache-control'] === undefined,
  },
  {
    id: 'retry-after-missing',
    deviation: `After each ${burst} requests some are answered with 429 without Retry-After, which is required.`,
    change: (api) => limitBursts(api, {}),
    exhibit: async (v) => {
      const statuses = new Set<number>()
      for (let count = 0; count < burst + 5; count += 1)
        statuses.add((await v.get('/books?limit=1')).status)
      return statuses.has(429)
    },
  },
  {
    id: 'problem-as-plain-json',
    deviation: 'Problems of a 422 are application/json; the document has application/problem+json.',
    change: (api) =>
      onReply(api, '*', 422, (reply) => {
        reply.headers['content-type'] = 'application/json'
      }),
    exhibit: async (v) =>
      (await v.get('/books?limit=0')).headers['content-type'] === 'application/json',
  },
  {
    id: 'catalogue-as-html',
    deviation: 'The list of books is sent as text/html.',
    change: (api) =>
      onReply(api, 'listBooks', 200, (reply) => {
        reply.headers['content-type'] = 'text/html; charset=utf-8'
      }),
    exhibit: async (v) =>
      (await v.get('/books')).headers['content-type']?.startsWith('text/html') === true,
  },
  {
    id: 'loan-in-latin-1',
    deviation: 'A loan is written in ISO 8859-1; JSON is UTF-8 (RFC 8259, 8.1).',
    change: (api) =>
      onReply(api, 'updateLoan', 200, (reply) => ({
        ...reply,
        headers: { ...reply.headers, 'content-type': 'application/json; charset=iso-8859-1' },
        text: Buffer.from(JSON.stringify(reply.value), 'latin1'),
      })),
    exhibit: async (v) => {
      const answer = await v.send('PATCH', '/loans/3', {
        json: { note: 'Für Ève' },
        type: mergePatch,
      })
      return answer.status === 200 && answer.text.includes('\ufffd')
    },
  },
  {
    id: 'etag-twice',
    deviation: 'ETag is sent twice with different values; it is a single value.',
    change: (api) =>
      onReply(api, 'getBook', 200, (reply) => {
        reply.headers.etag = [String(reply.headers.etag), '"0123456789abcdef"']
      }),
    exhibit: async (v) => {
      const { rawHeaders } = await v.get('/books/3')
      return rawHeaders.filter((name) => name.toLowerCase() === 'etag').length === 2
    },
  },
  {
    id: 'no-content-type-on-me',
    deviation:
      'The caller is answered without Content-Type, though the document says application/json.',
    change: (api) =>
      onReply(api, 'getMe', 200, (reply) => {
        delete reply.headers['content-type']
      }),
    exhibit: async (v) => (await v.get('/members/me')).headers['content-type'] === undefined,
  },
]
