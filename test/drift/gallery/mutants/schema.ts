import type { Mutant } from '../../kit/bench.ts'
import { onItems, onReply, onValue } from '../../kit/change.ts'
import { isObject } from '../../kit/shape.ts'
import { album, newAlbum, newPhoto } from '../samples.ts'
import type { GalleryState } from '../state.ts'

export const schema: readonly Mutant<GalleryState>[] = [
  {
    id: 'place-with-height',
    deviation: 'A place has three numbers; `items: false` ends it after two.',
    change: (api) =>
      onItems(api, 'listPhotos', '', (photo) => {
        if (Array.isArray(photo.place)) photo.place.push(12)
      }),
    exhibit: async (v) =>
      (await v.get(`${album}/photos`))
        .list()
        .some(({ place }) => Array.isArray(place) && place.length === 3),
  },
  {
    id: 'label-as-object',
    deviation: 'Labels of an album are objects; they are strings.',
    change: (api) =>
      onValue(api, 'getAlbum', 200, ({ labels }) => {
        if (isObject(labels))
          for (const [name, value] of Object.entries(labels)) labels[name] = { value }
      }),
    exhibit: async (v) => isObject((await v.get(album)).at('labels', 'season')),
  },
  {
    id: 'keywords-twice',
    deviation: 'A photo with keywords has one of them twice; `uniqueItems` is true.',
    change: (api) =>
      onItems(api, 'listPhotos', '', ({ keywords }) => {
        if (Array.isArray(keywords) && keywords.length > 0) keywords.push(keywords[0])
      }),
    exhibit: async (v) =>
      (await v.get(`${album}/photos`))
        .list()
        .some(
          ({ keywords }) => Array.isArray(keywords) && new Set(keywords).size < keywords.length,
        ),
  },
  {
    id: 'shared-with-nobody',
    deviation: 'A shared album in the list is shared with nobody; `then` asks for at least one.',
    change: (api) =>
      onItems(api, 'listAlbums', '', (one) => {
        if (one.visibility === 'shared') one.shared_with = []
      }),
    exhibit: async (v) =>
      (await v.get('/albums?visibility=shared'))
        .list()
        .some(({ shared_with: who }) => Array.isArray(who) && who.length === 0),
  },
  {
    id: 'status-in-capitals',
    deviation: 'The status says OK; `const` is ok.',
    change: (api) => onReply(api, 'status', 200, (reply) => ({ ...reply, text: 'OK' })),
    exhibit: async (v) => (await v.get('/status')).text === 'OK',
  },
  {
    id: 'error-code-as-text',
    deviation: 'The code of an error is a string; it is an integer.',
    change: (api) =>
      onValue(api, '*', 404, (error) => {
        error.code = String(error.code)
      }),
    exhibit: async (v) => (await v.get('/albums/none-such')).at('code') === '404',
  },
  {
    id: 'photo-of-null-keywords',
    deviation: 'A photo added by form has `keywords: null`, which is not nullable.',
    change: (api) =>
      onReply(api, 'addPhoto', 201, (reply, asked) =>
        asked.headers['content-type']?.includes('form')
          ? { ...reply, value: { ...(reply.value as object), keywords: null } }
          : reply,
      ),
    exhibit: async (v) =>
      (await v.send('POST', `${album}/photos`, { form: { title: 'Form' } })).at('keywords') ===
      null,
  },
  {
    id: 'photo-with-secret',
    deviation:
      'A changed photo is answered with `path`, which Photo does not have and does not allow.',
    change: (api) =>
      onValue(api, 'updatePhoto', 200, (photo) => {
        photo.path = `media/${photo.id}`
      }),
    exhibit: async (v) =>
      (await v.send('PATCH', `${album}/photos/1`, { json: { stars: 2 } })).at('path') !== undefined,
  },
  {
    id: 'replaced-album-bare',
    deviation:
      'A replaced album is answered as it was sent, without `slug`, `photo_count` and `created_at`.',
    change: (api) =>
      onValue(api, 'replaceAlbum', 200, (one) => {
        for (const name of ['slug', 'photo_count', 'created_at']) delete one[name]
      }),
    exhibit: async (v) =>
      (await v.send('PUT', album, { json: newAlbum() })).at('slug') === undefined,
  },
  {
    id: 'stars-as-half',
    deviation: 'Stars of a new photo come as 4.5; they are integers.',
    change: (api) =>
      onValue(api, 'addPhoto', 201, (photo) => {
        if (typeof photo.stars === 'number') photo.stars = Math.min(4.5, photo.stars + 0.5)
      }),
    exhibit: async (v) =>
      (await v.send('POST', `${album}/photos`, { json: newPhoto() })).at('stars') === 4.5,
  },
]
