import type { Operation, Refusal } from '../kit/api.ts'
import type { Parameter } from '../kit/parameter.ts'
import { emptyReply, jsonReply, type Reply, textReply } from '../kit/reply.ts'
import { type Asking, albumParameter, findAlbum, mostBytes } from './albums.ts'
import { photoForm, photoInput, photoPatch } from './shapes.ts'
import type { GalleryState, Photo } from './state.ts'

export const photoParameter = (): Parameter => ({
  name: 'photo',
  in: 'path',
  required: true,
  shape: { type: 'integer', minimum: 1, maximum: 2_147_483_647 },
})

export function photoOf({ state, path }: Asking): Photo | undefined {
  const photo = state.photos.get(Number(path.photo))
  return photo?.album === path.album ? photo : undefined
}

export function findPhoto(context: Asking): Refusal | undefined {
  return photoOf(context) ? undefined : { kind: 'not-found', message: 'There is no such photo.' }
}

/** One cell of CSV (RFC 4180). */
function cell(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export function listPhotos({ state, path, query, produce }: Asking): Reply {
  const { min_stars: stars, keyword } = query
  const found = [...state.photos.values()]
    .filter((photo) => photo.album === path.album)
    .filter((photo) => typeof stars !== 'number' || (photo.stars ?? 0) >= stars)
    .filter((photo) => typeof keyword !== 'string' || photo.keywords.includes(keyword))
    .toSorted((a, b) => a.id - b.id)
  const reply =
    produce === 'text/csv'
      ? textReply(200, csv(found), 'text/csv; charset=utf-8; header=present')
      : jsonReply(200, found)
  reply.headers.vary = 'Accept'
  return reply
}

function csv(photos: readonly Photo[]): string {
  const rows = photos.map((photo) =>
    [photo.id, photo.title, photo.taken_at, photo.stars].map(cell).join(','),
  )
  return `${['id,title,taken_at,stars', ...rows].join('\r\n')}\r\n`
}

function addPhoto({ state, path, body }: Asking): Reply {
  const id = state.nextPhoto
  state.nextPhoto += 1
  const album = String(path.album)
  // The shape has let the body through.
  const photo: Photo = {
    id,
    album,
    taken_at: null,
    stars: null,
    keywords: [],
    ...(body as Pick<Photo, 'title'>),
  }
  state.photos.set(id, photo)
  return jsonReply(201, photo, { location: `/albums/${album}/photos/${id}` })
}

function updatePhoto(context: Asking): Reply {
  const before = photoOf(context)
  const photo = { ...before, ...(context.body as Partial<Photo>) }
  context.state.photos.set(Number(context.path.photo), photo as Photo)
  return jsonReply(200, photo)
}

function deletePhoto({ state, path }: Asking): Reply {
  state.photos.delete(Number(path.photo))
  state.pictures.delete(Number(path.photo))
  return emptyReply()
}

export function photoOperations(): Record<string, Operation<GalleryState>> {
  const all = { path: '/albums/{album}/photos', security: [], find: findAlbum }
  const one = { path: '/albums/{album}/photos/{photo}', security: [], find: findPhoto }
  const ids = (): Parameter[] => [albumParameter(), photoParameter()]
  return {
    listPhotos: {
      ...all,
      method: 'GET',
      parameters: [
        albumParameter(),
        { name: 'min_stars', in: 'query', shape: { type: 'integer', minimum: 1, maximum: 5 } },
        { name: 'keyword', in: 'query', shape: { type: 'string', pattern: /^[a-z]+$/ } },
      ],
      produces: ['application/json', 'text/csv'],
      run: listPhotos,
    },
    addPhoto: {
      ...all,
      method: 'POST',
      parameters: [albumParameter()],
      body: {
        required: true,
        content: {
          'application/json': photoInput(),
          'application/x-www-form-urlencoded': photoForm(),
        },
        mostBytes,
      },
      run: addPhoto,
    },
    getPhoto: {
      ...one,
      method: 'GET',
      parameters: ids(),
      run: (context) => jsonReply(200, photoOf(context)),
    },
    updatePhoto: {
      ...one,
      method: 'PATCH',
      parameters: ids(),
      body: { required: true, content: { 'application/json': photoPatch() }, mostBytes },
      run: updatePhoto,
    },
    deletePhoto: { ...one, method: 'DELETE', parameters: ids(), run: deletePhoto },
  }
}
