import type { ReasonedError } from './result.ts'

/** 64 MiB. */
const mostByDefault = 2 ** 26

/**
 * Reads a body, as it is once its content coding is off, and no further than `most` bytes: whatever a server sends, it
 * fills no memory.
 * @throws ReasonedError `size` for a longer one; what the stream fails with.
 */
export async function readBytes({ body }: Response, most = mostByDefault): Promise<ArrayBuffer> {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  const reader = body?.getReader()
  let left = most
  while (reader) {
    const { value } = await reader.read()
    if (!value) break
    chunks.push(value)
    left -= value.length
    if (left < 0) {
      const tooLarge: ReasonedError = { failedBy: 'size' }
      throw Object.assign(new Error('Answer exceeds maxBytes'), tooLarge)
    }
  }
  return new Blob(chunks).arrayBuffer()
}
