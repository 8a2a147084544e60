import type { Mutant } from '../../kit/bench.ts'
import { onDrop, onReply, onRequest } from '../../kit/change.ts'
import { jsonReply, type Reply } from '../../kit/reply.ts'
import { album, bare } from '../samples.ts'
import type { GalleryState } from '../state.ts'

const broken = (message = 'Internal error'): Reply => jsonReply(500, { code: 500, message })

export const robustness: readonly Mutant<GalleryState>[] = [
  {
    id: 'bad-percent-encoding-500',
    deviation: 'A path with a percent sign that encodes nothing ends in a 500 that says URIError.',
    change: (api) =>
      onRequest(api, 'GET', /^\/albums\//, ({ path }) => {
        try {
          decodeURIComponent(path)
          return undefined
        } catch {
          return broken('URIError: URI malformed')
        }
      }),
    exhibit: async (v) => (await v.get('/albums/%zz')).status === 500,
  },
  {
    id: 'proto-500',
    deviation:
      'A property by the name of `__proto__`, which AlbumInput allows as any other, ends in a 500.',
    change: (api) =>
      onRequest(api, 'POST', /^\/albums$/, ({ body }) =>
        body.includes('"__proto__"') ? broken() : undefined,
      ),
    exhibit: async (v) => {
      const body = '{"title": "P", "visibility": "public", "__proto__": {"a": 1}}'
      return (await v.send('POST', '/albums', { body, type: 'application/json' })).status === 500
    },
  },
  {
    id: 'no-body-500',
    deviation: 'JSON that is announced and not sent ends in a 500.',
    change: (api) =>
      onRequest(api, 'POST', /\/photos$/, ({ body }) =>
        body.length === 0 ? broken('Unexpected end of JSON input') : undefined,
      ),
    exhibit: async (v) =>
      (await v.send('POST', `${album}/photos`, { type: 'application/json' })).status === 500,
  },
  {
    id: 'before-1970-500',
    deviation: 'A photo taken before 1970 ends in a 500.',
    change: (api) =>
      onReply(api, 'addPhoto', 201, (reply, { body }) => {
        const taken = /"taken_at"\s*:\s*"([^"]+)"/.exec(body.toString())?.[1]
        return taken !== undefined && Date.parse(taken) < 0 ? broken() : reply
      }),
    exhibit: async (v) => {
      const json = { title: 'Old', taken_at: '1962-07-01T12:00:00Z' }
      return (await v.send('POST', `${album}/photos`, { json })).status === 500
    },
  },
  {
    id: 'array-for-object-500',
    deviation: 'A list in place of an album ends in a 500.',
    change: (api) =>
      onRequest(api, 'PUT', /^\/albums\/[^/]+$/, ({ body }) =>
        /^\s*\[/.test(body.toString()) ? broken() : undefined,
      ),
    exhibit: async (v) => (await v.send('PUT', album, { json: [] })).status === 500,
  },
  {
    id: 'longest-slug-500',
    deviation: 'A slug of the greatest length that the pattern allows ends in a 500.',
    change: (api) =>
      onReply(api, 'getAlbum', 404, (reply, { params }) =>
        (params.album ?? '').length >= 41 ? broken() : reply,
      ),
    exhibit: async (v) => (await v.get(`/albums/${'a'.repeat(41)}`)).status === 500,
  },
  {
    id: 'empty-picture-kills-connection',
    deviation: 'An empty picture breaks the connection.',
    change: (api) =>
      onDrop(api, (_, { operation, body }) => operation === 'putContent' && body.length === 0),
    exhibit: async (v) => v.breaks('PUT', `${bare}/content`, { body: '', type: 'image/png' }),
  },
  {
    id: 'stars-one-hangs',
    deviation: 'The filter for one star gets no answer at all.',
    change: (api) =>
      void api.write.push(
        (_, __, { operation, query }) =>
          operation === 'listPhotos' && query.get('min_stars') === '1',
      ),
    exhibit: async (v) => v.breaks('GET', `${album}/photos?min_stars=1`),
  },
  {
    id: 'accept-nonsense-500',
    deviation: 'An Accept that fits nothing ends in a 500.',
    change: (api) => onReply(api, 'listPhotos', 406, () => broken()),
    exhibit: async (v) =>
      (await v.get(`${album}/photos`, { headers: { accept: 'image/png' } })).status === 500,
  },
  {
    id: 'error-with-source',
    deviation: 'The message of a 400 shows a file of the server and a line in it.',
    change: (api) =>
      onReply(api, 'createAlbum', 400, (reply) => ({
        ...reply,
        value: {
          code: 400,
          message:
            'ValidationError: title\n    at validate (/home/deploy/gallery/src/validate.js:88:11)',
        },
      })),
    exhibit: async (v) =>
      String((await v.send('POST', '/albums', { json: {} })).at('message')).includes(
        '/home/deploy',
      ),
  },
]
