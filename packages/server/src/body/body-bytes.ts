/** The whole body, or why it could not be had. */
export type ReadBytes = Uint8Array<ArrayBuffer> | 'too-large' | 'broken'

/** One array of several. */
export function concatenate(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.byteLength
  }
  return whole
}

/** Reads a stream, and stops at the first byte too many. Throws what the stream throws. */
export async function readCounted(
  stream: ReadableStream<Uint8Array>,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | 'too-large'> {
  const reader = stream.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return concatenate(chunks, size)
    size += value.byteLength
    if (size > limit) {
      // Not awaited: whoever waits for the result need not wait until the sender stops.
      reader.cancel().catch(() => undefined)
      return 'too-large'
    }
    chunks.push(value)
  }
}
