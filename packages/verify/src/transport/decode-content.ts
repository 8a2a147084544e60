import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import { type FramingFault, mostAnswerBytes } from './wire-exchange.ts'

/** Content without its coding, and what is wrong with the coding. */
export interface DecodedContent {
  readonly body: Uint8Array
  readonly fault?: FramingFault
}

const limit = { maxOutputLength: mostAnswerBytes }

/** Takes off what `Content-Encoding` says, the last coding first. @see RFC 9110, 8.4 */
export function decodeContent(body: Uint8Array, codings: string | undefined): DecodedContent {
  if (codings === undefined || body.length === 0) return { body }
  let content = body
  for (const coding of codings.toLowerCase().split(',').reverse()) {
    const name = coding.trim()
    try {
      content = decode(content, name)
    } catch (error) {
      const message = isTooLarge(error)
        ? `the body in Content-Encoding ${JSON.stringify(name)} stands for more than ${mostAnswerBytes / 1024 / 1024} MiB, and was not decoded`
        : `Content-Encoding says ${JSON.stringify(name)}, but the body is not in that coding`
      return { body, fault: { kind: 'content-encoding', message } }
    }
  }
  return { body: content }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
}

function decode(content: Uint8Array, coding: string): Uint8Array {
  switch (coding) {
    case '':
    case 'identity':
      return content
    case 'gzip':
    case 'x-gzip':
      return gunzipSync(content, limit)
    case 'br':
      return brotliDecompressSync(content, limit)
    case 'deflate':
      // Some servers mean the bare algorithm, without the zlib frame that the RFC asks for.
      return (content[0] ?? 0) % 16 === 8
        ? inflateSync(content, limit)
        : inflateRawSync(content, limit)
    default:
      throw new Error(`unknown coding ${coding}`)
  }
}
