import type { Mutant } from '../../kit/bench.ts'
import { around, onRequest, operationOf, parameterOf, shapeIn } from '../../kit/change.ts'
import { isObject } from '../../kit/shape.ts'
import { mergePatch, newBook } from '../samples.ts'
import type { LibraryState } from '../state.ts'

export const requests: readonly Mutant<LibraryState>[] = [
  {
    id: 'empty-title-accepted',
    deviation: 'A new book may have an empty title; `minLength` is 1.',
    change: (api) => void delete shapeIn(api, 'addBook', 'title').minLength,
    exhibit: async (v) =>
      (await v.send('POST', '/books', { json: { ...newBook(), title: '' } })).status === 201,
  },
  {
    id: 'many-pages-accepted-on-put',
    deviation: 'PUT, and only PUT, takes more pages than `maximum` 9999.',
    change: (api) => void delete shapeIn(api, 'replaceBook', 'pages').maximum,
    exhibit: async (v) =>
      (await v.send('PUT', '/books/3', { json: { ...newBook(), pages: 10_000 } })).status === 200,
  },
  {
    id: 'isbn-of-any-digits-accepted',
    deviation: 'ISBNs are held to 13 digits, not to `pattern`.',
    change: (api) => {
      shapeIn(api, 'addBook', 'isbn').pattern = /^\d{13}$/
    },
    exhibit: async (v) =>
      (await v.send('POST', '/books', { json: { ...newBook(), isbn: '1234567890123' } })).status ===
      201,
  },
  {
    id: 'unknown-genre-filter-accepted',
    deviation: 'A genre that is not in the `enum` is a filter that finds nothing.',
    change: (api) => {
      parameterOf(api, 'listBooks', 'genre').shape = { type: 'string' }
    },
    exhibit: async (v) => (await v.get('/books?genre=cookery')).status === 200,
  },
  {
    id: 'unknown-property-of-book-accepted',
    deviation: 'Properties that BookInput does not allow are passed over in silence.',
    change: (api) => {
      const shape = shapeIn(api, 'addBook')
      shape.closed = false
      around(api, 'addBook', (run, context) => {
        const known = Object.entries(isObject(context.body) ? context.body : {}).filter(
          ([name]) => shape.properties?.[name],
        )
        return run({ ...context, body: Object.fromEntries(known) })
      })
    },
    exhibit: async (v) =>
      (await v.send('POST', '/books', { json: { ...newBook(), colour: 'red' } })).status === 201,
  },
  {
    id: 'limit-over-maximum-accepted',
    deviation: '`limit` may be over its `maximum` of 100.',
    change: (api) => void delete parameterOf(api, 'listBooks', 'limit').shape.maximum,
    exhibit: async (v) => (await v.get('/books?limit=101')).status === 200,
  },
  {
    id: 'negative-offset-accepted',
    deviation: 'A negative `offset` is taken for 0; `minimum` is 0.',
    change: (api) =>
      onRequest(api, 'GET', /^\/loans$/, ({ query }) => {
        if (/^-\d+$/.test(query.get('offset') ?? '')) query.set('offset', '0')
      }),
    exhibit: async (v) => (await v.get('/loans?offset=-1')).status === 200,
  },
  {
    id: 'only-first-author-checked',
    deviation: 'Authors after the first may be empty texts.',
    change: (api) => {
      const authors = shapeIn(api, 'addBook', 'authors')
      const first = authors.items ?? {}
      delete authors.items
      shapeIn(api, 'addBook').also = (book) =>
        Array.isArray(book.authors) &&
        book.authors.every((name) => typeof name === 'string') &&
        (book.authors[0]?.length ?? 0) >= (first.minLength ?? 0)
          ? undefined
          : 'the first author must be named'
    },
    exhibit: async (v) =>
      (await v.send('POST', '/books', { json: { ...newBook(), authors: ['Ada', ''] } })).status ===
      201,
  },
  {
    id: 'days-as-text-accepted',
    deviation: '`days` of a new loan may be a text of digits.',
    change: (api) => {
      shapeIn(api, 'borrowBook', 'days').type = ['integer', 'string']
      shapeIn(api, 'borrowBook', 'days').pattern = /^[1-9]$|^[1-5]\d$|^60$/
      around(api, 'borrowBook', (run, context) => {
        const body = isObject(context.body) ? context.body : {}
        return run({
          ...context,
          body: typeof body.days === 'string' ? { ...body, days: Number(body.days) } : body,
        })
      })
    },
    exhibit: async (v) =>
      (await v.send('POST', '/loans', { json: { bookId: 3, days: '20' } })).status === 201,
  },
  {
    id: 'empty-patch-accepted',
    deviation: 'A patch of no property is accepted; `minProperties` is 1.',
    change: (api) => void delete shapeIn(api, 'updateBook').minProperties,
    exhibit: async (v) =>
      (await v.send('PATCH', '/books/3', { json: {}, type: mergePatch })).status === 200,
  },
  {
    id: 'text-plain-read-as-json',
    deviation: 'A new book is read as JSON when it says text/plain; 415 is documented.',
    change: (api) =>
      onRequest(api, 'POST', /^\/books$/, ({ headers }) => {
        if (headers['content-type']?.startsWith('text/plain'))
          headers['content-type'] = 'application/json'
      }),
    exhibit: async (v) =>
      (await v.send('POST', '/books', { json: newBook(), type: 'text/plain' })).status === 201,
  },
  {
    id: 'malformed-patch-of-loan-ignored',
    deviation: 'A patch that is not JSON is answered with 200, as if nothing had been asked.',
    change: (api) =>
      onRequest(api, 'PATCH', /^\/loans\/\d+$/, (asked) => {
        try {
          JSON.parse(asked.body.toString())
        } catch {
          asked.body = Buffer.from('{}')
          delete shapeIn(api, 'updateLoan').minProperties
          setImmediate(() => (shapeIn(api, 'updateLoan').minProperties = 1))
        }
      }),
    exhibit: async (v) =>
      (await v.send('PATCH', '/loans/3', { body: '{"note": ', type: mergePatch })).status === 200,
  },
  {
    id: 'repeated-tags-accepted',
    deviation: 'PUT takes the same tag twice and keeps one; `uniqueItems` is true.',
    change: (api) => {
      delete shapeIn(api, 'replaceBook', 'tags').unique
      around(api, 'replaceBook', (run, context) => {
        const body = isObject(context.body) ? context.body : {}
        return run({
          ...context,
          body: Array.isArray(body.tags) ? { ...body, tags: [...new Set(body.tags)] } : body,
        })
      })
    },
    exhibit: async (v) =>
      (await v.send('PUT', '/books/3', { json: { ...newBook(), tags: ['a', 'a'] } })).status ===
      200,
  },
  {
    id: 'id-read-up-to-first-letter',
    deviation: '`/books/3abc` is book 3; the id must be an integer.',
    change: (api) =>
      onRequest(api, 'GET', /^\/books\/\d+[^\d/]+$/, (asked) => {
        asked.path = asked.path.replace(/^(\/books\/\d+).*$/, '$1')
      }),
    exhibit: async (v) => (await v.get('/books/3abc')).status === 200,
  },
  {
    id: 'weightless-book-accepted',
    deviation: 'A new book may weigh 0; `exclusiveMinimum` is 0.',
    change: (api) => {
      const weight = shapeIn(api, 'addBook', 'weight')
      delete weight.exclusiveMinimum
      weight.minimum = 0
    },
    exhibit: async (v) =>
      (await v.send('POST', '/books', { json: { ...newBook(), weight: 0 } })).status === 201,
  },
  {
    id: 'day-by-its-looks',
    deviation: '`published` is held to its looks: the 31st of February is accepted.',
    change: (api) => {
      const published = shapeIn(api, 'addBook', 'published')
      delete published.format
      published.pattern = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
    },
    exhibit: async (v) =>
      (await v.send('POST', '/books', { json: { ...newBook(), published: '2001-02-31' } }))
        .status === 201,
  },
  {
    id: 'book-without-genre-accepted',
    deviation: 'PUT takes a book without `genre`, which is required, and keeps the old one.',
    change: (api) => {
      const shape = shapeIn(api, 'replaceBook')
      shape.required = shape.required?.filter((name) => name !== 'genre') ?? []
      around(api, 'replaceBook', (run, context) => {
        const genre = context.state.books.get(Number(context.path.bookId))?.genre
        return run({
          ...context,
          body: isObject(context.body) ? { genre, ...context.body } : context.body,
        })
      })
    },
    exhibit: async (v) =>
      (await v.send('PUT', '/books/3', { json: { ...newBook(), genre: undefined } })).status ===
      200,
  },
  {
    id: 'empty-limit-accepted',
    deviation: '`limit=` (empty) is taken for the default; an empty text is no integer.',
    change: (api) =>
      onRequest(api, 'GET', /^\/books$/, ({ query }) => {
        if (query.get('limit') === '') query.delete('limit')
      }),
    exhibit: async (v) => (await v.get('/books?limit=')).status === 200,
  },
  {
    id: 'large-body-accepted',
    deviation: 'A body of more than 32768 bytes is accepted; 413 is documented for it.',
    change: (api) => {
      const { body } = operationOf(api, 'addBook')
      if (body) body.mostBytes = 1_000_000
    },
    exhibit: async (v) => {
      const body = JSON.stringify(newBook()).padEnd(40_000)
      return (await v.send('POST', '/books', { body, type: 'application/json' })).status === 201
    },
  },
]
