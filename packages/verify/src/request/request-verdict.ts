import type { JsonPointer } from '@concordat/core'

/** One way in which a request, as it stands on the wire, breaks the document. */
export interface RequestViolation {
  readonly in: 'path' | 'query' | 'header' | 'cookie' | 'body'
  /** Parameter, or member of the body as a JSON pointer. */
  readonly name: string
  /** Keyword, or `required`, `media-type`, `syntax`. */
  readonly keyword: string
  readonly pointer: JsonPointer
  readonly message: string
}

/**
 * What the document says of a request. `ambiguous`: a strict reading refuses it, a lenient one that servers are free
 * to take (an empty optional value, `05`, `1e1`, a parameter given twice) does not; nothing is concluded from it.
 */
export interface RequestVerdict {
  readonly verdict: 'valid' | 'invalid' | 'ambiguous'
  /** Only what no reading allows. */
  readonly violations: readonly RequestViolation[]
}
