export function newAlbum(): Record<string, unknown> {
  return {
    title: 'Lighthouses',
    visibility: 'shared',
    shared_with: ['uma@gallery.example', 'piet@gallery.example'],
    cover: 'https://gallery.example/covers/lighthouse',
    labels: { season: 'autumn' },
  }
}

export function newPhoto(): Record<string, unknown> {
  return {
    title: 'Lamp',
    taken_at: '2022-10-09T17:45:00Z',
    width: 3000,
    height: 2000,
    stars: 4,
    place: [53.1, 4.8],
    keywords: ['light', 'sea'],
    colour: '#e0c080',
  }
}

/** An album and a photo of the first state, with a GIF, and one without a picture. */
export const album = '/albums/allotment-1'
export const photo = `${album}/photos/1`
export const bare = `${album}/photos/2`
