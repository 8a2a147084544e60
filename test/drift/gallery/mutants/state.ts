import type { Mutant } from '../../kit/bench.ts'
import { around, onReply, onRequest, operationOf } from '../../kit/change.ts'
import { emptyReply, jsonReply } from '../../kit/reply.ts'
import { isObject } from '../../kit/shape.ts'
import { album, bare, newAlbum, newPhoto, photo } from '../samples.ts'
import type { GalleryState } from '../state.ts'

export const state: readonly Mutant<GalleryState>[] = [
  {
    id: 'photos-outlive-album',
    deviation:
      'Photos of a deleted album can still be read; the document says they are deleted with it.',
    change: (api) =>
      around(api, 'deleteAlbum', (_, { state, path }) => {
        state.albums.delete(String(path.album))
        return emptyReply()
      }),
    exhibit: async (v) => {
      await v.send('DELETE', album)
      return (await v.get(photo)).status === 200
    },
  },
  {
    id: 'photo-under-any-album',
    deviation: 'A photo can be read under an album that it is not in.',
    change: (api) => {
      delete operationOf(api, 'getPhoto').find
      around(api, 'getPhoto', (_, context) => {
        const found = context.state.photos.get(Number(context.path.photo))
        return found && context.state.albums.has(String(context.path.album))
          ? jsonReply(200, found)
          : { kind: 'not-found', message: 'There is no such photo.' }
      })
    },
    exhibit: async (v) => (await v.get('/albums/baltic-2/photos/1')).status === 200,
  },
  {
    id: 'picture-not-replaced',
    deviation:
      'A picture that is put in place of another is answered with 204, and the other stays.',
    change: (api) =>
      around(api, 'putContent', (run, context) =>
        context.state.pictures.has(Number(context.path.photo)) ? emptyReply() : run(context),
      ),
    exhibit: async (v) => {
      await v.send('PUT', `${photo}/content`, { body: 'GIF89a new', type: 'image/gif' })
      return !(await v.get(`${photo}/content`)).text.endsWith('new')
    },
  },
  {
    id: 'stars-cannot-be-taken-back',
    deviation: 'PATCH with `stars: null` is answered with 200 and the stars stay.',
    change: (api) =>
      around(api, 'updatePhoto', (run, context) => {
        const { stars, ...rest } = isObject(context.body) ? context.body : {}
        return run({
          ...context,
          body: stars === null ? rest : { ...rest, ...(stars !== undefined && { stars }) },
        })
      }),
    exhibit: async (v) => {
      await v.send('PATCH', photo, { json: { stars: 3 } })
      return (await v.send('PATCH', photo, { json: { stars: null } })).at('stars') === 3
    },
  },
  {
    id: 'put-renames-album',
    deviation:
      'PUT gives the album a new slug, so that it is gone from its place; the document says the slug stays.',
    change: (api) =>
      around(api, 'replaceAlbum', (run, context) => {
        const slug = String(context.path.album)
        const reply = run(context)
        const kept = context.state.albums.get(slug)
        if ('kind' in reply || !kept) return reply
        const next = `${slug.slice(0, 30)}-x`
        context.state.albums.delete(slug)
        context.state.albums.set(next, { ...kept, slug: next })
        return jsonReply(200, { ...(reply.value as object), slug: next })
      }),
    exhibit: async (v) => {
      await v.send('PUT', album, { json: newAlbum() })
      return (await v.get(album)).status === 404
    },
  },
  {
    id: 'put-drops-cover',
    deviation: 'PUT does not keep the cover that was sent.',
    change: (api) =>
      around(api, 'replaceAlbum', (run, context) => {
        const { cover: _, ...rest } = isObject(context.body) ? context.body : {}
        return run({ ...context, body: rest })
      }),
    exhibit: async (v) =>
      (await v.send('PUT', album, { json: newAlbum() })).at('cover') === undefined,
  },
  {
    id: 'deleted-photo-still-listed',
    deviation: 'A deleted photo is gone when read, and still in the list.',
    change: (api) => {
      const deleted: [number, NonNullable<ReturnType<GalleryState['photos']['get']>>][] = []
      around(api, 'deletePhoto', (run, context) => {
        const id = Number(context.path.photo)
        const found = context.state.photos.get(id)
        if (found) deleted.push([id, found])
        return run(context)
      })
      around(api, 'listPhotos', (run, context) => {
        return run({
          ...context,
          state: { ...context.state, photos: new Map([...context.state.photos, ...deleted]) },
        })
      })
    },
    exhibit: async (v) => {
      await v.send('DELETE', bare)
      return (await v.get(`${album}/photos`)).list().some((one) => one.id === 2)
    },
  },
  {
    id: 'patch-forgets-place',
    deviation: 'PATCH of a photo drops its place, which cannot even be named.',
    change: (api) =>
      around(api, 'updatePhoto', (run, context) => {
        const id = Number(context.path.photo)
        run(context)
        const found = structuredClone(context.state.photos.get(id))
        if (!found) return { kind: 'not-found', message: 'There is no such photo.' }
        delete found.place
        context.state.photos.set(id, found)
        return jsonReply(200, found)
      }),
    exhibit: async (v) => {
      const made = await v.send('POST', `${album}/photos`, { json: newPhoto() })
      return (
        (await v.send('PATCH', `${album}/photos/${made.at('id')}`, { json: { stars: 1 } })).at(
          'place',
        ) === undefined
      )
    },
  },
  {
    id: 'etag-outlives-picture',
    deviation:
      'The ETag of a picture is made of its id: it stays when the picture changes (RFC 9110, 8.8.1).',
    change: (api) => {
      const tagOf = (id: unknown): string => `"photo-${String(id)}"`
      for (const operation of ['getContent', 'headContent']) {
        onReply(api, operation, 0, (reply, { params }) => {
          if (reply.headers.etag !== undefined) reply.headers.etag = tagOf(params.photo)
        })
      }
      onRequest(api, 'GET', /\/content$/, ({ path, headers }) => {
        const held = headers['if-none-match']
        if (held?.includes(tagOf(path.split('/').at(-2)))) headers['if-none-match'] = '*'
      })
    },
    exhibit: async (v) => {
      const before = (await v.get(`${photo}/content`)).headers.etag
      await v.send('PUT', `${photo}/content`, { body: 'GIF89a new', type: 'image/gif' })
      return (await v.get(`${photo}/content`)).headers.etag === before
    },
  },
  {
    id: 'form-photo-lost',
    deviation: 'A photo added by form is answered with 201 and is not there.',
    change: (api) =>
      around(api, 'addPhoto', (run, context) => {
        const reply = run(context)
        if (
          context.mediaType !== 'application/json' &&
          'status' in reply &&
          isObject(reply.value)
        ) {
          context.state.photos.delete(Number(reply.value.id))
        }
        return reply
      }),
    exhibit: async (v) => {
      const made = await v.send('POST', `${album}/photos`, { form: { title: 'Form' } })
      return (await v.get(made.headers.location ?? '')).status === 404
    },
  },
]
