import { ConcordatError } from '@concordat/core'
import type { LoadLimits } from './limits.ts'

/** Text of a file's bytes. @throws {@link ConcordatError} when they are too many or not UTF-8. */
export function decodeText(
  content: string | Uint8Array,
  location: string,
  limits: Required<LoadLimits>,
): string {
  const size = typeof content === 'string' ? content.length : content.byteLength
  if (size > limits.maxBytes) {
    throw new ConcordatError(
      'E_DOCUMENT_TOO_BIG',
      `\`${location}\` has ${size} bytes; at most ${limits.maxBytes} are read.`,
    )
  }
  if (typeof content === 'string') return content.replace(/^\uFEFF/, '')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch (error) {
    throw new ConcordatError(
      'E_DOCUMENT_ENCODING',
      `\`${location}\` is not UTF-8 text. Save it as UTF-8.`,
      {
        cause: error,
      },
    )
  }
}
