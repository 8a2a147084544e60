import { newAlbum, newPhoto } from '../gallery/samples.ts'
import { newBook } from '../library/samples.ts'
import { newParcel } from '../parcels/samples.ts'
import { seedParcels } from '../parcels/state.ts'

/** One request that succeeds on the right server's first state: what tools that live on examples are given. */
export interface ExampleRequest {
  readonly path?: Readonly<Record<string, string | number>>
  readonly query?: Readonly<Record<string, string | number>>
  readonly header?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly type?: string
  /** The documented response that it gets. */
  readonly status: number
}

const ids = [...seedParcels().parcels.values()]
  .filter(({ customer }) => customer === 'noor')
  .map(({ parcel }) => parcel)
const parcelId = ids[1]?.id ?? ''
const cancelled = ids.find(({ status }) => status === 'created')?.id ?? ''
const mergePatch = 'application/merge-patch+json'
const form = 'application/x-www-form-urlencoded'
const event = { status: 'collected', at: '2025-03-01T10:00:00Z', note: 'At the door' }
const photo = { album: 'allotment-1', photo: 1 }

/** By api and operationId, in an order in which each succeeds. Each deletes something that no other needs. */
export const exampleRequests: Readonly<Record<string, Readonly<Record<string, ExampleRequest>>>> = {
  library: {
    listBooks: { query: { limit: 10 }, status: 200 },
    addBook: { body: { ...newBook(), weight: 1.5 }, status: 201 },
    getBook: { path: { bookId: 3 }, status: 200 },
    replaceBook: { path: { bookId: 5 }, body: { ...newBook(2), weight: 1.5 }, status: 200 },
    updateBook: {
      path: { bookId: 7 },
      body: { title: 'Gale', pages: 260 },
      type: mergePatch,
      status: 200,
    },
    deleteBook: { path: { bookId: 13 }, status: 204 },
    listLoans: { query: { limit: 10 }, status: 200 },
    borrowBook: { body: { bookId: 15, days: 21, note: 'For the circle' }, status: 201 },
    getLoan: { path: { loanId: 3 }, status: 200 },
    updateLoan: {
      path: { loanId: 3 },
      body: { note: 'Longer', days: 35 },
      type: mergePatch,
      status: 200,
    },
    endLoan: { path: { loanId: 5 }, status: 204 },
    getMe: { status: 200 },
  },
  parcels: {
    'parcels/list': { query: { pageSize: 5 }, status: 200 },
    'parcels/create': { header: { 'X-Channel': 'web' }, body: newParcel(), status: 201 },
    'parcels/get': { path: { parcelId }, status: 200 },
    'parcels/put': { path: { parcelId }, body: newParcel('R-2'), status: 200 },
    'parcels/cancel': { path: { parcelId: cancelled }, status: 204 },
    'events/list': { path: { parcelId }, status: 200 },
    'events/report': { path: { parcelId }, body: event, type: form, status: 201 },
    'label/get': { path: { parcelId }, status: 200 },
    'offices/list': { query: { minLockers: 10 }, status: 200 },
    'offices/get': { path: { code: 'NL002' }, status: 200 },
    'quotes/get': { query: { weightGrams: 900, to: 'NL' }, status: 200 },
  },
  gallery: {
    getStatus: { status: 200 },
    listAlbums: { query: { per_page: 4 }, status: 200 },
    createAlbum: { body: newAlbum(), status: 201 },
    getAlbum: { path: { album: 'allotment-1' }, status: 200 },
    replaceAlbum: { path: { album: 'baltic-2' }, body: newAlbum(), status: 200 },
    deleteAlbum: { path: { album: 'choir-3' }, status: 204 },
    listPhotos: { path: { album: 'allotment-1' }, status: 200 },
    addPhoto: { path: { album: 'allotment-1' }, body: newPhoto(), status: 201 },
    getPhoto: { path: photo, status: 200 },
    updatePhoto: { path: photo, body: { stars: 3 }, status: 200 },
    deletePhoto: { path: { ...photo, photo: 2 }, status: 204 },
    getContent: { path: photo, status: 200 },
    headContent: { path: photo, status: 200 },
    putContent: { path: { ...photo, photo: 4 }, body: 'GIF89a', type: 'image/gif', status: 201 },
  },
}
