import type { JsonValue, Random } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import type { FormatTests } from '../check/check-value.ts'
import type { Direction } from '../check/direction.ts'
import type { Contradiction } from '../goal/contradiction.ts'
import type { Bound } from './budget.ts'
import type { BoundKind } from './outcome.ts'

/**
 * How much of what is optional a made value holds: nothing that it need not, everything down to a few levels, or some of
 * it. Which branch of a choice is taken follows: the first that works, or any.
 */
export type Fullness = 'smallest' | 'fullest' | 'random'

/** How values are made. */
export interface MakeOptions {
  /** Where all that is free comes from: the same stream makes the same value. */
  readonly random: Random
  /** @default 'random' */
  readonly fullness?: Fullness | undefined
  /** What is `readOnly` is left out of requests, what is `writeOnly` of answers. */
  readonly direction?: Direction | undefined
  /** Whether documented examples and defaults may stand where values would be made. @default true */
  readonly examples?: boolean | undefined
  /** Whether numbers are the smallest allowed. */
  readonly leastNumbers?: boolean | undefined
  /** Tests of formats of texts. @default those of core */
  readonly formats?: FormatTests | undefined
  /** A value known to mean something for a property of this name; used where it is allowed. */
  readonly known?:
    | ((name: string, schemas: readonly SchemaModel[]) => JsonValue | undefined)
    | undefined
  /** The last word on a value, for example that of a validator. */
  readonly accepts?: ((value: JsonValue) => boolean) | undefined
  readonly bound?: Bound | undefined
}

/** A value, or why there is none. */
export type Made =
  | { readonly kind: 'made'; readonly value: JsonValue }
  /** No value satisfies the schema; that is proved. */
  | { readonly kind: 'unsatisfiable'; readonly contradiction: Contradiction }
  /** There may be one. */
  | { readonly kind: 'not-found'; readonly reason: BoundKind | 'attempts' }
