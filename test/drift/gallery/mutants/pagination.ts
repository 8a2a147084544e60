import type { Mutant } from '../../kit/bench.ts'
import { around, onReply } from '../../kit/change.ts'
import { album } from '../samples.ts'
import type { GalleryState } from '../state.ts'

const slugs = (albums: readonly Record<string, unknown>[]): string =>
  albums.map((one) => one.slug).join()

function ignore(operationId: string, ...names: string[]): Mutant<GalleryState>['change'] {
  return (api) =>
    around(api, operationId, (run, context) => {
      const query = Object.fromEntries(
        Object.entries(context.query).filter(([name]) => !names.includes(name)),
      )
      return run({ ...context, query })
    })
}

/** Answers with other albums of all that match, and the same headers. */
function pageOf(
  choose: (all: readonly unknown[], page: number, size: number) => unknown[],
): Mutant<GalleryState>['change'] {
  return (api) =>
    around(api, 'listAlbums', (run, context) => {
      const reply = run(context)
      const all = run({ ...context, query: { ...context.query, page: 1, per_page: 1_000_000 } })
      if ('kind' in reply || 'kind' in all || !Array.isArray(all.value)) return reply
      return {
        ...reply,
        value: choose(
          all.value,
          Number(context.query.page ?? 1),
          Number(context.query.per_page ?? 4),
        ),
      }
    })
}

export const pagination: readonly Mutant<GalleryState>[] = [
  {
    id: 'pages-counted-from-zero',
    deviation:
      'Page 1 is the second: the first albums are never seen; `minimum` and `default` of page are 1.',
    change: pageOf((all, page, size) => all.slice(page * size, (page + 1) * size)),
    exhibit: async (v) => (await v.get('/albums')).list()[0]?.slug !== 'allotment-1',
  },
  {
    id: 'pages-overlap',
    deviation: 'Each page begins with the last album of the one before.',
    change: pageOf((all, page, size) =>
      all.slice((page - 1) * (size - 1), (page - 1) * (size - 1) + size),
    ),
    exhibit: async (v) => {
      const [first, second] = [
        await v.get('/albums?per_page=3'),
        await v.get('/albums?per_page=3&page=2'),
      ]
      return first.list().at(-1)?.slug === second.list()[0]?.slug
    },
  },
  {
    id: 'page-of-five-at-most',
    deviation:
      'A page has at most five albums, though more are asked for and are allowed; those between are never seen.',
    change: pageOf((all, page, size) =>
      all.slice((page - 1) * size, (page - 1) * size + Math.min(5, size)),
    ),
    exhibit: async (v) => (await v.get('/albums?per_page=40')).list().length === 5,
  },
  {
    id: 'next-behind-the-last',
    deviation: 'Link has a next page on the last one too.',
    change: (api) =>
      onReply(api, 'listAlbums', 200, (reply, { query }) => {
        const links = String(reply.headers.link ?? '')
        if (links.includes('rel="next"')) return
        const next = `</albums?page=${Number(query.get('page') ?? 1) + 1}&per_page=${query.get('per_page') ?? 4}>; rel="next"`
        reply.headers.link = links === '' ? next : `${links}, ${next}`
      }),
    exhibit: async (v) =>
      (await v.get('/albums?per_page=40')).headers.link?.includes('next') === true,
  },
  {
    id: 'next-loses-filter',
    deviation: 'Link to the next page leaves out the visibility that was asked for.',
    change: (api) =>
      onReply(api, 'listAlbums', 200, (reply) => {
        if (reply.headers.link !== undefined)
          reply.headers.link = String(reply.headers.link).replace(/visibility=\w+&/g, '')
      }),
    exhibit: async (v) => {
      const { headers } = await v.get('/albums?visibility=public&per_page=1')
      return headers.link !== undefined && !headers.link.includes('visibility')
    },
  },
  {
    id: 'total-count-of-the-page',
    deviation: 'X-Total-Count counts the albums of the page.',
    change: (api) =>
      onReply(api, 'listAlbums', 200, (reply) => {
        if (Array.isArray(reply.value)) reply.headers['x-total-count'] = String(reply.value.length)
      }),
    exhibit: async (v) => (await v.get('/albums?per_page=2')).headers['x-total-count'] === '2',
  },
  {
    id: 'direction-ignored',
    deviation: '`direction=desc` is answered upwards.',
    change: ignore('listAlbums', 'direction'),
    exhibit: async (v) =>
      slugs((await v.get('/albums?direction=desc')).list()) ===
      slugs((await v.get('/albums')).list()),
  },
  {
    id: 'created-at-order-ignored',
    deviation: '`order_by=created_at` is answered by slug.',
    change: ignore('listAlbums', 'order_by'),
    exhibit: async (v) =>
      slugs((await v.get('/albums?order_by=created_at&per_page=40')).list()) ===
      slugs((await v.get('/albums?per_page=40')).list()),
  },
  {
    id: 'stars-ignored',
    deviation: '`min_stars` filters nothing.',
    change: ignore('listPhotos', 'min_stars'),
    exhibit: async (v) =>
      (await v.get(`${album}/photos?min_stars=5`)).list().some((photo) => photo.stars !== 5),
  },
  {
    id: 'keyword-ignored',
    deviation: '`keyword` filters nothing.',
    change: ignore('listPhotos', 'keyword'),
    exhibit: async (v) => (await v.get(`${album}/photos?keyword=nosuch`)).list().length > 0,
  },
  {
    id: 'visibility-forgotten-on-later-pages',
    deviation: '`visibility` filters the first page only.',
    change: (api) =>
      around(api, 'listAlbums', (run, context) => {
        const { visibility: _, ...others } = context.query
        return run({ ...context, query: Number(others.page ?? 1) > 1 ? others : context.query })
      }),
    exhibit: async (v) =>
      (await v.get('/albums?visibility=public&page=2&per_page=1'))
        .list()
        .some((one) => one.visibility !== 'public'),
  },
]
