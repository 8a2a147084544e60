import type { Context } from 'hono'
import type { MaybePromise } from '../maybe-promise.ts'
import { concatenate, type ReadBytes } from './body-bytes.ts'
import { http1Incoming, isUntouched, readIncoming } from './node-incoming.ts'

/**
 * Reads a request's body up to a limit, and hands it on. `Content-Length` is believed only to refuse early and to take the fast way:
 * what really arrives is counted, and reading stops at the first byte too many.
 *
 * @see RFC 9110, section 15.5.14
 */
export function readBytes<T>(
  context: Context,
  length: number | undefined,
  limit: number,
  use: (read: ReadBytes) => T,
): MaybePromise<T> {
  if (length !== undefined && length > limit) return use('too-large')
  const request = context.req.raw
  const incoming = http1Incoming(context.env)
  if (incoming && isUntouched(request, incoming)) return readIncoming(incoming, limit, use)
  const read =
    length === undefined && !request.bodyUsed
      ? readCounted(request, limit)
      : readWhole(context, limit)
  // The connection broke, or a middleware has read the body past Hono: nothing is left to read either way.
  return read.catch((): ReadBytes => 'broken').then(use)
}

/** Through Hono, which still has what a middleware has read before. */
async function readWhole(context: Context, limit: number): Promise<ReadBytes> {
  const buffer = await context.req.arrayBuffer()
  return buffer.byteLength > limit ? 'too-large' : new Uint8Array(buffer)
}

async function readCounted(request: Request, limit: number): Promise<ReadBytes> {
  const reader = request.body?.getReader()
  if (!reader) return new Uint8Array(0)
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return concatenate(chunks, size)
    size += value.byteLength
    if (size > limit) {
      // Not awaited: the answer need not wait until the sender stops.
      reader.cancel().catch(() => undefined)
      return 'too-large'
    }
    chunks.push(value)
  }
}
