import type { Mutant } from '../../kit/bench.ts'
import { around, onRequest, parameterOf, shapeIn } from '../../kit/change.ts'
import { isObject } from '../../kit/shape.ts'
import { album, bare, newPhoto, photo } from '../samples.ts'
import type { GalleryState } from '../state.ts'

export const requests: readonly Mutant<GalleryState>[] = [
  {
    id: 'slug-in-capitals-read',
    deviation: 'An album is found under its slug in capitals, which the pattern does not allow.',
    change: (api) =>
      onRequest(api, 'GET', /^\/albums\/[^/]*[A-Z][^/]*$/, (asked) => {
        asked.path = asked.path.toLowerCase()
      }),
    exhibit: async (v) => (await v.get(album.replace('allotment', 'ALLOTMENT'))).status === 200,
  },
  {
    id: 'width-alone-accepted',
    deviation: 'A photo may have a width without a height; `dependentRequired` asks for both.',
    change: (api) => void delete shapeIn(api, 'addPhoto').also,
    exhibit: async (v) =>
      (await v.send('POST', `${album}/photos`, { json: { title: 'Wide', width: 9 } })).status ===
      201,
  },
  {
    id: 'colour-in-capitals-accepted',
    deviation: 'A colour in capitals is accepted and written small; the pattern does not allow it.',
    change: (api) => {
      shapeIn(api, 'addPhoto', 'colour').pattern = /^#[0-9a-f]{6}$/i
      around(api, 'addPhoto', (run, context) => {
        const body = isObject(context.body) ? context.body : {}
        return run({
          ...context,
          body:
            typeof body.colour === 'string' ? { ...body, colour: body.colour.toLowerCase() } : body,
        })
      })
    },
    exhibit: async (v) =>
      (await v.send('POST', `${album}/photos`, { json: { title: 'Red', colour: '#FF0000' } }))
        .status === 201,
  },
  {
    id: 'no-albums-on-a-page-accepted',
    deviation: '`per_page=0` is taken for the default; `minimum` is 1.',
    change: (api) =>
      onRequest(api, 'GET', /^\/albums$/, ({ query }) => {
        if (query.get('per_page') === '0') query.delete('per_page')
      }),
    exhibit: async (v) => (await v.get('/albums?per_page=0')).status === 200,
  },
  {
    id: 'any-keyword-filter-accepted',
    deviation: 'The filter `keyword` may be any text; it has a pattern.',
    change: (api) => void delete parameterOf(api, 'listPhotos', 'keyword').shape.pattern,
    exhibit: async (v) => (await v.get(`${album}/photos?keyword=A1`)).status === 200,
  },
  {
    id: 'unknown-field-of-form-accepted',
    deviation: 'A form may have fields that are not documented; `additionalProperties` is false.',
    change: (api) => {
      const form = api.operations.addPhoto?.body?.content['application/x-www-form-urlencoded']
      if (form) form.closed = false
      around(api, 'addPhoto', (run, context) => {
        const { title } = isObject(context.body) ? context.body : {}
        return run(
          context.mediaType === 'application/json' ? context : { ...context, body: { title } },
        )
      })
    },
    exhibit: async (v) =>
      (await v.send('POST', `${album}/photos`, { form: { title: 'F', colour: 'red' } })).status ===
      201,
  },
  {
    id: 'stars-beyond-five-clamped',
    deviation: 'PATCH takes more than five stars for five; `maximum` is 5.',
    change: (api) => {
      delete shapeIn(api, 'updatePhoto', 'stars').maximum
      around(api, 'updatePhoto', (run, context) => {
        const body = isObject(context.body) ? context.body : {}
        return run({
          ...context,
          body: typeof body.stars === 'number' ? { ...body, stars: Math.min(5, body.stars) } : body,
        })
      })
    },
    exhibit: async (v) => (await v.send('PATCH', photo, { json: { stars: 6 } })).status === 200,
  },
  {
    id: 'visibility-not-required-on-put',
    deviation: 'PUT takes an album without `visibility`, which is required, for a private one.',
    change: (api) => {
      shapeIn(api, 'replaceAlbum').required = ['title']
      around(api, 'replaceAlbum', (run, context) =>
        run({ ...context, body: { visibility: 'private', ...(context.body as object) } }),
      )
    },
    exhibit: async (v) => (await v.send('PUT', album, { json: { title: 'Plot' } })).status === 200,
  },
  {
    id: 'picture-of-any-type-accepted',
    deviation: 'A picture may be sent as image/jpeg, or as anything: it is kept as a PNG.',
    change: (api) =>
      onRequest(api, 'PUT', /\/content$/, ({ headers }) => {
        if (!/^image\/(?:png|gif)/i.test(headers['content-type'] ?? ''))
          headers['content-type'] = 'image/png'
      }),
    exhibit: async (v) =>
      (await v.send('PUT', `${bare}/content`, { body: 'x', type: 'image/jpeg' })).status === 201,
  },
  {
    id: 'place-of-one-number-accepted',
    deviation: 'A place of one number is accepted and left out; `minItems` is 2.',
    change: (api) => {
      delete shapeIn(api, 'addPhoto', 'place').minItems
      around(api, 'addPhoto', (run, context) => {
        const { place, ...rest } = isObject(context.body) ? context.body : {}
        return run({
          ...context,
          body: Array.isArray(place) && place.length === 2 ? { ...rest, place } : rest,
        })
      })
    },
    exhibit: async (v) =>
      (await v.send('POST', `${album}/photos`, { json: { ...newPhoto(), place: [1] } })).status ===
      201,
  },
  {
    id: 'page-and-a-half-accepted',
    deviation: '`page=1.5` is taken for page 1; it is an integer.',
    change: (api) =>
      onRequest(api, 'GET', /^\/albums$/, ({ query }) => {
        const page = query.get('page') ?? ''
        if (/^\d+\.\d+$/.test(page))
          query.set('page', String(Math.max(1, Math.floor(Number(page)))))
      }),
    exhibit: async (v) => (await v.get('/albums?page=1.5')).status === 200,
  },
]
