import type { SourcePosition } from './finding.ts'

/** What a {@link ConcordatError} may carry beside its message. */
export interface ConcordatErrorOptions {
  readonly cause?: unknown
  readonly source?: SourcePosition
}

/**
 * Misuse or a failing environment: a file that is not there, a server that does not answer, an option that
 * makes no sense. The message says what was expected, what was found and what to do; it is shown without a stack.
 *
 * @example
 * ```ts
 * import { ConcordatError } from '@concordat/core'
 * throw new ConcordatError('E_DOCUMENT_NOT_FOUND', 'There is no file `openapi.yaml`. Give the path of a document.')
 * ```
 */
export class ConcordatError extends Error {
  override readonly name = 'ConcordatError'
  /** Stable, in upper case, beginning with `E_`. */
  readonly code: string
  readonly source?: SourcePosition

  constructor(code: string, message: string, options: ConcordatErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    if (options.source) this.source = options.source
  }
}
