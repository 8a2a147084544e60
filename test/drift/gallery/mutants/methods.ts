import type { Mutant } from '../../kit/bench.ts'
import { headOf, onBytes, onReply, onRequest } from '../../kit/change.ts'
import { bytesOf, jsonReply } from '../../kit/reply.ts'
import { album, bare, newAlbum, photo } from '../samples.ts'
import type { GalleryState } from '../state.ts'

export const methods: readonly Mutant<GalleryState>[] = [
  {
    id: 'head-of-picture-405',
    deviation: 'HEAD of a picture, which is documented, is answered with 405.',
    change: (api) => {
      onRequest(api, 'HEAD', /\/content$/, (asked) =>
        api.refuse({ kind: 'method', message: 'Not allowed.', allow: ['GET', 'PUT'] }, asked),
      )
    },
    exhibit: async (v) => (await v.send('HEAD', `${photo}/content`)).status === 405,
  },
  {
    id: 'head-of-picture-without-length',
    deviation: 'HEAD of a picture has no Content-Length, which is required.',
    change: (api) =>
      onBytes(
        api,
        (reply, asked) => asked.operation === 'headContent' && reply.status === 200,
        (head) => [head, '\r\n'],
      ),
    exhibit: async (v) =>
      (await v.send('HEAD', `${photo}/content`)).headers['content-length'] === undefined,
  },
  {
    id: 'head-of-picture-of-other-length',
    deviation: 'HEAD of a picture has Content-Length: 0; GET has another (RFC 9110, 8.6).',
    change: (api) =>
      onReply(api, 'headContent', 200, (reply) => {
        reply.headers['content-length'] = '0'
      }),
    exhibit: async (v) =>
      (await v.send('HEAD', `${photo}/content`)).headers['content-length'] === '0',
  },
  {
    id: 'head-of-picture-of-other-type',
    deviation: 'HEAD of a GIF says image/png; GET says image/gif.',
    change: (api) =>
      onReply(api, 'headContent', 200, (reply) => {
        reply.headers['content-type'] = 'image/png'
      }),
    exhibit: async (v) =>
      (await v.send('HEAD', `${photo}/content`)).headers['content-type'] === 'image/png',
  },
  {
    id: 'head-of-picture-of-other-etag',
    deviation: 'HEAD of a picture has another ETag than GET.',
    change: (api) =>
      onReply(api, 'headContent', 200, (reply) => {
        reply.headers.etag = '"head"'
      }),
    exhibit: async (v) => (await v.send('HEAD', `${photo}/content`)).headers.etag === '"head"',
  },
  {
    id: 'head-of-no-picture-200',
    deviation:
      'HEAD of a picture that is not there is answered with 200; GET is answered with 404.',
    change: (api) =>
      onReply(api, 'headContent', 404, (reply, { params }, { photos }) =>
        photos.get(Number(params.photo))?.album === params.album
          ? { status: 200, headers: { 'content-type': 'image/png', etag: '""' }, text: '' }
          : reply,
      ),
    exhibit: async (v) => (await v.send('HEAD', `${bare}/content`)).status === 200,
  },
  {
    id: 'head-with-body',
    deviation: 'HEAD of the albums is followed by the albums; it has no content (RFC 9110, 9.3.2).',
    change: (api) =>
      api.write.push((response, reply, { method, operation }) => {
        const bytes = bytesOf(reply)
        if (method !== 'HEAD' || operation !== 'listAlbums' || !bytes) return false
        response.socket?.end(
          Buffer.concat([
            Buffer.from(`${headOf(reply)}Content-Length: ${bytes.length}\r\n\r\n`),
            bytes,
          ]),
        )
        return true
      }),
    exhibit: async (v) =>
      (await v.raw('HEAD /albums HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).endsWith(']'),
  },
  {
    id: 'post-replaces-album',
    deviation: 'POST to an album replaces it, as PUT does; there is no such operation.',
    change: (api) =>
      onRequest(api, 'POST', /^\/albums\/[^/]+$/, (asked) => {
        asked.method = 'PUT'
      }),
    exhibit: async (v) => (await v.send('POST', album, { json: newAlbum() })).status === 200,
  },
  {
    id: 'albums-deletable-at-once',
    deviation: 'DELETE /albums is answered with 200 and a count; there is no such operation.',
    change: (api) => onRequest(api, 'DELETE', /^\/albums$/, () => jsonReply(200, { deleted: 0 })),
    exhibit: async (v) => (await v.send('DELETE', '/albums')).status === 200,
  },
  {
    id: 'allow-names-what-was-refused',
    deviation: 'A 405 names the very method that was refused in Allow.',
    change: (api) =>
      onReply(api, '*', 405, (reply, { method }) => {
        reply.headers.allow = `${String(reply.headers.allow)}, ${method}`
      }),
    exhibit: async (v) => (await v.send('PUT', '/status')).headers.allow?.includes('PUT') === true,
  },
]
