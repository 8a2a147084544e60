import type { Context } from 'hono'
import type { MaybePromise } from '../maybe-promise.ts'
import { type ReadBytes, readCounted } from './body-bytes.ts'
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
      ? readOfUnknownLength(request.body, limit)
      : readWhole(context, limit)
  // The connection broke, or a middleware has read the body past Hono: nothing is left to read either way.
  return read.catch((): ReadBytes => 'broken').then(use)
}

/** Through Hono, which still has what a middleware has read before. */
async function readWhole(context: Context, limit: number): Promise<ReadBytes> {
  const buffer = await context.req.arrayBuffer()
  return buffer.byteLength > limit ? 'too-large' : new Uint8Array(buffer)
}

/** A body whose length nobody said. */
async function readOfUnknownLength(
  body: ReadableStream<Uint8Array> | null,
  limit: number,
): Promise<ReadBytes> {
  return body ? readCounted(body, limit) : new Uint8Array(0)
}
