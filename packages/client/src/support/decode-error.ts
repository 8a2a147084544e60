import type { Issue } from '../result.ts'

/** Carries every issue of a decoder to where results are made; never leaves this package. */
export class DecodeError extends Error {
  override readonly name = 'DecodeError'
  readonly issues: readonly Issue[]

  constructor(issues: readonly Issue[]) {
    super(issues[0]?.message)
    this.issues = issues
  }
}
