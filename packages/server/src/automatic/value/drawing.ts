import type { Random } from './random.ts'

/** One attempt to draw a value: where references lead, and how daring it is. */
export interface Drawing {
  readonly document: unknown
  readonly random: Random
  /** Takes `example`, `examples` and `default` of schemas where they give them. */
  readonly examples: boolean
  /** Which optional properties and items are there. */
  readonly optional: 'all' | 'some' | 'none'
  /** Chooses branches, enum values and numbers at random instead of the first. */
  readonly vary: boolean
  /** Values may not be deeper than this; recursive schemas end here. */
  readonly maxDepth: number
  /** Counts what was drawn, so that wide schemas end too. */
  readonly budget: { left: number }
  /** Properties marked `writeOnly` (in answers) or `readOnly` (in requests) are left out. */
  readonly leaveOut: 'writeOnly' | 'readOnly'
}
