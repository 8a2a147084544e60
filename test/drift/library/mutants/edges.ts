import type { Mutant } from '../../kit/bench.ts'
import {
  around,
  itemsOf,
  onReply,
  onRequest,
  onValue,
  parameterOf,
  shapeIn,
} from '../../kit/change.ts'
import { formats } from '../../kit/formats.ts'
import { jsonReply, type Reply } from '../../kit/reply.ts'
import { isObject } from '../../kit/shape.ts'
import { mergePatch, newBook } from '../samples.ts'
import type { LibraryState } from '../state.ts'

const broken = (): Reply =>
  jsonReply(
    500,
    { title: 'Internal error', status: 500 },
    { 'content-type': 'application/problem+json' },
  )

/** Invalid requests that are taken for what they nearly are. */
export const lenient: readonly Mutant<LibraryState>[] = [
  {
    id: 'genre-in-capitals-accepted',
    deviation: '`genre=FICTION` is taken for fiction; the enum has small letters.',
    change: (api) =>
      onRequest(api, 'GET', /^\/books$/, ({ query }) => {
        const genre = query.get('genre')
        if (genre !== null) query.set('genre', genre.toLowerCase())
      }),
    exhibit: async (v) => (await v.get('/books?genre=FICTION')).status === 200,
  },
  {
    id: 'time-of-day-accepted-for-day',
    deviation: '`published` may be a date-time, whose time is dropped; it is a date.',
    change: (api) => {
      const published = shapeIn(api, 'addBook', 'published')
      delete published.format
      published.pattern = /^.{10}(T.*)?$/
      shapeIn(api, 'addBook').also = (book) =>
        formats.date?.(String(book.published).slice(0, 10)) ? undefined : 'there is no such day'
      around(api, 'addBook', (run, context) => {
        const body = isObject(context.body) ? context.body : {}
        return run({
          ...context,
          body: { ...body, published: String(body.published).slice(0, 10) },
        })
      })
    },
    exhibit: async (v) => {
      const json = { ...newBook(), published: '2001-09-30T10:00:00Z' }
      return (await v.send('POST', '/books', { json })).status === 201
    },
  },
  {
    id: 'number-as-summary-accepted',
    deviation: 'A number is accepted as a summary and becomes a text.',
    change: (api) => {
      shapeIn(api, 'updateBook', 'summary').type = ['string', 'null', 'number']
      around(api, 'updateBook', (run, context) => {
        const body = isObject(context.body) ? context.body : {}
        return run({
          ...context,
          body:
            typeof body.summary === 'number' ? { ...body, summary: String(body.summary) } : body,
        })
      })
    },
    exhibit: async (v) =>
      (await v.send('PATCH', '/books/3', { json: { summary: 7 }, type: mergePatch })).status ===
      200,
  },
  {
    id: 'unknown-property-of-patch-ignored',
    deviation: 'PATCH passes over properties that BookPatch does not allow.',
    change: (api) => {
      const shape = shapeIn(api, 'updateBook')
      shape.closed = false
      around(api, 'updateBook', (run, context) => {
        const known = Object.entries(isObject(context.body) ? context.body : {}).filter(
          ([name]) => shape.properties?.[name],
        )
        return run({ ...context, body: Object.fromEntries(known) })
      })
    },
    exhibit: async (v) =>
      (await v.send('PATCH', '/books/3', { json: { pages: 5, rating: 5 }, type: mergePatch }))
        .status === 200,
  },
  {
    id: 'available-of-any-text-accepted',
    deviation: '`available=maybe` is taken for false; it is a boolean.',
    change: (api) =>
      onRequest(api, 'GET', /^\/books$/, ({ query }) => {
        if (query.has('available') && query.get('available') !== 'true')
          query.set('available', 'false')
      }),
    exhibit: async (v) => (await v.get('/books?available=maybe')).status === 200,
  },
  {
    id: 'sort-of-any-text-accepted',
    deviation: '`sort` that is not in the enum is taken for the default.',
    change: (api) => {
      parameterOf(api, 'listBooks', 'sort').shape = { type: 'string' }
      around(api, 'listBooks', (run, context) => {
        const sort = /^-?(title|published|pages)$/.test(String(context.query.sort))
          ? context.query.sort
          : 'title'
        return run({ ...context, query: { ...context.query, sort } })
      })
    },
    exhibit: async (v) => (await v.get('/books?sort=isbn')).status === 200,
  },
]

export const fragile: readonly Mutant<LibraryState>[] = [
  {
    id: 'backslash-500',
    deviation: 'A backslash in a summary ends in a 500.',
    change: (api) =>
      onReply(api, 'addBook', 201, (reply) => {
        const summary = isObject(reply.value) ? String(reply.value.summary) : ''
        return summary.includes('\\') ? broken() : reply
      }),
    exhibit: async (v) =>
      (await v.send('POST', '/books', { json: { ...newBook(), summary: 'a\\b' } })).status === 500,
  },
  {
    id: 'percent-500',
    deviation: 'A percent sign in a title ends in a 500.',
    change: (api) =>
      onReply(api, 'addBook', 201, (reply) => {
        return isObject(reply.value) && String(reply.value.title).includes('%') ? broken() : reply
      }),
    exhibit: async (v) =>
      (await v.send('POST', '/books', { json: { ...newBook(), title: '100 % wool' } })).status ===
      500,
  },
  {
    id: 'line-end-500',
    deviation: 'A line end in the note of a loan ends in a 500.',
    change: (api) =>
      onReply(api, 'updateLoan', 200, (reply) => {
        return isObject(reply.value) && /[\r\n]/.test(String(reply.value.note)) ? broken() : reply
      }),
    exhibit: async (v) =>
      (await v.send('PATCH', '/loans/3', { json: { note: 'a\nb' }, type: mergePatch })).status ===
      500,
  },
  {
    id: 'many-tags-500',
    deviation: 'Eight tags, as many as are allowed, end in a 500.',
    change: (api) =>
      onReply(api, 'addBook', 201, (reply) => {
        return isObject(reply.value) &&
          Array.isArray(reply.value.tags) &&
          reply.value.tags.length === 8
          ? broken()
          : reply
      }),
    exhibit: async (v) =>
      (await v.send('POST', '/books', { json: { ...newBook(), tags: [...'abcdefgh'] } })).status ===
      500,
  },
  {
    id: 'sorted-by-pages-descending-hangs',
    deviation: '`sort=-pages` gets no answer at all.',
    change: (api) => {
      api.write.push(
        (_, __, { operation, query }) =>
          operation === 'listBooks' && query.get('sort') === '-pages',
      )
    },
    exhibit: async (v) => v.breaks('GET', '/books?sort=-pages'),
  },
]

export const lists: readonly Mutant<LibraryState>[] = [
  {
    id: 'offset-ignored',
    deviation: '`offset` of the loans is ignored.',
    change: (api) =>
      around(api, 'listLoans', (run, context) =>
        run({ ...context, query: { ...context.query, offset: 0 } }),
      ),
    exhibit: async (v) =>
      (await v.get('/loans?offset=1')).list('items')[0]?.id ===
      (await v.get('/loans')).list('items')[0]?.id,
  },
  {
    id: 'total-one-short',
    deviation: '`total` of the loans is one less than there are.',
    change: (api) =>
      onValue(api, 'listLoans', 200, (page) => {
        page.total = Math.max(0, Number(page.total) - 1)
      }),
    exhibit: async (v) => {
      const page = await v.get('/loans?limit=100')
      return page.at('total') === page.list('items').length - 1
    },
  },
  {
    id: 'published-ascending-descends',
    deviation: '`sort=published` sorts downwards, as `-published` does.',
    change: (api) =>
      around(api, 'listBooks', (run, context) =>
        run({
          ...context,
          query: {
            ...context.query,
            ...(context.query.sort === 'published' && { sort: '-published' }),
          },
        }),
      ),
    exhibit: async (v) => {
      const days = (await v.get('/books?sort=published'))
        .list('items')
        .map((book) => String(book.published))
      return (days[0] ?? '') > (days[1] ?? '')
    },
  },
  {
    id: 'page-of-fifteen-at-most',
    deviation: 'A page has at most fifteen books, though `limit` may be up to 100 and more match.',
    change: (api) =>
      onValue(api, 'listBooks', 200, (page) => {
        page.items = itemsOf(page, 'items').slice(0, 15)
      }),
    exhibit: async (v) => (await v.get('/books?limit=20')).list('items').length === 15,
  },
  {
    id: 'page-missing-key-on-later-pages',
    deviation: 'Behind the first page, books lack `genre`, which is required.',
    change: (api) =>
      onValue(api, 'listBooks', 200, (page) => {
        if (Number(page.offset) > 0) for (const book of itemsOf(page, 'items')) delete book.genre
      }),
    exhibit: async (v) => (await v.get('/books?offset=10')).list('items')[0]?.genre === undefined,
  },
  {
    id: 'available-true-lost-beside-sort',
    deviation: '`available` is ignored when `sort` is given too.',
    change: (api) =>
      around(api, 'listBooks', (run, context) => {
        const { available, ...others } = context.query
        return run({
          ...context,
          query: others.sort === undefined || available === undefined ? context.query : others,
        })
      }),
    exhibit: async (v) =>
      (await v.get('/books?available=false&sort=pages&limit=100'))
        .list('items')
        .some((book) => book.available === true),
  },
]
