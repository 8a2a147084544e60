import { createHash, randomUUID } from 'node:crypto'

const genres = ['fiction', 'science', 'history', 'poetry']
const tokens = new Map([
  ['token-of-alice', 'alice'],
  ['token-of-bob', 'bob'],
])
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The library as its document describes it. Every step is a member, so that a wrong server can replace one of them. */
export function createServer() {
  const app = {
    books: new Map(),
    loans: new Map(),
    clock: 0,
    now: () => new Date(Date.UTC(2025, 0, 1) + app.clock++ * 1000).toISOString(),
    newId: () => randomUUID(),

    reply: (status, body, headers = {}) => ({ status, body, headers }),
    problem: (status, code, message, details) =>
      app.reply(status, { code, message, ...(details ? { details } : {}) }),

    caller(request) {
      const [, token] = /^bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? []
      return tokens.get(token)
    },
    unauthorized: () => ({
      ...app.problem(401, 'unauthorized', 'A valid token is needed.'),
      headers: { 'WWW-Authenticate': 'Bearer realm="library"' },
    }),

    readJson(request) {
      if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
        return { refusal: app.problem(415, 'unsupported_media_type', 'Send application/json.') }
      }
      try {
        return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(request.body)) }
      } catch {
        return { refusal: app.problem(400, 'malformed_json', 'The body is not JSON.') }
      }
    },

    rules: {
      title: (value) =>
        typeof value === 'string' && [...value].length >= 1 && [...value].length <= 120,
      author: (value) =>
        typeof value === 'string' && [...value].length >= 1 && [...value].length <= 80,
      year: (value) => Number.isInteger(value) && value >= 1000 && value <= 2100,
      genre: (value) => genres.includes(value),
      isbn: (value) => typeof value === 'string' && /^97[89][0-9]{10}$/.test(value),
      price: (value) =>
        typeof value === 'number' && Number.isFinite(value) && value >= 0 && value < 10000,
      available: (value) => typeof value === 'boolean',
      subtitle: (value) => value === null || (typeof value === 'string' && [...value].length <= 80),
      tags: (value) =>
        Array.isArray(value) &&
        value.length <= 5 &&
        new Set(value).size === value.length &&
        value.every(
          (tag) => typeof tag === 'string' && [...tag].length >= 1 && [...tag].length <= 20,
        ),
      bookId: (value) => typeof value === 'string' && uuid.test(value),
      days: (value) => Number.isInteger(value) && value >= 1 && value <= 28,
      note: (value) => typeof value === 'string' && [...value].length <= 200,
    },
    /** Fields of a body that break the contract. */
    faults(value, allowed, required) {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return ['body']
      const faults = required.filter((name) => !Object.hasOwn(value, name))
      for (const [name, member] of Object.entries(value)) {
        if (!allowed.includes(name) || !app.rules[name](member)) faults.push(name)
      }
      return faults
    },
    invalid: (fields) =>
      app.problem(
        400,
        'invalid_request',
        'The request breaks the contract.',
        fields.map((field) => ({ field, problem: 'is not what the contract asks for' })),
      ),

    etag: (book) =>
      `"${createHash('sha1').update(JSON.stringify(book)).digest('hex').slice(0, 16)}"`,

    queryRules: {
      limit: (text) => /^[1-9]\d*$/.test(text) && Number(text) <= 50,
      offset: (text) => /^(0|[1-9]\d*)$/.test(text),
      genre: (text) => genres.includes(text),
      available: (text) => text === 'true' || text === 'false',
      minYear: (text) => /^\d{4}$/.test(text) && Number(text) >= 1000 && Number(text) <= 2100,
      sort: (text) => ['title', '-title', 'year', '-year'].includes(text),
    },
    matching(query) {
      return [...app.books.values()].filter(
        (book) =>
          (!query.has('genre') || book.genre === query.get('genre')) &&
          (!query.has('available') || String(book.available) === query.get('available')) &&
          (!query.has('minYear') || book.year >= Number(query.get('minYear'))),
      )
    },
    sorted(books, sort) {
      if (!sort) return books
      const name = sort.replace('-', '')
      const sign = sort.startsWith('-') ? -1 : 1
      return [...books].sort(
        (left, right) => sign * (left[name] < right[name] ? -1 : left[name] > right[name] ? 1 : 0),
      )
    },
    page(books, query) {
      const offset = Number(query.get('offset') ?? 0)
      return books.slice(offset, offset + Number(query.get('limit') ?? 10))
    },
    total: (matching) => matching.length,
    listBooks({ query }) {
      const wrong = Object.keys(app.queryRules).filter(
        (name) => query.has(name) && !app.queryRules[name](query.get(name)),
      )
      if (wrong.length > 0) return app.invalid(wrong)
      const matching = app.matching(query)
      const items = app.page(app.sorted(matching, query.get('sort')), query)
      return app.reply(200, { items, total: app.total(matching, items) })
    },

    bookFields: [
      'title',
      'author',
      'year',
      'genre',
      'isbn',
      'price',
      'available',
      'subtitle',
      'tags',
    ],
    isbnTaken: (isbn, except) =>
      isbn !== undefined &&
      [...app.books.values()].some((book) => book.isbn === isbn && book.id !== except),
    store: (book) => app.books.set(book.id, book),
    createBook(request) {
      const { refusal, value } = app.readJson(request)
      if (refusal) return refusal
      const faults = app.faults(value, app.bookFields, ['title', 'author', 'year', 'genre'])
      if (faults.length > 0) return app.invalid(faults)
      if (app.isbnTaken(value.isbn))
        return app.problem(409, 'isbn_taken', 'A book with this ISBN already exists.')
      const time = app.now()
      const book = { id: app.newId(), available: true, ...value, createdAt: time, updatedAt: time }
      app.store(book)
      return app.reply(201, book, { Location: `/books/${book.id}` })
    },
    getBook({ headers }, book) {
      const etag = app.etag(book)
      if (headers['if-none-match'] === etag) return { status: 304, headers: { ETag: etag } }
      return app.reply(200, book, { ETag: etag })
    },
    replaceBook(request, book) {
      const { refusal, value } = app.readJson(request)
      if (refusal) return refusal
      const faults = app.faults(value, app.bookFields, ['title', 'author', 'year', 'genre'])
      if (faults.length > 0) return app.invalid(faults)
      if (app.isbnTaken(value.isbn, book.id))
        return app.problem(409, 'isbn_taken', 'A book with this ISBN already exists.')
      const replaced = {
        id: book.id,
        available: true,
        ...value,
        createdAt: book.createdAt,
        updatedAt: app.now(),
      }
      app.store(replaced)
      return app.reply(200, replaced)
    },
    changeBook(request, book) {
      const { refusal, value } = app.readJson(request)
      if (refusal) return refusal
      const faults = app.faults(value, ['title', 'year', 'available', 'subtitle'], [])
      if (faults.length === 0 && Object.keys(value).length === 0) faults.push('body')
      if (faults.length > 0) return app.invalid(faults)
      const changed = { ...book, ...value, updatedAt: app.now() }
      app.store(changed)
      return app.reply(200, changed)
    },
    remove: (book) => app.books.delete(book.id),
    deleteBook(_request, book) {
      app.remove(book)
      return { status: 204 }
    },

    ownLoans: (caller) =>
      [...app.loans.values()].filter(({ borrower }) => borrower === caller).reverse(),
    owns: (loan, caller) => loan.borrower === caller,
    createLoan(request, caller) {
      const { refusal, value } = app.readJson(request)
      if (refusal) return refusal
      const faults = app.faults(value, ['bookId', 'days', 'note'], ['bookId', 'days'])
      if (faults.length > 0) return app.invalid(faults)
      if (!app.books.has(value.bookId.toLowerCase()))
        return app.problem(404, 'no_such_book', 'There is no such book.')
      const due = new Date(Date.parse(app.now()) + value.days * 86_400_000)
      const loan = {
        id: app.newId(),
        ...value,
        borrower: caller,
        dueDate: due.toISOString().slice(0, 10),
      }
      app.loans.set(loan.id, loan)
      return app.reply(201, loan, { Location: `/loans/${loan.id}` })
    },
    endLoan(loan) {
      app.loans.delete(loan.id)
      return { status: 204 }
    },

    notFound: () => app.problem(404, 'not_found', 'There is no such thing.'),
    methodNotAllowed: (allow) => ({
      ...app.problem(405, 'method_not_allowed', 'This method is not known here.'),
      headers: { Allow: allow.join(', ') },
    }),

    route(request, caller) {
      const [, collection, rawId, ...rest] = request.path.split('/')
      if (rest.length > 0 || !['books', 'loans'].includes(collection)) return app.notFound()
      let id
      try {
        id = rawId === undefined ? undefined : decodeURIComponent(rawId)
      } catch {
        return app.invalid([collection === 'books' ? 'bookId' : 'loanId'])
      }
      const { method } = request
      if (id === undefined) {
        if (collection === 'books') {
          if (method === 'GET' || method === 'HEAD') return app.listBooks(request)
          if (method === 'POST') return app.createBook(request)
        } else {
          if (method === 'GET' || method === 'HEAD') return app.reply(200, app.ownLoans(caller))
          if (method === 'POST') return app.createLoan(request, caller)
        }
        return app.methodNotAllowed(['GET', 'HEAD', 'POST'])
      }
      const methods =
        collection === 'books'
          ? ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE']
          : ['GET', 'HEAD', 'DELETE']
      if (!methods.includes(method)) return app.methodNotAllowed(methods)
      if (!uuid.test(id)) return app.invalid([collection === 'books' ? 'bookId' : 'loanId'])
      if (collection === 'books') {
        const book = app.books.get(id.toLowerCase())
        if (!book) return app.notFound()
        if (method === 'PUT') return app.replaceBook(request, book)
        if (method === 'PATCH') return app.changeBook(request, book)
        return method === 'DELETE' ? app.deleteBook(request, book) : app.getBook(request, book)
      }
      const loan = app.loans.get(id.toLowerCase())
      if (!loan || !app.owns(loan, caller)) return app.notFound()
      return method === 'DELETE' ? app.endLoan(loan) : app.reply(200, loan)
    },
    handle(request) {
      const caller = app.caller(request)
      if (caller === undefined) return app.unauthorized()
      return app.route(request, caller)
    },
  }
  for (let index = 0; index < 4; index++) {
    const time = app.now()
    const id = randomUUID()
    app.books.set(id, {
      id,
      title: `Volume ${index + 1}`,
      author: 'The town',
      year: 1900 + index,
      genre: genres[index],
      available: index % 2 === 0,
      createdAt: time,
      updatedAt: time,
    })
  }
  return app
}

export const auth = { token: 'token-of-alice' }
export const identities = [{ name: 'bob', auth: { token: 'token-of-bob' } }]
