import type { BodyRules, Context, Operation, Refusal } from '../kit/api.ts'
import type { Parameter } from '../kit/parameter.ts'
import { emptyReply, jsonReply, type Reply, textReply } from '../kit/reply.ts'
import { albumInput, visibilities } from './shapes.ts'
import { type Album, type AlbumInput, type GalleryState, showAlbum, slugOf } from './state.ts'

export type Asking = Context<GalleryState>
export const mostBytes = 65_536

export const albumParameter = (): Parameter => ({
  name: 'album',
  in: 'path',
  required: true,
  shape: { type: 'string', pattern: /^[a-z][a-z0-9-]{2,40}$/ },
})

export function albumOf({ state, path }: Asking): Album | undefined {
  return showAlbum(state, String(path.album))
}

export function findAlbum(context: Asking): Refusal | undefined {
  return albumOf(context) ? undefined : { kind: 'not-found', message: 'There is no such album.' }
}

function compare(key: unknown, turn: number): (a: Album, b: Album) => number {
  const keyOf = (album: Album): string => (key === 'created_at' ? album.created_at : album.slug)
  return (a, b) => {
    const [left, right] = [keyOf(a), keyOf(b)]
    return turn * (left < right ? -1 : left > right ? 1 : 0) || (a.slug < b.slug ? -1 : 1)
  }
}

function linkTo(asked: URLSearchParams, page: number, rel: string): string {
  const query = new URLSearchParams(asked)
  query.set('page', String(page))
  return `</albums?${query}>; rel="${rel}"`
}

function listAlbums({ state, query, asked }: Asking): Reply {
  const page = typeof query.page === 'number' ? query.page : 1
  const size = typeof query.per_page === 'number' ? query.per_page : 4
  const found = [...state.albums.keys()]
    .flatMap((slug) => showAlbum(state, slug) ?? [])
    .filter((album) => query.visibility === undefined || album.visibility === query.visibility)
    .toSorted(compare(query.order_by, query.direction === 'desc' ? -1 : 1))
  const last = Math.max(1, Math.ceil(found.length / size))
  const links = [
    ...(page > 1 ? [linkTo(asked.query, Math.min(page - 1, last), 'prev')] : []),
    ...(page < last ? [linkTo(asked.query, page + 1, 'next')] : []),
  ]
  return jsonReply(200, found.slice((page - 1) * size, page * size), {
    'x-total-count': String(found.length),
    ...(links.length > 0 && { link: links.join(', ') }),
  })
}

// The shape has let the body through; what it does not name is not kept.
function inputOf({ body }: Asking): AlbumInput {
  const { title, visibility, shared_with, cover, labels } = body as AlbumInput
  return {
    title,
    visibility,
    ...(shared_with !== undefined && { shared_with }),
    ...(cover !== undefined && { cover }),
    ...(labels !== undefined && { labels }),
  }
}

function createAlbum(context: Asking): Reply {
  const { state } = context
  const input = inputOf(context)
  const slug = slugOf(input.title, state.nextAlbum)
  state.nextAlbum += 1
  state.albums.set(slug, { ...input, slug, created_at: new Date().toISOString() })
  return jsonReply(201, showAlbum(state, slug), { location: `/albums/${slug}` })
}

function replaceAlbum(context: Asking): Reply {
  const before = albumOf(context)
  const slug = before?.slug ?? ''
  context.state.albums.set(slug, {
    ...inputOf(context),
    slug,
    created_at: before?.created_at ?? '',
  })
  return jsonReply(200, showAlbum(context.state, slug))
}

function deleteAlbum({ state, path }: Asking): Reply {
  const slug = String(path.album)
  state.albums.delete(slug)
  for (const photo of [...state.photos.values()].filter(({ album }) => album === slug)) {
    state.photos.delete(photo.id)
    state.pictures.delete(photo.id)
  }
  return emptyReply()
}

export function albumOperations(): Record<string, Operation<GalleryState>> {
  const one = { path: '/albums/{album}', security: [], find: findAlbum }
  const body = (): BodyRules => ({
    required: true,
    content: { 'application/json': albumInput() },
    mostBytes,
  })
  return {
    status: {
      method: 'GET',
      path: '/status',
      security: [],
      parameters: [],
      run: () => textReply(200, 'ok', 'text/plain; charset=utf-8'),
    },
    listAlbums: {
      method: 'GET',
      path: '/albums',
      security: [],
      parameters: [
        { name: 'page', in: 'query', shape: { type: 'integer', minimum: 1, maximum: 10_000 } },
        { name: 'per_page', in: 'query', shape: { type: 'integer', minimum: 1, maximum: 40 } },
        { name: 'visibility', in: 'query', shape: visibilities() },
        { name: 'order_by', in: 'query', shape: { enum: ['slug', 'created_at'] } },
        { name: 'direction', in: 'query', shape: { enum: ['asc', 'desc'] } },
      ],
      run: listAlbums,
    },
    createAlbum: {
      method: 'POST',
      path: '/albums',
      security: [],
      parameters: [],
      body: body(),
      run: createAlbum,
    },
    getAlbum: {
      ...one,
      method: 'GET',
      parameters: [albumParameter()],
      run: (context) => jsonReply(200, albumOf(context)),
    },
    replaceAlbum: {
      ...one,
      method: 'PUT',
      parameters: [albumParameter()],
      body: body(),
      run: replaceAlbum,
    },
    deleteAlbum: { ...one, method: 'DELETE', parameters: [albumParameter()], run: deleteAlbum },
  }
}
