import type { Mutant } from '../../kit/bench.ts'
import { onItems, onReply, onValue } from '../../kit/change.ts'
import { newBook } from '../samples.ts'
import type { LibraryState } from '../state.ts'

export const schema: readonly Mutant<LibraryState>[] = [
  {
    id: 'book-without-contributor',
    deviation: 'One book is answered without `contributor`, which Book requires.',
    change: (api) =>
      onValue(api, 'getBook', 200, (book) => {
        delete book.contributor
      }),
    exhibit: async (v) => (await v.get('/books/3')).at('contributor') === undefined,
  },
  {
    id: 'listed-rating-as-text',
    deviation: 'In the list, and only there, `rating` is a string where it is not null.',
    change: (api) =>
      onItems(api, 'listBooks', 'items', (book) => {
        if (typeof book.rating === 'number') book.rating = book.rating.toFixed(1)
      }),
    exhibit: async (v) =>
      (await v.get('/books')).list('items').some((book) => typeof book.rating === 'string'),
  },
  {
    id: 'added-book-with-revision',
    deviation: 'The answer to a new book has `revision`, and Book allows no unevaluated property.',
    change: (api) =>
      onValue(api, 'addBook', 201, (book) => {
        book.revision = 1
      }),
    exhibit: async (v) =>
      (await v.send('POST', '/books', { json: newBook() })).at('revision') !== undefined,
  },
  {
    id: 'loan-without-empty-note',
    deviation: 'A loan without a note has no `note`, which Loan requires, null or not.',
    change: (api) =>
      onValue(api, 'getLoan', 200, (loan) => {
        if (loan.note === null) delete loan.note
      }),
    exhibit: async (v) => (await v.get('/loans/3')).at('note') === undefined,
  },
  {
    id: 'card-without-dashes',
    deviation: "A member's card is not written as a UUID.",
    change: (api) =>
      onValue(api, 'getMe', 200, (me) => {
        me.card = String(me.card).replaceAll('-', '')
      }),
    exhibit: async (v) => !String((await v.get('/members/me')).at('card')).includes('-'),
  },
  {
    id: 'total-of-loans-as-text',
    deviation: '`total` of the loans is a string.',
    change: (api) =>
      onValue(api, 'listLoans', 200, (page) => {
        page.total = String(page.total)
      }),
    exhibit: async (v) => typeof (await v.get('/loans')).at('total') === 'string',
  },
  {
    id: 'no-tags-as-null',
    deviation: 'A book without tags says `tags: null`, and an array is not nullable.',
    change: (api) =>
      onValue(api, 'getBook', 200, (book) => {
        book.tags ??= null
      }),
    exhibit: async (v) => (await v.get('/books/2')).at('tags') === null,
  },
  {
    id: 'problem-without-title',
    deviation: 'The problem of a 404 has no `title`, which Problem requires.',
    change: (api) =>
      onValue(api, '*', 404, (problem) => {
        delete problem.title
      }),
    exhibit: async (v) => (await v.get('/books/999999')).at('title') === undefined,
  },
  {
    id: 'offset-beyond-as-empty-object',
    deviation: 'Beyond the last book `items` is an object, not an array.',
    change: (api) =>
      onReply(api, 'listBooks', 200, (reply, asked) => {
        const value = structuredClone(reply.value) as { items: unknown }
        if (Number(asked.query.get('offset')) > 1000) value.items = {}
        return { ...reply, value }
      }),
    exhibit: async (v) => !Array.isArray((await v.get('/books?offset=5000')).at('items')),
  },
]
