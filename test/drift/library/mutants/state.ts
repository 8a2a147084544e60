import type { Mutant } from '../../kit/bench.ts'
import { around, onReply } from '../../kit/change.ts'
import { emptyReply, jsonReply } from '../../kit/reply.ts'
import { isObject } from '../../kit/shape.ts'
import { mergePatch, newBook } from '../samples.ts'
import type { Book, LibraryState } from '../state.ts'
import { tagOf } from '../tags.ts'

const idOf = (path: Record<string, unknown>, name = 'bookId'): number => Number(path[name])

/** What a book's properties become after PUT or PATCH, with the rest of it as it was. */
function revise(
  operationId: 'replaceBook' | 'updateBook' | 'addBook',
  change: (book: Book, before: Book | undefined) => void,
): Mutant<LibraryState>['change'] {
  return (api) =>
    around(api, operationId, (run, context) => {
      const before = structuredClone(context.state.books.get(idOf(context.path)))
      const reply = run(context)
      if ('kind' in reply || reply.status >= 400 || !isObject(reply.value)) return reply
      const id = Number(reply.value.id)
      const book = structuredClone(context.state.books.get(id))
      if (!book) return reply
      change(book, before)
      context.state.books.set(id, book)
      return jsonReply(reply.status, book, { ...reply.headers, etag: tagOf(book) })
    })
}

export const state: readonly Mutant<LibraryState>[] = [
  {
    id: 'deleted-book-stays',
    deviation: 'DELETE answers 204 and deletes nothing.',
    change: (api) =>
      around(api, 'deleteBook', (_, { state, path }) =>
        state.books.get(idOf(path))?.available === false
          ? { kind: 'conflict', message: 'The book is on loan.' }
          : emptyReply(),
      ),
    exhibit: async (v) => {
      await v.send('DELETE', '/books/1')
      return (await v.get('/books/1')).status === 200
    },
  },
  {
    id: 'deleted-book-still-listed',
    deviation: 'A deleted book is still in the list.',
    change: (api) => {
      const deleted: Book[] = []
      around(api, 'deleteBook', (run, context) => {
        const book = context.state.books.get(idOf(context.path))
        const reply = run(context)
        if (book && 'status' in reply) deleted.push(book)
        return reply
      })
      around(api, 'listBooks', (run, context) => {
        const books = new Map([
          ...context.state.books,
          ...deleted.map((book) => [book.id, book] as const),
        ])
        return run({ ...context, state: { ...context.state, books } })
      })
    },
    exhibit: async (v) => {
      await v.send('DELETE', '/books/1')
      return (await v.get('/books?limit=100')).list('items').some((book) => book.id === 1)
    },
  },
  {
    id: 'added-book-not-listed',
    deviation: 'A new book can be read but is never in the list.',
    change: (api) =>
      around(api, 'listBooks', (run, context) => {
        const books = new Map([...context.state.books].filter(([id]) => id <= 25))
        return run({ ...context, state: { ...context.state, books } })
      }),
    exhibit: async (v) => {
      const id = (await v.send('POST', '/books', { json: newBook() })).at('id')
      return !(await v.get('/books?limit=100')).list('items').some((book) => book.id === id)
    },
  },
  {
    id: 'put-keeps-what-is-left-out',
    deviation: 'PUT keeps properties that are left out; the document says they are removed.',
    change: revise(
      'replaceBook',
      (book, before) => void Object.assign(book, { ...before, ...book }),
    ),
    exhibit: async (v) => {
      const { summary: _, tags: __, ...slim } = newBook()
      await v.send('PUT', '/books/3', { json: newBook() })
      return (await v.send('PUT', '/books/3', { json: slim })).at('tags') !== undefined
    },
  },
  {
    id: 'patch-drops-tags',
    deviation: 'PATCH drops the tags, which it was not asked to change.',
    change: revise('updateBook', (book) => {
      delete book.tags
    }),
    exhibit: async (v) => {
      await v.send('PATCH', '/books/7', { json: { pages: 77 }, type: mergePatch })
      return (await v.get('/books/7')).at('tags') === undefined
    },
  },
  {
    id: 'patch-resets-genre',
    deviation: 'PATCH without a genre sets it to fiction.',
    change: (api) =>
      around(api, 'updateBook', (run, context) =>
        run({ ...context, body: { genre: 'fiction', ...(context.body as object) } }),
      ),
    exhibit: async (v) => {
      const before = (await v.get('/books/3')).at('genre')
      const after = (
        await v.send('PATCH', '/books/3', { json: { pages: 77 }, type: mergePatch })
      ).at('genre')
      return before !== 'fiction' && after === 'fiction'
    },
  },
  {
    id: 'patch-not-kept',
    deviation: 'The answer to PATCH shows the change; the book does not have it.',
    change: (api) =>
      around(api, 'updateBook', (run, context) =>
        run({ ...context, state: { ...context.state, books: new Map(context.state.books) } }),
      ),
    exhibit: async (v) => {
      await v.send('PATCH', '/books/3', { json: { pages: 77 }, type: mergePatch })
      return (await v.get('/books/3')).at('pages') !== 77
    },
  },
  {
    id: 'patch-cannot-remove',
    deviation:
      'PATCH passes over `null`; a merge patch removes with it (RFC 7396), and the document says so.',
    change: (api) =>
      around(api, 'updateBook', (run, context) => {
        const named = Object.entries(isObject(context.body) ? context.body : {}).filter(
          ([, value]) => value !== null,
        )
        return run({ ...context, body: Object.fromEntries(named) })
      }),
    exhibit: async (v) => {
      const before = (await v.get('/books/3')).at('pages')
      const patched = await v.send('PATCH', '/books/3', { json: { pages: null }, type: mergePatch })
      return before !== undefined && patched.at('pages') === before
    },
  },
  {
    id: 'etag-never-matches',
    deviation: 'If-None-Match with the ETag that was just given is answered with 200.',
    change: (api) =>
      around(api, 'getBook', (run, context) => {
        return run({ ...context, header: {} })
      }),
    exhibit: async (v) => {
      const etag = (await v.get('/books/3')).headers.etag ?? ''
      return (await v.get('/books/3', { headers: { 'if-none-match': etag } })).status === 200
    },
  },
  {
    id: 'etag-of-the-id',
    deviation:
      'ETag is made of the id alone: it stays when the book changes, so that callers keep old ones.',
    change: (api) => {
      const tag = (id: unknown): string => tagOf({ id })
      for (const operationId of ['addBook', 'replaceBook', 'updateBook']) {
        onReply(api, operationId, 0, (reply) => {
          if (reply.headers.etag !== undefined && isObject(reply.value))
            reply.headers.etag = tag(reply.value.id)
        })
      }
      around(api, 'getBook', (run, context) => {
        const etag = tag(idOf(context.path))
        const held = context.header['If-None-Match']
        const reply = run({
          ...context,
          header: {
            ...(held === undefined ? {} : { 'If-None-Match': held === etag ? '*' : held }),
          },
        })
        if ('status' in reply) reply.headers.etag = etag
        return reply
      })
    },
    exhibit: async (v) => {
      const before = (await v.get('/books/3')).headers.etag
      await v.send('PATCH', '/books/3', { json: { pages: 77 }, type: mergePatch })
      return (await v.get('/books/3')).headers.etag === before
    },
  },
  {
    id: 'if-match-ignored',
    deviation:
      'PUT with an If-Match that no longer holds replaces the book; the document says nothing is done.',
    change: (api) => {
      const { find } = api.operations.replaceBook ?? {}
      if (find && api.operations.replaceBook) {
        api.operations.replaceBook.find = (context) => find({ ...context, header: {} })
      }
    },
    exhibit: async (v) => {
      const headers = { 'if-match': '"0000000000000000"' }
      return (await v.send('PUT', '/books/3', { json: newBook(), headers })).status === 200
    },
  },
  {
    id: 'note-of-new-loan-lost',
    deviation: 'The note of a new loan is not kept.',
    change: (api) =>
      around(api, 'borrowBook', (run, context) =>
        run({ ...context, body: { ...(context.body as object), note: null } }),
      ),
    exhibit: async (v) =>
      (await v.send('POST', '/loans', { json: { bookId: 3, note: 'Hello' } })).at('note') === null,
  },
  {
    id: 'weight-rounded',
    deviation: 'The weight of a new book is kept with one digit after the point.',
    change: revise('addBook', (book) => {
      if (book.weight !== undefined) book.weight = Math.max(0.1, Math.round(book.weight * 10) / 10)
    }),
    exhibit: async (v) =>
      (await v.send('POST', '/books', { json: newBook() })).at('weight') === 0.3,
  },
  {
    id: 'end-loan-ends-two',
    deviation: 'Ending a loan also ends the first other loan of the member.',
    change: (api) =>
      around(api, 'endLoan', (run, context) => {
        const other = [...context.state.loans].find(
          ([id, loan]) => loan.member === context.caller && id !== idOf(context.path, 'loanId'),
        )
        if (other) run({ ...context, path: { loanId: other[0] } })
        return run(context)
      }),
    exhibit: async (v) => {
      await v.send('DELETE', '/loans/3')
      return (await v.get('/loans/1')).status === 404
    },
  },
  {
    id: 'isbn-taken-accepted',
    deviation: 'Two books may have one ISBN; 409 is documented.',
    change: (api) =>
      around(api, 'addBook', (run, context) => {
        const books = new Map(context.state.books)
        const isbn = isObject(context.body) ? context.body.isbn : undefined
        for (const [id, book] of books) if (book.isbn === isbn) books.delete(id)
        const reply = run({ ...context, state: { ...context.state, books } })
        const made = [...books.values()].at(-1)
        if ('status' in reply && made) context.state.books.set(made.id, made)
        context.state.nextBook += 1
        return reply
      }),
    exhibit: async (v) => {
      await v.send('POST', '/books', { json: newBook() })
      return (await v.send('POST', '/books', { json: newBook() })).status === 201
    },
  },
]
