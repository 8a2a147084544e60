import type { Contrast } from '../exchange/purpose.ts'
import type { RequestDraft } from '../request/draft.ts'

/** One request to be tried, as a difference to a request that succeeded. */
export interface Case {
  readonly draft: RequestDraft
  readonly contrast: Contrast
  /** Set when servers may refuse the message below the document's level. */
  readonly odd?: true
  /** Resource knowledge where it differs from the base's: an id in the path was changed. */
  readonly resource?: 'guessed' | 'unknown'
}
