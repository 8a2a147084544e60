/** Replaces one step of a server by a function that is given the right one. */
const wrap = (name, make) => (app) => {
  const right = app[name]
  app[name] = make(right, app)
}
/** Changes every answer of the server that a condition picks. */
const answers = (picks, change) =>
  wrap('handle', (right) => (request) => {
    const answer = right(request)
    return picks(request, answer) ? change(answer, request) : answer
  })
const body = (change) => (answer) => ({ ...answer, body: change(answer.body) })
const book = (request, { status }) => request.path.startsWith('/books/') && status === 200
const rule = (name, accept) => (app) => {
  app.rules[name] = accept
}
const queryRule = (name, accept) => (app) => {
  app.queryRules[name] = accept
}
const without =
  (name) =>
  ({ [name]: _, ...rest }) =>
    rest

const schema = {
  'a number as text': answers(
    book,
    body((value) => ({ ...value, year: String(value.year) })),
  ),
  'a required property left out': answers(book, body(without('author'))),
  'a property that is not documented': answers(
    book,
    body((value) => ({ ...value, shelf: 3 })),
  ),
  'a value outside the enum': answers(
    (request, { status }) => request.path === '/books' && status === 201,
    body((value) => ({ ...value, genre: 'novel' })),
  ),
  'a date-time without zone': answers(
    book,
    body((value) => ({ ...value, updatedAt: value.updatedAt.replace('Z', '') })),
  ),
  'null where null is not allowed': answers(
    book,
    body((value) => ({ ...value, isbn: value.isbn ?? null })),
  ),
  'an id that is no uuid': answers(
    (request, { status }) =>
      request.path === '/loans' && request.method === 'POST' && status === 201,
    body((value) => ({ ...value, id: value.id.replaceAll('-', '') })),
  ),
  'only the second item of the list is wrong': answers(
    (request, { status }) =>
      request.path === '/books' && request.method === 'GET' && status === 200,
    body((value) => ({
      ...value,
      items: value.items.map((item, index) => (index === 1 ? { ...item, available: 'yes' } : item)),
    })),
  ),
  'an error without code': answers((_, { status }) => status === 404, body(without('code'))),
  'an error with a number as message': answers(
    (_, { status }) => status === 401,
    body((value) => ({ ...value, message: 17 })),
  ),
  'details of an error without field': answers(
    (_, { status, body: value }) => status === 400 && value.details,
    body((value) => ({ ...value, details: value.details.map(() => ({ problem: 'wrong' })) })),
  ),
  'a date with a time': answers(
    (request, { status }) => request.path.startsWith('/loans/') && status === 200,
    body((value) => ({ ...value, dueDate: `${value.dueDate}T00:00:00Z` })),
  ),
  'an object instead of a list': answers(
    (request, { status }) =>
      request.path === '/loans' && request.method === 'GET' && status === 200,
    body((value) => ({ loans: value })),
  ),
  'a body that is no JSON': answers(book, (answer) => ({
    ...answer,
    body: JSON.stringify(answer.body).slice(0, -1),
    headers: { ...answer.headers, 'Content-Type': 'application/json' },
  })),
  'an empty body': answers(book, (answer) => ({
    ...answer,
    body: '',
    headers: { ...answer.headers, 'Content-Type': 'application/json' },
  })),
  'a fraction where an integer is documented': answers(
    (request, { status }) =>
      request.path === '/books' && request.method === 'GET' && status === 200,
    body((value) => ({ ...value, total: value.total + 0.5 })),
  ),
}

const status = {
  '200 instead of 201': answers(
    (_, { status: is }) => is === 201,
    (answer) => ({ ...answer, status: 200 }),
  ),
  '200 instead of 204': answers(
    (_, { status: is }) => is === 204,
    (answer) => ({ ...answer, status: 200 }),
  ),
  '202 for a change': answers(
    (request, { status: is }) => request.method === 'PUT' && is === 200,
    (answer) => ({ ...answer, status: 202 }),
  ),
  '500 for an unknown id': answers(
    (_, { status: is }) => is === 404,
    (answer) => ({ ...answer, status: 500 }),
  ),
  '400 for an unknown id': answers(
    (request, { status: is }) => is === 404 && request.path.startsWith('/books/'),
    (answer) => ({ ...answer, status: 400 }),
  ),
  '200 with nothing for an unknown id': answers(
    (request, { status: is }) =>
      is === 404 && request.method === 'GET' && request.path.startsWith('/loans/'),
    () => ({ status: 200, body: {} }),
  ),
  '422 instead of 400': answers(
    (_, { status: is }) => is === 400,
    (answer) => ({ ...answer, status: 422 }),
  ),
  '404 instead of 400 for an invalid body': (app) => {
    const right = app.invalid
    app.invalid = (fields) =>
      fields.some((field) => field in app.rules) ? { ...right(fields), status: 404 } : right(fields)
  },
  '500 for what exists already': answers(
    (_, { status: is }) => is === 409,
    (answer) => ({ ...answer, status: 500 }),
  ),
  '403 instead of 401': answers(
    (_, { status: is }) => is === 401,
    (answer) => ({ ...answer, status: 403 }),
  ),
  '400 instead of 415': answers(
    (_, { status: is }) => is === 415,
    (answer) => ({ ...answer, status: 400 }),
  ),
  'what exists already is made again': wrap('isbnTaken', () => () => false),
}

const headers = {
  'no Location': answers(
    (_, { status: is }) => is === 201,
    ({ headers: { Location: _, ...rest }, ...answer }) => ({ ...answer, headers: rest }),
  ),
  'Location of another collection': answers(
    (request, { status: is }) => is === 201 && request.path === '/books',
    (answer) => ({
      ...answer,
      headers: { Location: answer.headers.Location.replace('/books/', '/book/') },
    }),
  ),
  'Location of something else': (app) => {
    let last
    const right = app.createBook
    app.createBook = (request) => {
      const answer = right(request)
      if (answer.status !== 201) return answer
      const location = last ?? answer.headers.Location
      last = answer.headers.Location
      return { ...answer, headers: { Location: location } }
    }
  },
  'text/html for JSON': answers(book, (answer) => ({
    ...answer,
    headers: { ...answer.headers, 'Content-Type': 'text/html' },
  })),
  'no Content-Type': answers(book, (answer) => ({ ...answer, body: JSON.stringify(answer.body) })),
  'JSON in latin-1': answers(book, (answer) => ({
    ...answer,
    headers: { ...answer.headers, 'Content-Type': 'application/json; charset=iso-8859-1' },
  })),
  'problem+json where JSON is documented': answers(
    (_, { status: is }) => is === 400,
    (answer) => ({ ...answer, headers: { 'Content-Type': 'application/problem+json' } }),
  ),
  'no WWW-Authenticate': answers(
    (_, { status: is }) => is === 401,
    (answer) => ({ ...answer, headers: {} }),
  ),
  'no ETag': answers(
    (request, { status: is }) =>
      request.path.startsWith('/books/') && request.method === 'GET' && is === 200,
    (answer) => ({ ...answer, headers: {} }),
  ),
  'an ETag without quotes': wrap('etag', (right) => (value) => right(value).slice(1, -1)),
  'an ETag that never changes': wrap('etag', () => (value) => `"${value.id}"`),
  'If-None-Match is ignored': wrap(
    'getBook',
    (right) => (request, value) => right({ ...request, headers: {} }, value),
  ),
  '304 for any If-None-Match': wrap(
    'getBook',
    (right, app) => (request, value) =>
      request.headers['if-none-match']
        ? { status: 304, headers: { ETag: app.etag(value) } }
        : right(request, value),
  ),
  'a Content-Length that is too long': answers(book, (answer) => ({
    raw: `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nETag: "a"\r\nContent-Length: ${JSON.stringify(answer.body).length + 50}\r\nConnection: close\r\n\r\n${JSON.stringify(answer.body)}`,
  })),
  'gzip that is none': answers(book, (answer) => ({
    ...answer,
    headers: { ...answer.headers, 'Content-Encoding': 'gzip' },
  })),
  'two Content-Types': answers(book, (answer) => ({
    ...answer,
    headers: { ...answer.headers, 'Content-Type': ['application/json', 'text/plain'] },
  })),
}

const requests = {
  'a limit above the maximum': queryRule('limit', (text) => /^[1-9]\d*$/.test(text)),
  'a limit of zero': queryRule('limit', (text) => /^\d+$/.test(text) && Number(text) <= 50),
  'a limit that is no number': queryRule(
    'limit',
    (text) => !(Number(text) > 50) && !(Number(text) < 1),
  ),
  'a negative offset': queryRule('offset', (text) => /^-?\d+$/.test(text)),
  'an unknown genre in the query': queryRule('genre', () => true),
  'an unknown order': queryRule('sort', () => true),
  'a boolean that is none': queryRule('available', () => true),
  'a title that is too long': rule(
    'title',
    (value) => typeof value === 'string' && value.length >= 1,
  ),
  'an empty title': rule('title', (value) => typeof value === 'string' && [...value].length <= 120),
  'a number as title': rule(
    'title',
    (value) =>
      (typeof value === 'string' && [...value].length >= 1 && [...value].length <= 120) ||
      typeof value === 'number',
  ),
  'a year as text': rule(
    'year',
    (value) => Number(value) >= 1000 && Number(value) <= 2100 && Number.isInteger(Number(value)),
  ),
  'a year that is a fraction': rule(
    'year',
    (value) => typeof value === 'number' && value >= 1000 && value <= 2100,
  ),
  'an ISBN of another form': rule('isbn', (value) => typeof value === 'string'),
  'a price at its excluded end': rule(
    'price',
    (value) => typeof value === 'number' && value >= 0 && value <= 10000,
  ),
  'a tag twice': rule(
    'tags',
    (value) =>
      Array.isArray(value) &&
      value.length <= 5 &&
      value.every(
        (tag) => typeof tag === 'string' && [...tag].length >= 1 && [...tag].length <= 20,
      ),
  ),
  'too many tags': rule(
    'tags',
    (value) =>
      Array.isArray(value) &&
      new Set(value).size === value.length &&
      value.every(
        (tag) => typeof tag === 'string' && [...tag].length >= 1 && [...tag].length <= 20,
      ),
  ),
  'an empty tag': rule(
    'tags',
    (value) =>
      Array.isArray(value) &&
      value.length <= 5 &&
      new Set(value).size === value.length &&
      value.every((tag) => typeof tag === 'string' && [...tag].length <= 20),
  ),
  'undocumented properties': wrap(
    'faults',
    (right) => (value, allowed, required) =>
      right(value, Object.keys(value ?? {}).concat(allowed), required).filter(
        (name) => allowed.includes(name) || name === 'body',
      ),
  ),
  'a body without author': wrap(
    'faults',
    (right) => (value, allowed, required) =>
      right(
        value,
        allowed,
        required.filter((name) => name !== 'author'),
      ),
  ),
  'an empty change': wrap('changeBook', (right, app) => (request, value) => {
    const read = app.readJson(request)
    return read.value &&
      typeof read.value === 'object' &&
      !Array.isArray(read.value) &&
      Object.keys(read.value).length === 0
      ? app.reply(200, value)
      : right(request, value)
  }),
  'null for a number': rule(
    'days',
    (value) => value === null || (Number.isInteger(value) && value >= 1 && value <= 28),
  ),
  'malformed JSON': wrap('readJson', (right) => (request) => {
    const read = right(request)
    return read.refusal?.status === 400
      ? { value: { title: 'untitled', author: 'nobody', year: 2000, genre: 'fiction' } }
      : read
  }),
  'any media type': wrap(
    'readJson',
    (right) => (request) =>
      right({ ...request, headers: { ...request.headers, 'content-type': 'application/json' } }),
  ),
  'the largest limit is refused': queryRule(
    'limit',
    (text) => /^[1-9]\d*$/.test(text) && Number(text) < 50,
  ),
  'the shortest title is refused': rule(
    'title',
    (value) => typeof value === 'string' && [...value].length >= 2 && [...value].length <= 120,
  ),
  'the longest author is refused': rule(
    'author',
    (value) => typeof value === 'string' && value.length >= 1 && value.length < 80,
  ),
  'one genre is refused': rule('genre', (value) =>
    ['fiction', 'science', 'history'].includes(value),
  ),
  'null is refused where it is allowed': rule(
    'subtitle',
    (value) => typeof value === 'string' && value.length <= 80,
  ),
  'accents are refused': rule(
    'title',
    (value) => typeof value === 'string' && /^[\x20-\x7e]{1,120}$/.test(value),
  ),
  'an optional property is demanded': wrap(
    'faults',
    (right) => (value, allowed, required) =>
      right(value, allowed, required.includes('genre') ? [...required, 'isbn'] : required),
  ),
  'charset=utf-8 is refused': wrap(
    'readJson',
    (right, app) => (request) =>
      /charset/.test(request.headers['content-type'] ?? '')
        ? { refusal: app.problem(415, 'unsupported_media_type', 'No.') }
        : right(request),
  ),
}

const security = {
  'no credential is needed to list': wrap(
    'handle',
    (right, app) => (request) =>
      request.path === '/books' && request.method === 'GET'
        ? app.route(request, 'nobody')
        : right(request),
  ),
  'no credential is needed to delete': wrap(
    'handle',
    (right, app) => (request) =>
      request.method === 'DELETE' && request.path.startsWith('/books/')
        ? app.route(request, 'nobody')
        : right(request),
  ),
  'any token will do': wrap(
    'caller',
    (right) => (request) =>
      right(request) ??
      (/^bearer \S+$/i.test(request.headers.authorization ?? '') ? 'alice' : undefined),
  ),
  'the beginning of a token will do': wrap(
    'caller',
    (right) => (request) =>
      right(request) ??
      (/^bearer token-of-alic/i.test(request.headers.authorization ?? '') ? 'alice' : undefined),
  ),
  'the scheme does not matter': wrap(
    'caller',
    (right) => (request) =>
      right({
        ...request,
        headers: {
          authorization: (request.headers.authorization ?? '').replace(/^\S+ +/, 'Bearer '),
        },
      }),
  ),
  'the scheme may be left out': wrap(
    'caller',
    (right) => (request) =>
      right(request) ??
      right({ ...request, headers: { authorization: `Bearer ${request.headers.authorization}` } }),
  ),
  'validation comes before the credential': wrap('handle', (right, app) => (request) => {
    if (
      request.method === 'POST' &&
      request.path === '/books' &&
      app.caller(request) === undefined
    ) {
      const { value } = app.readJson(request)
      const faults =
        value === undefined
          ? []
          : app.faults(value, app.bookFields, ['title', 'author', 'year', 'genre'])
      if (faults.length > 0) return app.invalid(faults)
    }
    return right(request)
  }),
  'strangers learn what exists': wrap('handle', (right, app) => (request) => {
    const [, kind, id] = request.path.split('/')
    return app.caller(request) === undefined && kind === 'books' && id && !app.books.has(id)
      ? app.notFound()
      : right(request)
  }),
  "another's loan can be read": wrap('owns', () => () => true),
  "another's loan can be ended": wrap('route', (right, app) => (request, caller) => {
    const [, kind, id] = request.path.split('/')
    const loan = app.loans.get(id)
    return kind === 'loans' && request.method === 'DELETE' && loan
      ? app.endLoan(loan)
      : right(request, caller)
  }),
  "another's loans are listed": wrap(
    'ownLoans',
    (_, app) => () => [...app.loans.values()].reverse(),
  ),
  'an error shows the token': answers(
    (request, { status: is }) => is === 404 && request.headers.authorization,
    (answer, request) => ({
      ...answer,
      body: { ...answer.body, message: `Not for ${request.headers.authorization}` },
    }),
  ),
}

const methods = {
  'PUT on the collection is served': wrap(
    'route',
    (right, app) => (request, caller) =>
      request.method === 'PUT' && request.path === '/books'
        ? app.reply(200, { ok: true })
        : right(request, caller),
  ),
  'POST on one loan is served': wrap('route', (right, app) => (request, caller) => {
    const [, kind, id] = request.path.split('/')
    return request.method === 'POST' && kind === 'loans' && id
      ? app.reply(200, app.loans.get(id) ?? {})
      : right(request, caller)
  }),
  'DELETE on the collection is served': wrap('route', (right, app) => (request, caller) => {
    if (request.method !== 'DELETE' || request.path !== '/loans') return right(request, caller)
    app.loans.clear()
    return { status: 204 }
  }),
  'TRACE is served': wrap(
    'route',
    (right) => (request, caller) =>
      request.method === 'TRACE'
        ? { status: 200, body: 'TRACE', headers: { 'Content-Type': 'message/http' } }
        : right(request, caller),
  ),
  '405 without Allow': wrap('methodNotAllowed', (right) => (allow) => ({
    ...right(allow),
    headers: {},
  })),
  'Allow forgets a method': wrap(
    'methodNotAllowed',
    (right) => (allow) => right(allow.filter((method) => method !== 'PATCH' && method !== 'POST')),
  ),
  'HEAD answers 404': wrap(
    'route',
    (right, app) => (request, caller) =>
      request.method === 'HEAD' ? { ...app.notFound(), status: 400 } : right(request, caller),
  ),
  'HEAD has another length': answers(
    (request) => request.method === 'HEAD',
    (answer) => ({ ...answer, headers: { ...answer.headers, 'Content-Length': 7 } }),
  ),
}

const state = {
  'nothing is stored': wrap(
    'store',
    (right, app) => (value) => (app.books.has(value.id) ? right(value) : undefined),
  ),
  'a change is not stored': wrap('changeBook', (right, app) => (request, value) => {
    const answer = right(request, value)
    if (answer.status === 200) app.books.set(value.id, value)
    return answer
  }),
  'the answer to a change is the old thing': wrap(
    'replaceBook',
    (right, app) => (request, value) => {
      const answer = right(request, value)
      return answer.status === 200 ? app.reply(200, value) : answer
    },
  ),
  'a change of one property resets another': wrap(
    'changeBook',
    (right, app) => (request, value) => {
      const answer = right(request, value)
      if (answer.status === 200 && !('year' in JSON.parse(request.body))) {
        const reset = { ...answer.body, year: 2000 }
        app.books.set(value.id, reset)
        return app.reply(200, reset)
      }
      return answer
    },
  ),
  'a property gets lost on creation': wrap(
    'store',
    (right) =>
      ({ tags: _, ...value }) =>
        right(value),
  ),
  'a change gives a new id': wrap('replaceBook', (right, app) => (request, value) => {
    const answer = right(request, value)
    if (answer.status !== 200) return answer
    const renamed = { ...answer.body, id: app.newId() }
    app.books.set(value.id, renamed)
    return app.reply(200, renamed)
  }),
  'a change resets the time of creation': wrap('replaceBook', (right, app) => (request, value) => {
    const answer = right(request, value)
    if (answer.status !== 200) return answer
    const renewed = { ...answer.body, createdAt: app.now() }
    app.books.set(value.id, renewed)
    return app.reply(200, renewed)
  }),
  'a change reaches another book': wrap('changeBook', (right, app) => (request, value) => {
    const answer = right(request, value)
    if (answer.status === 200) {
      const last = [...app.books.values()].at(-1)
      if (last.id !== value.id) app.books.set(last.id, { ...last, title: answer.body.title })
    }
    return answer
  }),
  'what is deleted stays': wrap('remove', () => () => undefined),
  'what is deleted is still listed': (app) => {
    const gone = new Set()
    app.remove = (value) => gone.add(value.id)
    const right = app.route
    app.route = (request, caller) =>
      gone.has(request.path.split('/')[2]) ? app.notFound() : right(request, caller)
  },
  'deleting takes the next one too': wrap('remove', (right, app) => (value) => {
    const ids = [...app.books.keys()]
    const next = ids[ids.indexOf(value.id) + 1]
    right(value)
    if (next) app.books.delete(next)
  }),
  'what is created is not listed': (app) => {
    const seeds = new Set(app.books.keys())
    const right = app.matching
    app.matching = (query) => right(query).filter(({ id }) => seeds.has(id))
  },
  'a filter is ignored': wrap('matching', (right) => (query) => {
    const rest = new URLSearchParams(query)
    rest.delete('genre')
    return right(rest)
  }),
  'a filter loses items': wrap(
    'matching',
    (right) => (query) => (query.has('available') ? right(query).slice(1) : right(query)),
  ),
  'a lower bound is not kept': wrap('matching', (right) => (query) => {
    const rest = new URLSearchParams(query)
    rest.delete('minYear')
    return right(rest)
  }),
  'an order is ignored': wrap(
    'sorted',
    (right) => (books, sort) => (sort?.endsWith('year') ? books : right(books, sort)),
  ),
  'descending is ascending': wrap(
    'sorted',
    (right) => (books, sort) => right(books, sort?.replace('-', '')),
  ),
  'reading twice gives two titles': (app) => {
    let count = 0
    const right = app.getBook
    app.getBook = (request, value) =>
      right(request, { ...value, title: `${value.title.slice(0, 100)} ${count++}` })
  },
  'PUT a second time is refused': (app) => {
    const seen = new Set()
    const right = app.replaceBook
    app.replaceBook = (request, value) => {
      const key = value.id + request.body
      if (seen.has(key)) return app.problem(409, 'conflict', 'Again?')
      const answer = right(request, value)
      if (answer.status === 200) seen.add(key)
      return answer
    }
  },
  'a client can choose the id': wrap('createBook', (right, app) => (request) => {
    const read = app.readJson(request)
    const id = read.value?.id
    if (typeof id !== 'string') return right(request)
    const { id: _, ...rest } = read.value
    const answer = right({ ...request, body: Buffer.from(JSON.stringify(rest)) })
    if (answer.status !== 201) return answer
    app.books.delete(answer.body.id)
    const made = { ...answer.body, id }
    app.books.set(id, made)
    return app.reply(201, made, { Location: `/books/${id}` })
  }),
}

const robustness = {
  'a null character breaks it': wrap(
    'handle',
    (right) => (request) =>
      request.body.includes('\\u0000')
        ? { status: 500, body: { code: 'internal', message: 'oops' } }
        : right(request),
  ),
  'an emoji breaks it': wrap(
    'handle',
    (right) => (request) =>
      /[\u{1f300}-\u{1faff}]/u.test(request.body.toString())
        ? { status: 500, body: { code: 'internal', message: 'oops' } }
        : right(request),
  ),
  'deep nesting breaks it': wrap(
    'handle',
    (right) => (request) =>
      request.body.includes('[[[[[[[[')
        ? { status: 500, body: { code: 'internal', message: 'oops' } }
        : right(request),
  ),
  'null as a body breaks it': wrap('faults', (right) => (value, ...rest) => {
    if (value === null) throw new TypeError('null')
    return right(value, ...rest)
  }),
  'malformed JSON shows the stack': wrap('readJson', (right, app) => (request) => {
    const read = right(request)
    return read.refusal?.status === 400
      ? { refusal: app.problem(400, 'malformed_json', new SyntaxError('Unexpected token').stack) }
      : read
  }),
  'a long text breaks it': wrap(
    'handle',
    (right) => (request) =>
      request.body.length > 15_000
        ? { status: 500, body: { code: 'internal', message: 'oops' } }
        : right(request),
  ),
  'a badly encoded path breaks it': wrap(
    'route',
    (right) => (request, caller) =>
      /%(?![0-9a-f]{2})/i.test(request.path)
        ? { status: 500, body: { code: 'internal', message: 'oops' } }
        : right(request, caller),
  ),
  'a repeated parameter breaks it': wrap('listBooks', (right) => (request) => {
    if (request.query.getAll('genre').length > 1) throw new TypeError('twice')
    return right(request)
  }),
  'a member named __proto__ breaks it': wrap(
    'handle',
    (right) => (request) =>
      request.body.includes('__proto__')
        ? { status: 500, body: { code: 'internal', message: 'oops' } }
        : right(request),
  ),
  'an unknown media type ends the connection': wrap(
    'handle',
    (right) => (request) =>
      /xml/.test(request.headers['content-type'] ?? '') ? { destroy: true } : right(request),
  ),
  'a member of the wrong type is never answered': wrap('rules', (rules) => ({
    ...rules,
    author: (value) => {
      if (typeof value === 'object') throw Object.assign(new Error('hang'), { hang: true })
      return rules.author(value)
    },
  })),
  'a line break becomes a header': wrap('listBooks', (right) => (request) => {
    const match = /\n(X-[\w-]+): *(.*)$/.exec(request.query.get('genre') ?? '')
    const answer = right(request)
    return match ? { ...answer, headers: { [match[1]]: match[2] } } : answer
  }),
}

const pagination = {
  'the total is the length of the page': wrap('total', () => (_, items) => items.length),
  'the total forgets the filter': wrap('total', (_, app) => () => app.books.size),
  'the total is one too many': wrap('total', (right) => (matching) => right(matching) + 1),
  'the limit is ignored': wrap(
    'page',
    () => (books, query) => books.slice(Number(query.get('offset') ?? 0)),
  ),
  'one item too many': wrap(
    'page',
    () => (books, query) =>
      books.slice(
        Number(query.get('offset') ?? 0),
        Number(query.get('offset') ?? 0) + Number(query.get('limit') ?? 10) + 1,
      ),
  ),
  'another default': wrap('page', (right) => (books, query) => {
    const set = new URLSearchParams(query)
    if (!set.has('limit')) set.set('limit', '5')
    return right(books, set)
  }),
  'the offset is one short': wrap('page', (right) => (books, query) => {
    const set = new URLSearchParams(query)
    if (Number(set.get('offset')) > 0) set.set('offset', String(Number(set.get('offset')) - 1))
    return right(books, set)
  }),
  'the offset counts pages': wrap('page', (right) => (books, query) => {
    const set = new URLSearchParams(query)
    set.set('offset', String(Number(set.get('offset') ?? 0) * Number(set.get('limit') ?? 10)))
    return right(books, set)
  }),
  'the last item is never shown': wrap(
    'page',
    (right) => (books, query) =>
      right(books, query).filter(
        (item) => item !== books.at(-1) || !query.has('limit') || Number(query.get('limit')) > 20,
      ),
  ),
  'the order changes from call to call': (app) => {
    let turn = 0
    const right = app.sorted
    app.sorted = (books, sort) =>
      sort ? right(books, sort) : turn++ % 2 ? [...books].reverse() : books
  },
  'beyond the end it begins again': wrap(
    'page',
    (right) => (books, query) =>
      Number(query.get('offset')) >= books.length ? books.slice(0, 1) : right(books, query),
  ),
}

export const mutants = Object.entries({
  schema,
  status,
  headers,
  requests,
  security,
  methods,
  state,
  robustness,
  pagination,
}).flatMap(([family, changes]) =>
  Object.entries(changes).map(([name, change]) => ({ family, name, change })),
)
