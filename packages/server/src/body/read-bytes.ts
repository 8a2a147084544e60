import type { Context } from 'hono'

/** The whole body, or why it could not be had. */
export type ReadBytes = Uint8Array<ArrayBuffer> | 'too-large' | 'broken'

/**
 * Reads a request's body up to a limit. `Content-Length` is believed only to refuse early and to take the fast way:
 * what really arrives is counted, and reading stops at the first byte too many.
 *
 * @see RFC 9110, section 15.5.14
 */
export async function readBytes(context: Context, limit: number): Promise<ReadBytes> {
  const request = context.req.raw
  const declared = declaredLength(request)
  if (declared !== undefined && declared > limit) return 'too-large'
  try {
    // What a middleware has read before, Hono still has.
    if (declared === undefined && !request.bodyUsed) return await readCounted(request, limit)
    const buffer = await context.req.arrayBuffer()
    return buffer.byteLength > limit ? 'too-large' : new Uint8Array(buffer)
  } catch {
    // The connection broke, or a middleware has read the body past Hono: nothing is left to read either way.
    return 'broken'
  }
}

/** `Content-Length` as a number; `undefined` when it is absent or not one. */
export function declaredLength(request: Request): number | undefined {
  const text = request.headers.get('content-length')
  return text !== null && /^\d+$/.test(text) ? Number(text) : undefined
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

function concatenate(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.byteLength
  }
  return whole
}
