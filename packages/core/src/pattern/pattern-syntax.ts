/** A regular expression of ECMA-262, read. */
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
  /** A group that captures; `name` where it has one. Groups are numbered from 1 by where they begin. */
  | {
      readonly kind: 'group'
      readonly number: number
      readonly name?: string
      readonly part: PatternNode
    }
  /** `\1` or `\k<name>`. */
  | { readonly kind: 'backreference'; readonly to: number | string }

/** `^`, `$`, `\b` and `\B`. */
export type PositionKind = 'start' | 'end' | 'boundary' | 'no-boundary'

/** Characters, by code point. */
export interface CharacterSet {
  /** As written, for example `[a-z]` or `\d`. */
  readonly source: string
  has(codePoint: number): boolean
}
