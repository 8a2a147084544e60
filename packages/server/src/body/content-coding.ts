import { type ReadBytes, readCounted } from './body-bytes.ts'

/** Content codings that bodies of requests are read in. @see RFC 9110, 8.4.1 */
export type ContentCoding = 'gzip' | 'deflate'

/** The coding that a `Content-Encoding` names: `undefined` where it names none, `unknown` where it is not read. */
export function contentCodingOf(header: string | null): ContentCoding | 'unknown' | undefined {
  const name = header?.trim().toLowerCase()
  if (name === undefined || name === '' || name === 'identity') return undefined
  if (name === 'gzip' || name === 'x-gzip') return 'gzip'
  return name === 'deflate' ? name : 'unknown'
}

/** Takes a coding off, and stops at the first byte too many, however few the coded bytes are. */
export async function decodeContent(
  coded: ReadBytes,
  coding: ContentCoding,
  limit: number,
): Promise<ReadBytes | 'not-coded'> {
  if (typeof coded === 'string') return coded
  try {
    return await readCounted(decodedStream(new Blob([coded]).stream(), coding), limit)
  } catch {
    // The bytes are not what the header says.
    return 'not-coded'
  }
}

/** A stream without its coding. */
export function decodedStream(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  coding: ContentCoding,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return stream.pipeThrough(new DecompressionStream(coding))
}
