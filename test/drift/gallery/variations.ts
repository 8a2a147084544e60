import type { Variation } from '../kit/bench.ts'
import { around, onItems, onReply, onRequest, onValue, shapeIn } from '../kit/change.ts'
import {
  chunked,
  gzip,
  htmlNotFound,
  lowerCaseHeaders,
  optionsAnswered,
  traceNotImplemented,
} from '../kit/liberties.ts'
import { emptyReply } from '../kit/reply.ts'
import { isObject } from '../kit/shape.ts'
import { album, newAlbum, photo } from './samples.ts'
import type { GalleryState } from './state.ts'

export const variations: readonly Variation<GalleryState>[] = [
  chunked('/albums'),
  lowerCaseHeaders('/albums'),
  gzip('/albums'),
  optionsAnswered('/albums'),
  traceNotImplemented('/albums'),
  htmlNotFound(),
  {
    id: 'invalid-422',
    liberty:
      'Invalid bodies and parameters are answered with 422 in place of 400: `default` documents both.',
    change: (api) =>
      onReply(api, '*', 400, (reply) => ({
        ...reply,
        status: 422,
        value: { ...(reply.value as object), code: 422 },
      })),
    exhibit: async (v) => (await v.send('POST', '/albums', { json: {} })).status === 422,
  },
  {
    id: 'absolute-addresses',
    liberty: 'Location and Link are absolute.',
    change: (api) =>
      onReply(api, '*', 0, (reply, { headers }) => {
        const origin = `http://${headers.host ?? 'localhost'}`
        if (typeof reply.headers.location === 'string')
          reply.headers.location = origin + reply.headers.location
        if (typeof reply.headers.link === 'string')
          reply.headers.link = reply.headers.link.replaceAll('</', `<${origin}/`)
      }),
    exhibit: async (v) =>
      (await v.send('POST', '/albums', { json: newAlbum() })).headers.location?.startsWith(
        'http://',
      ) === true,
  },
  {
    id: 'albums-say-more',
    liberty: 'Albums have properties that the document does not name: Album is open.',
    change: (api) => {
      onValue(api, 'getAlbum', 200, (one) => {
        one.links = { self: `/albums/${String(one.slug)}` }
      })
      onItems(api, 'listAlbums', '', (one, index) => {
        one.rank = index
      })
    },
    exhibit: async (v) => (await v.get('/albums')).list()[0]?.rank === 0,
  },
  {
    id: 'unknown-properties-kept',
    liberty: 'Properties that AlbumInput does not name are kept and given back.',
    change: (api) => {
      for (const operation of ['createAlbum', 'replaceAlbum']) {
        const known = Object.keys(shapeIn(api, operation).properties ?? {})
        around(api, operation, (run, context) => {
          const reply = run(context)
          const extra = Object.entries(isObject(context.body) ? context.body : {}).filter(
            ([name]) => !known.includes(name),
          )
          const slug = 'status' in reply && isObject(reply.value) ? String(reply.value.slug) : ''
          const kept = context.state.albums.get(slug)
          if ('kind' in reply || !kept) return reply
          const safe = Object.fromEntries(
            extra.filter(([name]) => !['slug', 'photo_count', 'created_at'].includes(name)),
          )
          context.state.albums.set(slug, { ...kept, ...safe })
          return { ...reply, value: { ...(reply.value as object), ...safe } }
        })
      }
    },
    exhibit: async (v) =>
      (await v.send('POST', '/albums', { json: { ...newAlbum(), mood: 'calm' } })).at('mood') ===
      'calm',
  },
  {
    id: 'photos-newest-first',
    liberty: 'Photos come newest first: the document names no order.',
    change: (api) =>
      onReply(api, 'listPhotos', 200, (reply) =>
        Array.isArray(reply.value) ? { ...reply, value: reply.value.toReversed() } : reply,
      ),
    exhibit: async (v) => Number((await v.get(`${album}/photos`)).list()[0]?.id) > 1,
  },
  {
    id: 'weak-etags',
    liberty: 'Pictures have weak entity tags (RFC 9110, 8.8.3).',
    change: (api) =>
      onReply(api, '*', 0, (reply) => {
        if (typeof reply.headers.etag === 'string') reply.headers.etag = `W/${reply.headers.etag}`
      }),
    exhibit: async (v) => (await v.get(`${photo}/content`)).headers.etag?.startsWith('W/') === true,
  },
  {
    id: 'deletes-always-204',
    liberty: 'What is not there is deleted with 204 (RFC 9110, 9.2.2).',
    change: (api) => {
      for (const operation of ['deleteAlbum', 'deletePhoto'])
        onReply(api, operation, 404, () => emptyReply())
    },
    exhibit: async (v) => (await v.send('DELETE', '/albums/none-such')).status === 204,
  },
  {
    id: 'addresses-in-lower-case',
    liberty:
      'The host of an address in `shared_with` is written in lower case, which names the same host (RFC 5321, 2.4).',
    change: (api) => {
      for (const operation of ['createAlbum', 'replaceAlbum']) {
        around(api, operation, (run, context) => {
          const body = structuredClone(isObject(context.body) ? context.body : {})
          const lower = (address: unknown): string =>
            String(address).replace(/@.*$/, (host) => host.toLowerCase())
          if (Array.isArray(body.shared_with)) body.shared_with = body.shared_with.map(lower)
          return run({ ...context, body })
        })
      }
    },
    exhibit: async (v) => {
      const json = { ...newAlbum(), shared_with: ['Uma@GALLERY.example'] }
      return (
        (await v.send('POST', '/albums', { json })).at('shared_with', 0) === 'Uma@gallery.example'
      )
    },
  },
  {
    id: 'untyped-body-read-as-json',
    liberty: 'A body without Content-Type is examined and read as JSON (RFC 9110, 8.3).',
    change: (api) =>
      onRequest(api, 'POST', /^\/albums/, ({ headers, body }) => {
        if (headers['content-type'] === undefined && body.length > 0)
          headers['content-type'] = 'application/json'
      }),
    exhibit: async (v) =>
      (await v.send('POST', '/albums', { body: JSON.stringify(newAlbum()) })).status === 201,
  },
  {
    id: 'no-albums',
    liberty: 'There are no albums yet: the list is empty.',
    change: (api) => {
      api.state.albums.clear()
      api.state.photos.clear()
      api.state.pictures.clear()
    },
    exhibit: async (v) => (await v.get('/albums')).list().length === 0,
  },
  {
    id: 'photos-made-small',
    liberty:
      'A picture is written anew when it is kept, as image services do: not the bytes that were sent.',
    change: (api) =>
      around(api, 'putContent', (run, context) => {
        const body = Buffer.isBuffer(context.body)
          ? Buffer.concat([context.body, Buffer.from([0])])
          : context.body
        return run({ ...context, body })
      }),
    exhibit: async (v) => {
      await v.send('PUT', `${photo}/content`, { body: 'GIF89a', type: 'image/gif' })
      return (await v.get(`${photo}/content`)).bytes.length === 7
    },
  },
]
