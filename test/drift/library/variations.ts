import type { Variation } from '../kit/bench.ts'
import { around, onReply, onRequest, onValue } from '../kit/change.ts'
import {
  charsetParameter,
  chunked,
  earlyHints,
  extraHeaders,
  gzip,
  htmlNotFound,
  longUrlRefused,
  lowerCaseHeaders,
  slowly,
  traceNotImplemented,
} from '../kit/liberties.ts'
import { emptyReply } from '../kit/reply.ts'
import { burst, limitBursts } from './bursts.ts'
import { mergePatch, newBook } from './samples.ts'
import type { LibraryState } from './state.ts'

/** Loans under ids that JavaScript's numbers cannot hold, as int64 may be. */
const far = 9_007_199_254_740_993n
const farId = (id: string): string => String(far + 2n * BigInt(id))

export const variations: readonly Variation<LibraryState>[] = [
  lowerCaseHeaders('/books'),
  chunked('/books'),
  gzip('/books'),
  charsetParameter('/books'),
  extraHeaders('/books'),
  htmlNotFound(),
  earlyHints('/books'),
  slowly('/books'),
  longUrlRefused('/books'),
  traceNotImplemented('/books'),
  {
    id: 'delete-again-204',
    liberty:
      'Ending a loan that is not there is answered with 204: DELETE is idempotent (RFC 9110, 9.2.2).',
    change: (api) => onReply(api, 'endLoan', 404, () => emptyReply()),
    exhibit: async (v) => (await v.send('DELETE', '/loans/999999')).status === 204,
  },
  {
    id: 'foreign-book-404',
    liberty:
      'A book of another member is answered with 404, not 403, when it is to be changed; both are documented.',
    change: (api) => {
      for (const operation of ['replaceBook', 'updateBook', 'deleteBook']) {
        onReply(api, operation, 403, (_, asked) =>
          api.refuse({ kind: 'not-found', message: 'There is no such book.' }, asked),
        )
      }
    },
    exhibit: async (v) => (await v.send('DELETE', '/books/1', { as: 'ben' })).status === 404,
  },
  {
    id: 'bursts-429',
    liberty: `After each ${burst} requests some are answered with 429 and Retry-After, as documented.`,
    change: (api) => limitBursts(api, { 'retry-after': '1' }),
    exhibit: async (v) => {
      const statuses = new Set<number>()
      for (let count = 0; count < burst + 5; count += 1)
        statuses.add((await v.get('/books?limit=1')).status)
      return statuses.has(429)
    },
  },
  {
    id: 'untyped-body-read-as-json',
    liberty: 'A body without Content-Type is examined and read as JSON (RFC 9110, 8.3).',
    change: (api) =>
      onRequest(api, 'POST', /^\//, ({ headers, body }) => {
        if (headers['content-type'] === undefined && body.length > 0)
          headers['content-type'] = 'application/json'
      }),
    exhibit: async (v) =>
      (await v.send('POST', '/books', { body: JSON.stringify(newBook()) })).status === 201,
  },
  {
    id: 'summary-null-when-absent',
    liberty: 'A book without a summary says `summary: null`, which is allowed.',
    change: (api) => {
      const fill = (book: Record<string, unknown>): void => {
        book.summary ??= null
      }
      for (const [operation, status] of [
        ['getBook', 200],
        ['addBook', 201],
        ['replaceBook', 200],
        ['updateBook', 200],
      ] as const) {
        onValue(api, operation, status, fill)
      }
      onValue(api, 'listBooks', 200, (page) => {
        if (Array.isArray(page.items)) page.items.forEach(fill)
      })
    },
    exhibit: async (v) => (await v.get('/books/1')).at('summary') === null,
  },
  {
    id: 'titles-normalised',
    liberty:
      'Texts are kept in Unicode normal form C, which no reader can tell from what was sent.',
    change: (api) => {
      for (const operation of [
        'addBook',
        'replaceBook',
        'updateBook',
        'borrowBook',
        'updateLoan',
      ]) {
        around(api, operation, (run, context) =>
          run({ ...context, body: JSON.parse(JSON.stringify(context.body).normalize('NFC')) }),
        )
      }
    },
    exhibit: async (v) => {
      const made = await v.send('POST', '/books', { json: { ...newBook(), title: 'Cafe\u0301' } })
      return made.at('title') === 'Caf\u00e9'
    },
  },
  {
    id: 'ids-beyond-doubles',
    liberty: 'Ids of loans are beyond 2^53, as int64 allows.',
    change: (api) => {
      api.before.push((asked) => {
        asked.path = asked.path.replace(/^\/loans\/(\d+)$/, (_, id: string) => {
          const near = BigInt(id) - far
          // Nothing is under an id that is not one of these.
          return `/loans/${near > 0n && near % 2n === 0n ? near / 2n : 999_999_999}`
        })
        return undefined
      })
      onReply(api, '*', 0, (reply, { operation }) => {
        const ofLoans = operation === 'borrowBook' || /Loans?$/.test(operation ?? '')
        if (!ofLoans || reply.value === undefined) return reply
        const text = JSON.stringify(reply.value).replace(
          /"id":(\d+)/g,
          (_, id: string) => `"id":${farId(id)}`,
        )
        const { location } = reply.headers
        const headers = { ...reply.headers }
        if (typeof location === 'string')
          headers.location = location.replace(/\d+$/, (id) => farId(id))
        return { ...reply, headers, text }
      })
    },
    exhibit: async (v) => {
      const made = await v.send('POST', '/loans', { json: { bookId: 3 } })
      return (
        made.text.includes('"id":90071992547') &&
        (await v.get(made.headers.location ?? '')).text.includes('"id":90071992547')
      )
    },
  },
  {
    id: 'windows-of-one-second',
    liberty: 'The window of the rate limit ends each second, and what remains is more again.',
    change: (api) =>
      api.before.push((_, state) => {
        if (state.windowEnds > Date.now() + 1000) state.windowEnds = Date.now() + 1000
        if (Date.now() > state.windowEnds) {
          state.windowEnds = Date.now() + 1000
          state.requests = 0
        }
        return undefined
      }),
    exhibit: async (v) => Number((await v.get('/books')).headers['ratelimit-reset']) <= 1,
  },
  {
    id: 'accept-obeyed-406',
    liberty:
      'A request that accepts no JSON is answered with 406, as any resource may (RFC 9110, 12.5.1).',
    change: (api) =>
      api.before.push(({ headers }) => {
        const { accept } = headers
        const fine =
          accept === undefined ||
          accept === '' ||
          /\*\/\*|application\/\*|application\/json|json/.test(accept)
        return fine
          ? undefined
          : {
              status: 406,
              headers: { 'content-type': 'application/problem+json' },
              value: { title: 'Not acceptable', status: 406 },
            }
      }),
    exhibit: async (v) =>
      (await v.get('/books', { headers: { accept: 'image/png' } })).status === 406,
  },
  {
    id: 'numbers-with-a-point',
    liberty: 'Integers are written 25.0, which is an integer too (JSON Schema, 6.1.1).',
    change: (api) =>
      onReply(api, 'listBooks', 200, (reply) => ({
        ...reply,
        text: JSON.stringify(reply.value).replace(/"(total|limit|offset)":(\d+)/g, '"$1":$2.0'),
      })),
    exhibit: async (v) => /"total":\d+\.0/.test((await v.get('/books')).text),
  },
  {
    id: 'non-ascii-escaped',
    liberty: 'JSON is indented and written in ASCII only, with escapes.',
    change: (api) =>
      onReply(api, '*', 0, (reply) =>
        reply.value === undefined
          ? reply
          : {
              ...reply,
              text: `${JSON.stringify(reply.value, null, 2).replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`,
            },
      ),
    exhibit: async (v) => {
      const made = await v.send('PATCH', '/loans/3', { json: { note: 'Ève' }, type: mergePatch })
      return made.text.includes('\\u00c8')
    },
  },
  {
    id: 'problems-say-more',
    liberty: 'Problems have members of their own: Problem is open (RFC 9457, 3.2).',
    change: (api) =>
      onReply(api, '*', 0, (reply) => {
        if (reply.status < 400) return reply
        return {
          ...reply,
          value: { ...(reply.value as object), type: '/problems/general', trace: 'a81f0c' },
        }
      }),
    exhibit: async (v) => (await v.get('/books/999999')).at('trace') === 'a81f0c',
  },
  {
    id: 'other-members-at-work',
    liberty:
      'Every half second another member adds a book or takes it away again: the catalogue is not ours alone.',
    change: (api) => {
      let next = Date.now() + 500
      api.before.push((_, { books }) => {
        if (Date.now() < next) return undefined
        next = Date.now() + 500
        const model = books.get(2)
        if (books.has(800_000)) books.delete(800_000)
        else if (model)
          books.set(800_000, {
            ...model,
            id: 800_000,
            isbn: '9799999999999',
            title: 'Just in',
            available: true,
          })
        return undefined
      })
    },
    exhibit: async (v) => {
      await new Promise((resolve) => setTimeout(resolve, 600))
      return (await v.get('/books')).at('total') === 26
    },
  },
]
