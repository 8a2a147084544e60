import type { BodyRules, Context, Operation, Refusal } from '../kit/api.ts'
import type { Parameter } from '../kit/parameter.ts'
import { emptyReply, jsonReply, type Reply } from '../kit/reply.ts'
import { isObject, type Shape } from '../kit/shape.ts'
import { bookInput, bookPatch, genres } from './shapes.ts'
import { type Book, type LibraryState, members } from './state.ts'
import { holds, isCurrent, tagOf } from './tags.ts'

type Asking = Context<LibraryState>
const mostBytes = 32_768

export const pageParameters = (): Parameter[] => [
  { name: 'limit', in: 'query', shape: { type: 'integer', minimum: 1, maximum: 100 } },
  { name: 'offset', in: 'query', shape: { type: 'integer', minimum: 0, maximum: 100_000 } },
]

export const idParameter = (name: string): Parameter => ({
  name,
  in: 'path',
  required: true,
  shape: { type: 'integer', format: 'int64', minimum: 1 },
})

export function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise
}

function bookOf({ state, path }: Asking): Book | undefined {
  return state.books.get(numberOr(path.bookId, 0))
}

function compare(key: string): (a: Book, b: Book) => number {
  const name = key.replace(/^-/, '')
  const keyOf = (book: Book): string | number =>
    name === 'pages' ? (book.pages ?? 0) : name === 'published' ? book.published : book.title
  return (a, b) => {
    const [left, right] = [keyOf(a), keyOf(b)]
    const order = left < right ? -1 : left > right ? 1 : 0
    return (key.startsWith('-') ? -order : order) || a.id - b.id
  }
}

function listBooks({ state, query }: Asking): Reply {
  const limit = numberOr(query.limit, 10)
  const offset = numberOr(query.offset, 0)
  const found = [...state.books.values()]
    .filter((book) => query.genre === undefined || book.genre === query.genre)
    .filter(
      (book) => typeof query.publishedAfter !== 'string' || book.published > query.publishedAfter,
    )
    .filter((book) => query.available === undefined || book.available === query.available)
    .toSorted(compare(typeof query.sort === 'string' ? query.sort : 'title'))
  return jsonReply(200, {
    items: found.slice(offset, offset + limit),
    total: found.length,
    limit,
    offset,
  })
}

function clash(state: LibraryState, isbn: unknown, id: number): Refusal | undefined {
  const taken = [...state.books.values()].some((book) => book.isbn === isbn && book.id !== id)
  return taken ? { kind: 'conflict', message: 'There is a book with this ISBN.' } : undefined
}

// The shape has let the body through, so its members are those of a book.
function fieldsOf(
  body: unknown,
): Omit<Book, 'id' | 'available' | 'contributor' | 'rating' | 'addedAt'> {
  return body as Book
}

function addBook({ state, body, caller }: Asking): Refusal | Reply {
  const id = state.nextBook
  const refusal = clash(state, fieldsOf(body).isbn, id)
  if (refusal) return refusal
  state.nextBook += 1
  const book: Book = {
    id,
    ...fieldsOf(body),
    available: true,
    contributor: members[caller]?.name ?? '',
    rating: null,
    addedAt: new Date().toISOString(),
  }
  state.books.set(id, book)
  return jsonReply(201, book, { location: `/books/${id}`, etag: tagOf(book) })
}

function findBook(context: Asking): Refusal | undefined {
  return bookOf(context) ? undefined : { kind: 'not-found', message: 'There is no such book.' }
}

function findOwnBook(context: Asking): Refusal | undefined {
  const book = bookOf(context)
  if (!book) return { kind: 'not-found', message: 'There is no such book.' }
  if (book.contributor !== members[context.caller]?.name) {
    return { kind: 'forbidden', message: 'The book was contributed by another member.' }
  }
  if (!isCurrent(context.header['If-Match'], tagOf(book))) {
    return { kind: 'precondition', message: 'The book has changed.' }
  }
  return undefined
}

function getBook(context: Asking): Reply {
  const book = bookOf(context)
  const headers = { etag: tagOf(book), 'cache-control': 'private, no-cache' }
  return holds(context.header['If-None-Match'], headers.etag)
    ? emptyReply(304, headers)
    : jsonReply(200, book, headers)
}

function replaceBook(context: Asking): Refusal | Reply {
  const before = bookOf(context)
  if (!before) return { kind: 'not-found', message: 'There is no such book.' }
  const refusal = clash(context.state, fieldsOf(context.body).isbn, before.id)
  if (refusal) return refusal
  const { id, available, contributor, rating, addedAt } = before
  const book: Book = { id, ...fieldsOf(context.body), available, contributor, rating, addedAt }
  context.state.books.set(id, book)
  return jsonReply(200, book, { etag: tagOf(book) })
}

function updateBook(context: Asking): Reply {
  const book = { ...bookOf(context) }
  const patch = isObject(context.body) ? context.body : {}
  for (const [name, value] of Object.entries(patch)) {
    // A merge patch (RFC 7396) removes what it sets to null.
    if (value === null) Reflect.deleteProperty(book, name)
    else Reflect.set(book, name, value)
  }
  context.state.books.set(numberOr(context.path.bookId, 0), book as Book)
  return jsonReply(200, book, { etag: tagOf(book) })
}

function deleteBook(context: Asking): Refusal | Reply {
  const book = bookOf(context)
  if (book?.available === false) return { kind: 'conflict', message: 'The book is on loan.' }
  context.state.books.delete(book?.id ?? 0)
  return emptyReply()
}

const content = (mediaType: string, shape: Shape): BodyRules => ({
  required: true,
  content: { [mediaType]: shape },
  mostBytes,
})

const ifMatch = (): Parameter => ({ name: 'If-Match', in: 'header', shape: { type: 'string' } })

export function bookOperations(): Record<string, Operation<LibraryState>> {
  const one = { path: '/books/{bookId}', security: [['member']] }
  return {
    listBooks: {
      method: 'GET',
      path: '/books',
      security: [],
      parameters: [
        ...pageParameters(),
        { name: 'genre', in: 'query', shape: genres() },
        { name: 'publishedAfter', in: 'query', shape: { type: 'string', format: 'date' } },
        { name: 'available', in: 'query', shape: { type: 'boolean' } },
        {
          name: 'sort',
          in: 'query',
          shape: { enum: ['title', '-title', 'published', '-published', 'pages', '-pages'] },
        },
      ],
      run: listBooks,
    },
    addBook: {
      method: 'POST',
      path: '/books',
      security: [['member']],
      parameters: [],
      body: content('application/json', bookInput()),
      run: addBook,
    },
    getBook: {
      ...one,
      method: 'GET',
      parameters: [
        idParameter('bookId'),
        { name: 'If-None-Match', in: 'header', shape: { type: 'string' } },
      ],
      find: findBook,
      run: getBook,
    },
    replaceBook: {
      ...one,
      method: 'PUT',
      parameters: [idParameter('bookId'), ifMatch()],
      body: content('application/json', bookInput()),
      find: findOwnBook,
      run: replaceBook,
    },
    updateBook: {
      ...one,
      method: 'PATCH',
      parameters: [idParameter('bookId'), ifMatch()],
      body: content('application/merge-patch+json', bookPatch()),
      find: findOwnBook,
      run: updateBook,
    },
    deleteBook: {
      ...one,
      method: 'DELETE',
      parameters: [idParameter('bookId')],
      find: findOwnBook,
      run: deleteBook,
    },
  }
}
