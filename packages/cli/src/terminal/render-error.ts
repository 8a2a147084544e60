import type { ConcordatError } from '@concordat/core'
import type { Style } from './style.ts'

/** An error as one line for the person who reads it: its code, where it was found, and its message. */
export function renderError(error: ConcordatError, style: Style): string {
  const place = error.source
    ? `${error.source.file}:${error.source.line}:${error.source.column}: `
    : ''
  return `${style.red('error')} ${style.dim(error.code)} ${place}${error.message}`
}
