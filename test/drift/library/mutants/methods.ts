import type { Mutant } from '../../kit/bench.ts'
import { onReply, onRequest } from '../../kit/change.ts'
import { emptyReply, jsonReply } from '../../kit/reply.ts'
import { newBook } from '../samples.ts'
import type { LibraryState } from '../state.ts'

export const methods: readonly Mutant<LibraryState>[] = [
  {
    id: 'me-deletable',
    deviation: 'DELETE /members/me is answered with 204; there is no such operation.',
    change: (api) => onRequest(api, 'DELETE', /^\/members\/me$/, () => emptyReply()),
    exhibit: async (v) => (await v.send('DELETE', '/members/me')).status === 204,
  },
  {
    id: 'post-replaces-book',
    deviation: 'POST /books/{bookId} replaces the book as PUT does; there is no such operation.',
    change: (api) =>
      onRequest(api, 'POST', /^\/books\/\d+$/, (asked) => {
        asked.method = 'PUT'
      }),
    exhibit: async (v) => (await v.send('POST', '/books/3', { json: newBook() })).status === 200,
  },
  {
    id: 'allow-missing',
    deviation: 'A 405 has no Allow.',
    change: (api) =>
      onReply(api, '*', 405, (reply) => {
        delete reply.headers.allow
      }),
    exhibit: async (v) => {
      const answer = await v.send('PATCH', '/members/me')
      return answer.status === 405 && answer.headers.allow === undefined
    },
  },
  {
    id: 'allow-forgets-methods',
    deviation: 'Allow of a 405 names GET and HEAD only, where PUT, PATCH and DELETE work too.',
    change: (api) =>
      onReply(api, '*', 405, (reply) => {
        reply.headers.allow = 'GET, HEAD'
      }),
    exhibit: async (v) => (await v.send('POST', '/books/3')).headers.allow === 'GET, HEAD',
  },
  {
    id: 'options-500',
    deviation: 'OPTIONS ends in a 500.',
    change: (api) =>
      onRequest(api, 'OPTIONS', /^\//, () =>
        jsonReply(500, { title: 'Internal error', status: 500 }),
      ),
    exhibit: async (v) => (await v.send('OPTIONS', '/books')).status === 500,
  },
  {
    id: 'unknown-methods-read-loans',
    deviation: 'PUT /loans is answered as GET /loans is: with 200 and the list.',
    change: (api) =>
      onRequest(api, 'PUT', /^\/loans$/, (asked) => {
        asked.method = 'GET'
      }),
    exhibit: async (v) => (await v.send('PUT', '/loans')).status === 200,
  },
]
