import type { Contrast } from '../exchange/purpose.ts'
import type { RequestDraft } from '../request/draft.ts'

/** One request to be tried, as a difference to a request that succeeded. */
export interface Case {
  readonly draft: RequestDraft
  readonly contrast: Contrast
  /** Set where the difference was made to break the document; whether it does is judged. */
  readonly breaks?: true
  /** Set when servers may refuse the message below the document's level. */
  readonly unusual?: true
  /** Requests with something else in place of the difference: where they all succeed, the case must. */
  readonly beside?: readonly RequestDraft[]
  /** Resource knowledge where it differs from the base's: an id in the path was changed. */
  readonly resource?: 'guessed' | 'unknown'
}
