import type { Mutant } from '../../kit/bench.ts'
import { around, onReply } from '../../kit/change.ts'
import { jsonReply, type Reply } from '../../kit/reply.ts'
import { album, bare, newAlbum } from '../samples.ts'
import type { GalleryState } from '../state.ts'

const broken = (): Reply => jsonReply(500, { code: 500, message: 'Internal error' })

export const status: readonly Mutant<GalleryState>[] = [
  {
    id: 'missing-album-500',
    deviation: 'An album that is not there ends in a 500: not what a caller did right or wrong.',
    change: (api) => onReply(api, 'getAlbum', 404, broken),
    exhibit: async (v) => (await v.get('/albums/none-such')).status === 500,
  },
  {
    id: 'page-zero-500',
    deviation: 'Page 0 ends in a 500.',
    change: (api) =>
      onReply(api, 'listAlbums', 400, (reply, { query }) =>
        query.get('page') === '0' ? broken() : reply,
      ),
    exhibit: async (v) => (await v.get('/albums?page=0')).status === 500,
  },
  {
    id: 'thirteen-keywords-500',
    deviation: 'More than twelve keywords end in a 500.',
    change: (api) =>
      onReply(api, 'addPhoto', 400, (reply, { body }) =>
        /"keywords":\[(?:"\w*",){12}/.test(body.toString().replace(/\s/g, '')) ? broken() : reply,
      ),
    exhibit: async (v) => {
      const keywords = [...'abcdefghijklm']
      return (
        (await v.send('POST', `${album}/photos`, { json: { title: 'Many', keywords } })).status ===
        500
      )
    },
  },
  {
    id: 'second-picture-500',
    deviation: 'A picture that is put in place of another ends in a 500; the document has 204.',
    change: (api) => onReply(api, 'putContent', 204, broken),
    exhibit: async (v) => {
      await v.send('PUT', `${bare}/content`, { body: 'GIF89a', type: 'image/gif' })
      return (
        (await v.send('PUT', `${bare}/content`, { body: 'GIF89a', type: 'image/gif' })).status ===
        500
      )
    },
  },
  {
    id: 'deleted-photo-again-500',
    deviation: 'A photo that is deleted twice ends in a 500.',
    change: (api) => onReply(api, 'deletePhoto', 404, broken),
    exhibit: async (v) => {
      await v.send('DELETE', bare)
      return (await v.send('DELETE', bare)).status === 500
    },
  },
  {
    id: 'error-under-200',
    deviation: 'An album without a title is answered with 200 and the error: success it is not.',
    change: (api) => onReply(api, 'createAlbum', 400, (reply) => ({ ...reply, status: 200 })),
    exhibit: async (v) => (await v.send('POST', '/albums', { json: {} })).status === 200,
  },
  {
    id: 'status-204',
    deviation: 'The status is answered with 204; only 200 is documented.',
    change: (api) => onReply(api, 'status', 200, () => ({ status: 204, headers: {} })),
    exhibit: async (v) => (await v.get('/status')).status === 204,
  },
  {
    id: 'replaced-album-500-when-unshared',
    deviation: 'An album that is no longer shared ends in a 500.',
    change: (api) =>
      around(api, 'replaceAlbum', (run, context) => {
        const before = context.state.albums.get(String(context.path.album))?.visibility
        const reply = run(context)
        const after = context.state.albums.get(String(context.path.album))?.visibility
        return before === 'shared' && after !== 'shared' ? broken() : reply
      }),
    exhibit: async (v) => {
      const slug = (await v.send('POST', '/albums', { json: newAlbum() })).at('slug')
      return (
        (await v.send('PUT', `/albums/${slug}`, { json: { title: 'Mine', visibility: 'private' } }))
          .status === 500
      )
    },
  },
]
