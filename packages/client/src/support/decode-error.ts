import type { Issue } from '../result.ts'

/** Carries every issue of a decoder to where results are made; never leaves this package. */
export class DecodeError extends Error {
  override readonly name = 'DecodeError'
  readonly issues: readonly Issue[]
  /** The body as it arrived, where reading it in another way would change it without a word. */
  readonly text: string | undefined

  constructor(issues: readonly Issue[], text?: string) {
    super(issues[0]?.message)
    this.issues = issues
    this.text = text
  }
}
