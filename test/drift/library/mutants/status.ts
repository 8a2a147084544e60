import type { Mutant } from '../../kit/bench.ts'
import { around, onReply } from '../../kit/change.ts'
import { emptyReply, jsonReply } from '../../kit/reply.ts'
import { newBook } from '../samples.ts'
import type { LibraryState } from '../state.ts'

export const status: readonly Mutant<LibraryState>[] = [
  {
    id: 'add-book-200',
    deviation: 'A new book is answered with 200; the document has 201.',
    change: (api) => onReply(api, 'addBook', 201, (reply) => ({ ...reply, status: 200 })),
    exhibit: async (v) => (await v.send('POST', '/books', { json: newBook() })).status === 200,
  },
  {
    id: 'end-loan-200',
    deviation: 'An ended loan is answered with 200 and `{}`; the document has 204.',
    change: (api) => onReply(api, 'endLoan', 204, () => jsonReply(200, {})),
    exhibit: async (v) => (await v.send('DELETE', '/loans/3')).status === 200,
  },
  {
    id: 'missing-book-410',
    deviation: 'A book that is not there is answered with 410, which is not documented.',
    change: (api) => onReply(api, 'getBook', 404, (reply) => ({ ...reply, status: 410 })),
    exhibit: async (v) => (await v.get('/books/999999')).status === 410,
  },
  {
    id: 'missing-loan-204',
    deviation: 'A loan that is not there is answered with 204, which is not documented.',
    change: (api) => onReply(api, 'getLoan', 404, () => emptyReply()),
    exhibit: async (v) => (await v.get('/loans/999999')).status === 204,
  },
  {
    id: 'bad-day-500',
    deviation: '`publishedAfter` that is no date ends in a 500.',
    change: (api) =>
      onReply(api, 'listBooks', 422, (reply, asked) => {
        const bad = !/^\d{4}-\d\d-\d\d$/.test(asked.query.get('publishedAfter') ?? '2000-01-01')
        return bad
          ? { ...reply, status: 500, value: { title: 'Internal error', status: 500 } }
          : reply
      }),
    exhibit: async (v) => (await v.get('/books?publishedAfter=yesterday')).status === 500,
  },
  {
    id: 'isbn-taken-500',
    deviation: 'A book whose ISBN is taken ends in a 500; the document has 409.',
    change: (api) =>
      onReply(api, 'addBook', 409, (reply) => ({
        ...reply,
        status: 500,
        value: { title: 'Internal error', status: 500 },
      })),
    exhibit: async (v) => {
      await v.send('POST', '/books', { json: newBook() })
      return (await v.send('POST', '/books', { json: newBook() })).status === 500
    },
  },
  {
    id: 'held-book-412',
    deviation: 'If-None-Match that matches is answered with 412; HTTP and the document say 304.',
    change: (api) =>
      onReply(api, 'getBook', 304, (reply) => ({
        ...reply,
        status: 412,
        headers: { ...reply.headers, 'content-type': 'application/problem+json' },
        value: { title: 'Precondition failed', status: 412 },
      })),
    exhibit: async (v) =>
      (await v.get('/books/3', { headers: { 'if-none-match': '*' } })).status === 412,
  },
  {
    id: 'unchanged-book-304-on-put',
    deviation: 'A book that is replaced by itself is answered with 304, which is for GET and HEAD.',
    change: (api) =>
      around(api, 'replaceBook', (run, context) => {
        const before = JSON.stringify(context.state.books.get(Number(context.path.bookId)))
        const reply = run(context)
        const same = before === JSON.stringify(context.state.books.get(Number(context.path.bookId)))
        return same && 'status' in reply && reply.status === 200
          ? emptyReply(304, { etag: reply.headers.etag ?? '' })
          : reply
      }),
    exhibit: async (v) => {
      await v.send('PUT', '/books/3', { json: newBook() })
      return (await v.send('PUT', '/books/3', { json: newBook() })).status === 304
    },
  },
]
