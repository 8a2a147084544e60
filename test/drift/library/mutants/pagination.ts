import type { Mutant } from '../../kit/bench.ts'
import { around, itemsOf, onValue } from '../../kit/change.ts'
import type { LibraryState } from '../state.ts'

const ids = (books: readonly Record<string, unknown>[]): string =>
  books.map((book) => book.id).join()

export const pagination: readonly Mutant<LibraryState>[] = [
  {
    id: 'total-of-the-page',
    deviation: '`total` counts the books of the page, not those that match.',
    change: (api) =>
      onValue(api, 'listBooks', 200, (page) => {
        page.total = itemsOf(page, 'items').length
      }),
    exhibit: async (v) => (await v.get('/books?limit=5')).at('total') === 5,
  },
  {
    id: 'total-without-filter',
    deviation: '`total` counts all books when only those of a genre are asked for.',
    change: (api) =>
      onValue(api, 'listBooks', 200, (page, _, { books }) => {
        page.total = books.size
      }),
    exhibit: async (v) => {
      const page = await v.get('/books?genre=travel&limit=100')
      return page.at('total') !== page.list('items').length
    },
  },
  {
    id: 'limit-ignored',
    deviation: '`limit` is ignored: a page has always ten books.',
    change: (api) =>
      around(api, 'listBooks', (run, context) =>
        run({ ...context, query: { ...context.query, limit: 10 } }),
      ),
    exhibit: async (v) => (await v.get('/books?limit=3')).list('items').length === 10,
  },
  {
    id: 'one-more-than-limit',
    deviation: 'A page of loans has one more than `limit`.',
    change: (api) =>
      around(api, 'listLoans', (run, context) => {
        const { limit } = context.query
        return run({
          ...context,
          query: { ...context.query, ...(typeof limit === 'number' && { limit: limit + 1 }) },
        })
      }),
    exhibit: async (v) => (await v.get('/loans?limit=2')).list('items').length === 3,
  },
  {
    id: 'offset-one-short',
    deviation: 'An offset passes over one book too few, so that pages overlap.',
    change: (api) =>
      around(api, 'listBooks', (run, context) => {
        const offset = Math.max(0, Number(context.query.offset ?? 0) - 1)
        return run({ ...context, query: { ...context.query, offset } })
      }),
    exhibit: async (v) => {
      const [first, second] = [
        await v.get('/books?limit=5'),
        await v.get('/books?limit=5&offset=5'),
      ]
      return first.list('items').at(-1)?.id === second.list('items')[0]?.id
    },
  },
  {
    id: 'last-page-dropped',
    deviation: 'A page that would not be full is empty, so that the last books are never seen.',
    change: (api) =>
      onValue(api, 'listBooks', 200, (page) => {
        if (Number(page.offset) > 0 && itemsOf(page, 'items').length < Number(page.limit))
          page.items = []
      }),
    exhibit: async (v) => (await v.get('/books?limit=10&offset=20')).list('items').length === 0,
  },
  {
    id: 'genre-forgotten-on-later-pages',
    deviation: 'The filter by genre holds on the first page only.',
    change: (api) =>
      around(api, 'listBooks', (run, context) => {
        const { genre, ...others } = context.query
        return run({ ...context, query: Number(others.offset ?? 0) > 0 ? others : context.query })
      }),
    exhibit: async (v) =>
      (await v.get('/books?genre=travel&offset=1'))
        .list('items')
        .some((book) => book.genre !== 'travel'),
  },
  {
    id: 'minus-title-ascends',
    deviation: '`sort=-title` sorts upwards.',
    change: (api) =>
      around(api, 'listBooks', (run, context) =>
        run({
          ...context,
          query: { ...context.query, ...(context.query.sort === '-title' && { sort: 'title' }) },
        }),
      ),
    exhibit: async (v) =>
      ids((await v.get('/books?sort=-title')).list('items')) ===
      ids((await v.get('/books?sort=title')).list('items')),
  },
  {
    id: 'pages-sorted-as-text',
    deviation: '`sort=pages` puts 1000 before 90, as texts are sorted.',
    change: (api) =>
      around(api, 'listBooks', (run, context) => {
        if (context.query.sort !== 'pages') return run(context)
        const text = (book: { pages?: number }): string => String(book.pages ?? '')
        const books = [...context.state.books.values()].toSorted((a, b) =>
          text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : a.id - b.id,
        )
        // The right server sorts what it is given by title: the rank is put there.
        const ranked = books.map(
          (book, rank) => [book.id, { ...book, title: String(rank).padStart(9, '0') }] as const,
        )
        const reply = run({
          ...context,
          query: { ...context.query, sort: 'title' },
          state: { ...context.state, books: new Map(ranked) },
        })
        if ('status' in reply) {
          for (const item of itemsOf(reply.value, 'items'))
            item.title = context.state.books.get(Number(item.id))?.title
        }
        return reply
      }),
    exhibit: async (v) => {
      const pages = (await v.get('/books?sort=pages&limit=100'))
        .list('items')
        .flatMap((book) => (typeof book.pages === 'number' ? [book.pages] : []))
      return pages.some((count, index) => index > 0 && count < (pages[index - 1] ?? 0))
    },
  },
  {
    id: 'loans-in-any-order',
    deviation: 'Loans come in another order at each call; the document says by their ids.',
    change: (api) => {
      let turn = 0
      onValue(api, 'listLoans', 200, (page) => {
        turn += 1
        const items = itemsOf(page, 'items')
        page.items = items.map((_, index) => items[(index + turn) % items.length])
      })
    },
    exhibit: async (v) => {
      const [first, second] = [await v.get('/loans'), await v.get('/loans')]
      return ids(first.list('items')) !== ids(second.list('items'))
    },
  },
  {
    id: 'available-false-ignored',
    deviation: '`available=false` is taken for no filter.',
    change: (api) =>
      around(api, 'listBooks', (run, context) => {
        const { available, ...others } = context.query
        return run({ ...context, query: available === false ? others : context.query })
      }),
    exhibit: async (v) =>
      (await v.get('/books?available=false')).list('items').some((book) => book.available === true),
  },
  {
    id: 'published-after-lost-beside-genre',
    deviation: '`publishedAfter` is ignored when a genre is given too.',
    change: (api) =>
      around(api, 'listBooks', (run, context) => {
        const { publishedAfter, ...others } = context.query
        return run({ ...context, query: others.genre === undefined ? context.query : others })
      }),
    exhibit: async (v) => {
      const found = await v.get('/books?genre=travel&publishedAfter=2100-01-01')
      return found.list('items').length > 0
    },
  },
  {
    id: 'status-filter-of-loans-ignored',
    deviation: '`status` of the loans filters nothing.',
    change: (api) =>
      around(api, 'listLoans', (run, context) =>
        run({ ...context, query: { ...context.query, status: undefined } }),
      ),
    exhibit: async (v) =>
      (await v.get('/loans?status=overdue'))
        .list('items')
        .some((loan) => loan.status !== 'overdue'),
  },
]
