import { createHash } from 'node:crypto'
import type { Operation, Refusal } from '../kit/api.ts'
import type { Parameter } from '../kit/parameter.ts'
import { emptyReply, type Reply, textReply } from '../kit/reply.ts'
import { type Asking, albumParameter, mostBytes } from './albums.ts'
import { findPhoto, photoParameter } from './photos.ts'
import type { GalleryState } from './state.ts'

function findContent(context: Asking): Refusal | undefined {
  if (context.state.pictures.has(Number(context.path.photo))) return findPhoto(context)
  return { kind: 'not-found', message: 'There is no picture.' }
}

export function getContent({ state, path, asked }: Asking): Reply {
  const picture = state.pictures.get(Number(path.photo))
  const bytes = picture?.bytes ?? Buffer.alloc(0)
  const etag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 20)}"`
  const held = (asked.headers['if-none-match'] ?? '')
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
  if (held.includes(etag) || held.includes('*')) return emptyReply(304, { etag })
  const reply = textReply(200, bytes, picture?.mediaType ?? 'image/png')
  reply.headers.etag = etag
  return reply
}

function putContent({ state, path, body, mediaType }: Asking): Reply {
  const photo = Number(path.photo)
  const status = state.pictures.has(photo) ? 204 : 201
  state.pictures.set(photo, { mediaType, bytes: Buffer.isBuffer(body) ? body : Buffer.alloc(0) })
  return emptyReply(status)
}

export function contentOperations(): Record<string, Operation<GalleryState>> {
  const path = '/albums/{album}/photos/{photo}/content'
  const parameters = (): Parameter[] => [albumParameter(), photoParameter()]
  return {
    getContent: {
      method: 'GET',
      path,
      security: [],
      parameters: parameters(),
      find: findContent,
      run: getContent,
    },
    headContent: {
      method: 'HEAD',
      path,
      security: [],
      parameters: parameters(),
      find: findContent,
      run: getContent,
    },
    putContent: {
      method: 'PUT',
      path,
      security: [],
      parameters: parameters(),
      find: findPhoto,
      body: {
        required: true,
        content: { 'image/png': undefined, 'image/gif': undefined },
        mostBytes,
      },
      run: putContent,
    },
  }
}
