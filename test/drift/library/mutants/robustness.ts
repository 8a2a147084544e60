import type { Mutant } from '../../kit/bench.ts'
import { onBytes, onDrop, onReply, onRequest } from '../../kit/change.ts'
import { jsonReply, type Reply } from '../../kit/reply.ts'
import { mergePatch, newBook } from '../samples.ts'
import type { LibraryState } from '../state.ts'

const broken = (detail: string): Reply =>
  jsonReply(
    500,
    { title: 'Internal error', status: 500, detail },
    { 'content-type': 'application/problem+json' },
  )

const add = { method: 'POST', path: /^\/books$/ } as const

export const robustness: readonly Mutant<LibraryState>[] = [
  {
    id: 'quote-breaks-sql',
    deviation: "A title with ' ends in a 500 that shows the SQL.",
    change: (api) =>
      onReply(api, 'addBook', 201, (reply, asked) =>
        /"title"\s*:\s*"[^"]*'/.test(asked.body.toString())
          ? broken('syntax error at or near "s": INSERT INTO books (title')
          : reply,
      ),
    exhibit: async (v) =>
      (await v.send('POST', '/books', { json: { ...newBook(), title: "Bee's wing" } })).status ===
      500,
  },
  {
    id: 'null-character-500',
    deviation: 'A text with U+0000, which the document allows, ends in a 500.',
    change: (api) =>
      onRequest(api, add.method, add.path, ({ body }) =>
        body.includes('\\u0000') ? broken('invalid byte sequence') : undefined,
      ),
    exhibit: async (v) =>
      (await v.send('POST', '/books', { json: { ...newBook(), title: 'a\0b' } })).status === 500,
  },
  {
    id: 'emoji-500',
    deviation: 'A character beyond U+FFFF in a note ends in a 500.',
    change: (api) =>
      onRequest(api, 'POST', /^\/loans$/, ({ body }) =>
        /[\u{10000}-\u{10ffff}]|\\ud83/iu.test(body.toString())
          ? broken('incorrect string value')
          : undefined,
      ),
    exhibit: async (v) =>
      (await v.send('POST', '/loans', { json: { bookId: 3, note: '\u{1f41d}' } })).status === 500,
  },
  {
    id: 'deep-json-500',
    deviation: 'JSON of more than 200 levels ends in a 500.',
    change: (api) =>
      onRequest(api, add.method, add.path, ({ body }) =>
        /(?:[[{][^[\]{}]*){200}/.test(body.toString()) ? broken('maximum depth') : undefined,
      ),
    exhibit: async (v) => {
      const body = `{"title": ${'['.repeat(400)}${']'.repeat(400)}}`
      return (await v.send('POST', '/books', { body, type: 'application/json' })).status === 500
    },
  },
  {
    id: 'id-beyond-int32-500',
    deviation: 'A book id beyond 2147483647 ends in a 500; it is an int64.',
    change: (api) =>
      onReply(api, 'getBook', 404, (reply, asked) =>
        Number(asked.params.bookId) > 2 ** 31 - 1 ? broken('integer out of range') : reply,
      ),
    exhibit: async (v) => (await v.get('/books/2147483648')).status === 500,
  },
  {
    id: 'long-title-drops-connection',
    deviation:
      'A title of 100 to 120 characters, which the document allows, breaks the connection.',
    change: (api) =>
      onDrop(
        api,
        (reply, asked) =>
          asked.operation === 'addBook' &&
          reply.status === 201 &&
          /"title"\s*:\s*"[^"]{100,}"/.test(asked.body.toString()),
      ),
    exhibit: async (v) =>
      v.breaks('POST', '/books', { json: { ...newBook(), title: 'x'.repeat(110) } }),
  },
  {
    id: 'far-offset-hangs',
    deviation: 'The largest `offset` that is documented gets no answer at all.',
    change: (api) =>
      api.write.push(
        (_, __, { operation, query }) =>
          operation === 'listBooks' && query.get('offset') === '100000',
      ),
    exhibit: async (v) => v.breaks('GET', '/books?offset=100000'),
  },
  {
    id: 'problem-with-stack',
    deviation: 'The detail of a 404 is a stack trace with paths of the server.',
    change: (api) =>
      onReply(api, 'getBook', 404, (reply) => ({
        ...reply,
        value: {
          title: 'Not found',
          status: 404,
          detail:
            'Error: no book\n    at find (/srv/library/dist/books.js:41:13)\n    at run (/srv/library/node_modules/router/index.js:284:15)',
        },
      })),
    exhibit: async (v) => String((await v.get('/books/999999')).at('detail')).includes('/srv/'),
  },
  {
    id: 'null-summary-kills-server',
    deviation: 'A patch that removes the summary ends the server.',
    change: (api) => {
      let dead = false
      api.write.push((response, _, asked) => {
        dead ||=
          asked.operation === 'updateBook' && /"summary"\s*:\s*null/.test(asked.body.toString())
        if (dead) response.socket?.destroy()
        return dead
      })
    },
    exhibit: async (v) => {
      const broke = await v.breaks('PATCH', '/books/3', {
        json: { summary: null },
        type: mergePatch,
      })
      return broke && (await v.breaks('GET', '/books'))
    },
  },
  {
    id: '304-with-body',
    deviation: 'A 304 is followed by the book; it has no content (RFC 9110, 15.4.5).',
    change: (api) =>
      onBytes(
        api,
        (reply, asked) => reply.status === 304 && asked.operation === 'getBook',
        (head) => [
          `${head}Content-Type: application/json\r\nContent-Length: 13\r\n\r\n`,
          '{"id": 12345}',
        ],
      ),
    exhibit: async (v) => {
      const call =
        'GET /books/3 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer lib_4f9d2c71ab03e6588\r\nIf-None-Match: *\r\n\r\n'
      return (await v.raw(call)).endsWith('{"id": 12345}')
    },
  },
  {
    id: 'list-cut-short',
    deviation: 'A page of more than 20 books ends in the middle, before its Content-Length.',
    change: (api) =>
      onBytes(
        api,
        (reply, asked) =>
          asked.operation === 'listBooks' &&
          asked.method === 'GET' &&
          reply.status === 200 &&
          Number(asked.query.get('limit')) > 20,
        (head, body) => [head, `Content-Length: ${body.length}\r\n\r\n`, body.subarray(0, -200)],
      ),
    exhibit: async (v) => v.breaks('GET', '/books?limit=25'),
  },
]
