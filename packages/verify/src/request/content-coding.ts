import { deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib'
import { type HeaderField, headerValue } from '../transport/wire-exchange.ts'

const codings = {
  gzip: { encode: gzipSync, decode: gunzipSync },
  deflate: { encode: deflateSync, decode: inflateSync },
} as const

/** More than a request that a run writes itself ever has. */
const mostBytes = 64 * 1024 * 1024

/** A body in the coding that the request's `Content-Encoding` names, so that the label is true. @see RFC 9110, 8.4.1 */
export function encodeContent(bytes: Uint8Array, headers: readonly HeaderField[]): Uint8Array {
  const coding = codingOf(headers)
  return typeof coding === 'object' ? new Uint8Array(coding.encode(bytes)) : bytes
}

/** A body without its coding; `undefined` where it is in another one than the label says, or in one not known here. */
export function decodeContent(
  bytes: Uint8Array,
  headers: readonly HeaderField[],
): Uint8Array | undefined {
  const coding = codingOf(headers)
  if (coding === 'none') return bytes
  if (coding === 'unknown') return undefined
  try {
    return new Uint8Array(coding.decode(bytes, { maxOutputLength: mostBytes }))
  } catch {
    // Not in that coding, or too large once decoded.
    return undefined
  }
}

function codingOf(
  headers: readonly HeaderField[],
): (typeof codings)[keyof typeof codings] | 'none' | 'unknown' {
  const name = headerValue(headers, 'content-encoding')?.trim().toLowerCase() ?? 'identity'
  if (name === 'identity') return 'none'
  return name === 'gzip' || name === 'deflate' ? codings[name] : 'unknown'
}
