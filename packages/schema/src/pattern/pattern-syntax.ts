/** A regular expression, as far as it matters for whether text matches: groups are seen through. */
export type PatternNode =
  | { readonly kind: 'character'; readonly set: CharacterSet }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly options: readonly PatternNode[] }
  | {
      readonly kind: 'repeat'
      readonly part: PatternNode
      readonly min: number
      /** `Infinity` where there is no bound. */
      readonly max: number
    }
  | { readonly kind: 'position'; readonly at: PositionKind }
  | {
      readonly kind: 'look'
      readonly direction: 'ahead' | 'behind'
      readonly isNegated: boolean
      readonly part: PatternNode
    }
  | { readonly kind: 'backreference' }

/** `^`, `$`, `\b` and `\B`. */
export type PositionKind = 'start' | 'end' | 'boundary' | 'no-boundary'

/** Characters, by code point. */
export interface CharacterSet {
  /** As written, for example `[a-z]` or `\d`. */
  readonly source: string
  has(codePoint: number): boolean
}
