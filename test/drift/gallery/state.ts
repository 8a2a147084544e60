export interface AlbumInput {
  title: string
  visibility: string
  shared_with?: string[]
  cover?: string | null
  labels?: Record<string, string>
}

export interface Album extends AlbumInput {
  slug: string
  photo_count: number
  created_at: string
}

export interface Photo {
  id: number
  album: string
  title: string
  taken_at: string | null
  width?: number
  height?: number
  stars: number | null
  place?: [number, number]
  keywords: string[]
  colour?: string
}

export interface Picture {
  mediaType: string
  bytes: Buffer
}

export interface GalleryState {
  albums: Map<string, Omit<Album, 'photo_count'>>
  photos: Map<number, Photo>
  pictures: Map<number, Picture>
  nextAlbum: number
  nextPhoto: number
}

// The smallest GIF and PNG that viewers accept.
const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const albumTitles = [
  'Allotment',
  'Baltic',
  'Choir',
  'Dunes',
  'Estuary',
  'Fireflies',
  'Garden wall',
  'Harvest',
  'Ice',
]
const photoTitles = ['Morning', 'Gate', 'Ladder', 'Two boats', 'Heron', 'Rope', 'Night']
const words = ['light', 'water', 'stone', 'wind']

export function slugOf(title: string, number: number): string {
  const word = title
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 20)
  return `${word || 'album'}-${number}`
}

/** An album as callers see it. */
export function showAlbum(state: GalleryState, slug: string): Album | undefined {
  const album = state.albums.get(slug)
  const photos = [...state.photos.values()].filter((photo) => photo.album === slug)
  return album && { ...album, photo_count: photos.length }
}

function seedPhoto(id: number, album: string): Photo {
  const keywords = words.filter((_, index) => (id + index) % 3 === 0)
  return {
    id,
    album,
    title: photoTitles[id % 7] ?? '',
    taken_at:
      id % 4 === 3 ? null : new Date(Date.UTC(2023, id % 12, (id % 27) + 1, 6, id)).toISOString(),
    ...(id % 2 === 0 ? { width: 1600 + id, height: 1200 } : {}),
    stars: id % 3 === 2 ? null : (id % 5) + 1,
    ...(id % 4 === 0 ? { place: [51.05 + id / 100, 3.72] as [number, number] } : {}),
    keywords,
    ...(id % 5 === 0 ? { colour: '#3a6ea5' } : {}),
  }
}

export function seedGallery(): GalleryState {
  const state: GalleryState = {
    albums: new Map(),
    photos: new Map(),
    pictures: new Map(),
    nextAlbum: 10,
    nextPhoto: 1,
  }
  for (const [index, title] of albumTitles.entries()) {
    const slug = slugOf(title, index + 1)
    const visibility = ['public', 'private', 'shared'][index % 3] ?? 'public'
    state.albums.set(slug, {
      title,
      visibility,
      ...(visibility === 'shared' ? { shared_with: ['ida@gallery.example'] } : {}),
      ...(index % 2 === 0
        ? { cover: `https://gallery.example/covers/${index}` }
        : index % 4 === 1
          ? { cover: null }
          : {}),
      ...(index % 4 === 0 ? { labels: { season: 'spring' } } : {}),
      slug,
      created_at: new Date(Date.UTC(2025, (index * 5) % 12, 2 + index, 7)).toISOString(),
    })
    for (let count = 0; count < (index < 3 ? 6 - index : 1); count += 1) {
      const id = state.nextPhoto
      state.nextPhoto += 1
      state.photos.set(id, seedPhoto(id, slug))
      if (id % 2 === 1)
        state.pictures.set(
          id,
          id % 4 === 1
            ? { mediaType: 'image/gif', bytes: gif }
            : { mediaType: 'image/png', bytes: png },
        )
    }
  }
  return state
}
