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
