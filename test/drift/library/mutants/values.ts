import type { Mutant } from '../../kit/bench.ts'
import { around, itemsOf, onReply, onRequest, onValue, operationOf } from '../../kit/change.ts'
import { emptyReply } from '../../kit/reply.ts'
import { isObject } from '../../kit/shape.ts'
import { mergePatch, newBook } from '../samples.ts'
import type { LibraryState } from '../state.ts'

/** What is kept, listed or given back is not what it should be. */
export const values: readonly Mutant<LibraryState>[] = [
  {
    id: 'list-shows-old-titles',
    deviation: 'The list shows the title that a book had before it was changed.',
    change: (api) => {
      const first = new Map<unknown, unknown>()
      onValue(api, 'addBook', 201, (book) => void first.set(book.id, book.title))
      onValue(api, 'listBooks', 200, (page) => {
        for (const book of itemsOf(page, 'items')) {
          if (!first.has(book.id)) first.set(book.id, book.title)
          book.title = first.get(book.id)
        }
      })
    },
    exhibit: async (v) => {
      await v.get('/books?limit=100')
      await v.send('PATCH', '/books/3', { json: { title: 'Zzz' }, type: mergePatch })
      return (await v.get('/books?limit=100'))
        .list('items')
        .some((book) => book.id === 3 && book.title !== 'Zzz')
    },
  },
  {
    id: 'loan-of-seven-days-by-default',
    deviation: 'A loan without `days` is for 7; the documented default is 14.',
    change: (api) =>
      around(api, 'borrowBook', (run, context) =>
        run({ ...context, body: { days: 7, ...(context.body as object) } }),
      ),
    exhibit: async (v) =>
      (await v.send('POST', '/loans', { json: { bookId: 3 } })).at('days') === 7,
  },
  {
    id: 'added-twice',
    deviation: 'A new book is kept twice, once under an id that nobody was told.',
    change: (api) =>
      around(api, 'addBook', (run, context) => {
        const reply = run(context)
        if ('status' in reply && reply.status === 201 && isObject(reply.value)) {
          const { state } = context
          const made = state.books.get(Number(reply.value.id))
          if (made) state.books.set(state.nextBook, { ...made, id: state.nextBook })
          state.nextBook += 1
        }
        return reply
      }),
    exhibit: async (v) => {
      const before = Number((await v.get('/books')).at('total'))
      await v.send('POST', '/books', { json: newBook() })
      return Number((await v.get('/books')).at('total')) === before + 2
    },
  },
  {
    id: 'fourth-tag-lost',
    deviation: 'Of the tags of a new book only the first three are kept.',
    change: (api) =>
      around(api, 'addBook', (run, context) => {
        const body = isObject(context.body) ? context.body : {}
        return run({
          ...context,
          body: Array.isArray(body.tags) ? { ...body, tags: body.tags.slice(0, 3) } : body,
        })
      }),
    exhibit: async (v) => {
      const made = await v.send('POST', '/books', {
        json: { ...newBook(), tags: ['a', 'b', 'c', 'd'] },
      })
      return made.at('tags', 3) === undefined
    },
  },
  {
    id: 'any-etag-is-held',
    deviation: 'If-None-Match with any tag at all is answered with 304.',
    change: (api) =>
      around(api, 'getBook', (run, context) =>
        run({
          ...context,
          header: context.header['If-None-Match'] === undefined ? {} : { 'If-None-Match': '*' },
        }),
      ),
    exhibit: async (v) =>
      (await v.get('/books/3', { headers: { 'if-none-match': '"ffffffffffffffff"' } })).status ===
      304,
  },
  {
    id: 'second-change-lost',
    deviation: 'The second PATCH of a book is answered with success and changes nothing.',
    change: (api) => {
      const changed = new Set<number>()
      around(api, 'updateBook', (run, context) => {
        const id = Number(context.path.bookId)
        const again = changed.has(id)
        changed.add(id)
        return run(
          again
            ? { ...context, state: { ...context.state, books: new Map(context.state.books) } }
            : context,
        )
      })
    },
    exhibit: async (v) => {
      await v.send('PATCH', '/books/3', { json: { pages: 7 }, type: mergePatch })
      await v.send('PATCH', '/books/3', { json: { pages: 8 }, type: mergePatch })
      return (await v.get('/books/3')).at('pages') === 7
    },
  },
  {
    id: 'put-changes-when-added',
    deviation: 'PUT sets `addedAt` anew, which is read-only and about the adding.',
    change: (api) =>
      around(api, 'replaceBook', (run, context) => {
        const id = Number(context.path.bookId)
        const before = context.state.books.get(id)
        if (before) context.state.books.set(id, { ...before, addedAt: new Date().toISOString() })
        return run(context)
      }),
    exhibit: async (v) => {
      const before = (await v.get('/books/3')).at('addedAt')
      return (await v.send('PUT', '/books/3', { json: newBook() })).at('addedAt') !== before
    },
  },
]

export const hidden: readonly Mutant<LibraryState>[] = [
  {
    id: 'loan-of-another-ended-behind-404',
    deviation: 'DELETE of the loan of another member is answered with 404, and the loan is gone.',
    change: (api) => {
      const operation = operationOf(api, 'endLoan')
      const { find } = operation
      operation.find = (context) => {
        const refusal = find?.(context)
        if (refusal) operation.run(context)
        return refusal
      }
    },
    exhibit: async (v) => {
      await v.send('DELETE', '/loans/3', { as: 'ben' })
      return (await v.get('/loans/3')).status === 404
    },
  },
  {
    id: 'anonymous-403',
    deviation:
      'Without a token the answer is 403; the document has 401, and 403 is not documented there.',
    change: (api) =>
      onReply(api, 'getMe', 401, (reply) => ({
        ...reply,
        status: 403,
        value: { title: 'Forbidden', status: 403 },
      })),
    exhibit: async (v) => (await v.get('/members/me', { as: null })).status === 403,
  },
  {
    id: 'book-changed-before-refusal',
    deviation:
      'PATCH by another member is answered with 403, and the book is changed all the same.',
    change: (api) => {
      const operation = operationOf(api, 'updateBook')
      const { find } = operation
      operation.find = (context) => {
        const refusal = find?.(context)
        const forbidden = refusal && 'kind' in refusal && refusal.kind === 'forbidden'
        try {
          const body: unknown = forbidden ? JSON.parse(context.asked.body.toString()) : undefined
          if (isObject(body) && typeof body.title === 'string')
            operation.run({ ...context, body: { title: body.title } })
        } catch {
          // Not JSON: it is refused, and there is nothing to change.
        }
        return refusal
      }
    },
    exhibit: async (v) => {
      await v.send('PATCH', '/books/3', {
        as: 'ben',
        json: { title: 'Mine now' },
        type: mergePatch,
      })
      return (await v.get('/books/3')).at('title') === 'Mine now'
    },
  },
  {
    id: 'challenge-for-another-scheme',
    deviation:
      'A 401 challenges for Basic, which opens nothing here (RFC 9110, 11.6.1); the document has bearer.',
    change: (api) =>
      onReply(api, '*', 401, (reply) => {
        reply.headers['www-authenticate'] = 'Basic realm="library"'
      }),
    exhibit: async (v) =>
      (await v.get('/members/me', { as: null })).headers['www-authenticate']?.startsWith(
        'Basic',
      ) === true,
  },
  {
    id: 'me-without-token-after-others',
    deviation:
      'Without a token, the caller who called before is answered with: a session kept by the server.',
    change: (api) => {
      let last: string | undefined
      onRequest(api, 'GET', /^\/members\/me$/, ({ headers }) => {
        const known = /^Bearer lib_/.test(headers.authorization ?? '')
        if (known) last = headers.authorization
        else if (headers.authorization === undefined && last !== undefined)
          headers.authorization = last
      })
    },
    exhibit: async (v) => {
      await v.get('/members/me')
      return (await v.get('/members/me', { as: null })).status === 200
    },
  },
  {
    id: 'deleted-book-204-for-others',
    deviation:
      'DELETE of the book of another member is answered with 204, as if it were deleted; the document has 403.',
    change: (api) => onReply(api, 'deleteBook', 403, () => emptyReply()),
    exhibit: async (v) => (await v.send('DELETE', '/books/1', { as: 'ben' })).status === 204,
  },
]
