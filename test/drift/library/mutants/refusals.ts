import type { Mutant } from '../../kit/bench.ts'
import { operationOf, parameterOf, shapeIn } from '../../kit/change.ts'
import { mergePatch, newBook } from '../samples.ts'
import type { LibraryState } from '../state.ts'

/** Requests that the document allows, and that are refused all the same. */
export const refusals: readonly Mutant<LibraryState>[] = [
  {
    id: 'title-measured-in-bytes',
    deviation: 'A title of 120 characters that are not ASCII is refused: its bytes are counted.',
    change: (api) => {
      shapeIn(api, 'addBook').also = ({ title }) =>
        Buffer.byteLength(String(title)) > 120 ? 'the title is too long' : undefined
    },
    exhibit: async (v) =>
      (await v.send('POST', '/books', { json: { ...newBook(), title: 'é'.repeat(100) } }))
        .status === 422,
  },
  {
    id: 'leap-day-refused',
    deviation: 'A book published on the 29th of February of a leap year is refused.',
    change: (api) => {
      shapeIn(api, 'addBook').also = ({ published }) =>
        String(published).endsWith('-02-29') ? 'no such day' : undefined
    },
    exhibit: async (v) =>
      (await v.send('POST', '/books', { json: { ...newBook(), published: '2000-02-29' } }))
        .status === 422,
  },
  {
    id: 'limit-of-100-refused',
    deviation: '`limit=100`, the `maximum`, is refused.',
    change: (api) => {
      parameterOf(api, 'listBooks', 'limit').shape.maximum = 99
    },
    exhibit: async (v) => (await v.get('/books?limit=100')).status === 422,
  },
  {
    id: 'one-letter-title-refused',
    deviation: 'A title of one character, which `minLength` allows, is refused by PATCH.',
    change: (api) => {
      shapeIn(api, 'updateBook', 'title').minLength = 2
    },
    exhibit: async (v) =>
      (await v.send('PATCH', '/books/3', { json: { title: 'Q' }, type: mergePatch })).status ===
      422,
  },
  {
    id: 'null-summary-refused',
    deviation: 'A new book with `summary: null`, which the type allows, is refused.',
    change: (api) => {
      shapeIn(api, 'addBook', 'summary').type = 'string'
    },
    exhibit: async (v) =>
      (await v.send('POST', '/books', { json: { ...newBook(), summary: null } })).status === 422,
  },
  {
    id: 'children-refused-as-genre',
    deviation: 'The genre `children`, the last of the enum, is refused as a filter.',
    change: (api) => {
      parameterOf(api, 'listBooks', 'genre').shape.enum = [
        'fiction',
        'history',
        'science',
        'travel',
      ]
    },
    exhibit: async (v) => (await v.get('/books?genre=children')).status === 422,
  },
  {
    id: 'book-without-pages-refused',
    deviation: 'A book without `pages`, which is not required, is refused by PUT.',
    change: (api) => {
      const shape = shapeIn(api, 'replaceBook')
      shape.required = [...(shape.required ?? []), 'pages']
    },
    exhibit: async (v) => {
      const { pages: _, ...slim } = newBook()
      return (await v.send('PUT', '/books/3', { json: slim })).status === 422
    },
  },
  {
    id: 'charset-refused',
    deviation:
      'application/json; charset=utf-8 is refused with 415; a parameter does not make another media type.',
    change: (api) => {
      const { body } = operationOf(api, 'borrowBook')
      api.before.push((asked) => {
        const here = asked.method === 'POST' && asked.path === '/loans'
        return here && body && /;\s*charset=/i.test(asked.headers['content-type'] ?? '')
          ? api.refuse({ kind: 'media-type', message: 'Send application/json.' }, asked)
          : undefined
      })
    },
    exhibit: async (v) => {
      const ask = { json: { bookId: 3 }, type: 'application/json; charset=utf-8' }
      return (await v.send('POST', '/loans', ask)).status === 415
    },
  },
]
