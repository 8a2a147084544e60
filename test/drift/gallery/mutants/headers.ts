import type { Mutant } from '../../kit/bench.ts'
import { onReply } from '../../kit/change.ts'
import { album, newAlbum, newPhoto, photo } from '../samples.ts'
import type { GalleryState } from '../state.ts'

export const headers: readonly Mutant<GalleryState>[] = [
  {
    id: 'total-count-in-words',
    deviation: 'X-Total-Count is `9 albums`; it is an integer.',
    change: (api) =>
      onReply(api, 'listAlbums', 200, (reply) => {
        reply.headers['x-total-count'] = `${String(reply.headers['x-total-count'])} albums`
      }),
    exhibit: async (v) =>
      (await v.get('/albums')).headers['x-total-count']?.endsWith('albums') === true,
  },
  {
    id: 'total-count-missing-on-empty-page',
    deviation: 'A page without albums has no X-Total-Count, which is required.',
    change: (api) =>
      onReply(api, 'listAlbums', 200, (reply) => {
        if (Array.isArray(reply.value) && reply.value.length === 0)
          delete reply.headers['x-total-count']
      }),
    exhibit: async (v) => (await v.get('/albums?page=9999')).headers['x-total-count'] === undefined,
  },
  {
    id: 'location-of-the-list',
    deviation: 'Location of a new photo is that of all photos.',
    change: (api) =>
      onReply(api, 'addPhoto', 201, (reply) => {
        reply.headers.location = String(reply.headers.location).replace(/\/\d+$/, '')
      }),
    exhibit: async (v) =>
      (await v.send('POST', `${album}/photos`, { json: newPhoto() })).headers.location?.endsWith(
        '/photos',
      ) === true,
  },
  {
    id: 'new-album-without-location',
    deviation: 'A new album is answered without Location, which is required.',
    change: (api) =>
      onReply(api, 'createAlbum', 201, (reply) => {
        delete reply.headers.location
      }),
    exhibit: async (v) =>
      (await v.send('POST', '/albums', { json: newAlbum() })).headers.location === undefined,
  },
  {
    id: 'csv-as-bytes',
    deviation: 'CSV is called application/octet-stream, which is not documented.',
    change: (api) =>
      onReply(api, 'listPhotos', 200, (reply) => {
        if (reply.text !== undefined) reply.headers['content-type'] = 'application/octet-stream'
      }),
    exhibit: async (v) => {
      const csv = await v.get(`${album}/photos`, { headers: { accept: 'text/csv' } })
      return csv.headers['content-type'] === 'application/octet-stream'
    },
  },
  {
    id: 'picture-called-jpeg',
    deviation: 'A PNG is called image/jpeg, which is not documented; a GIF is called what it is.',
    change: (api) =>
      onReply(api, 'getContent', 200, (reply) => {
        if (reply.headers['content-type'] === 'image/png')
          reply.headers['content-type'] = 'image/jpeg'
      }),
    exhibit: async (v) => {
      await v.send('PUT', `${photo}/content`, {
        body: Buffer.from([137, 80, 78, 71]),
        type: 'image/png',
      })
      return (await v.get(`${photo}/content`)).headers['content-type'] === 'image/jpeg'
    },
  },
  {
    id: 'picture-without-etag',
    deviation: 'A picture has no ETag, which is required.',
    change: (api) =>
      onReply(api, 'getContent', 200, (reply) => {
        delete reply.headers.etag
      }),
    exhibit: async (v) => (await v.get(`${photo}/content`)).headers.etag === undefined,
  },
  {
    id: 'error-as-text',
    deviation: 'Errors of photos are text/plain; `default` is application/json.',
    change: (api) =>
      onReply(api, 'getPhoto', 404, (reply) => ({
        ...reply,
        headers: { ...reply.headers, 'content-type': 'text/plain; charset=utf-8' },
        text: 'No such photo',
      })),
    exhibit: async (v) => (await v.get(`${album}/photos/99999`)).text === 'No such photo',
  },
]
