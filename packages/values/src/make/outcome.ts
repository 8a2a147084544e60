import { type JsonPointer, type JsonValue, joinPointer } from '@concordat/core'
import type { Contradiction } from '../goal/contradiction.ts'

/** Which bound ended a search. */
export type BoundKind = 'size' | 'steps' | 'time'

/** What came of filling a place. */
export type Outcome = { readonly value: JsonValue } | Miss

/** No value was found. */
export interface Miss {
  readonly value?: undefined
  /** Why there can be none; absent where that is not certain. */
  readonly certain?: Contradiction
  /** The bound that ended the search, where one did. */
  readonly cut?: BoundKind
}

export const missed: Miss = {}

/** What a miss means for the value around it. */
export function missWithin(miss: Miss, token: string | number): Miss {
  if (!miss.certain) return miss
  return { certain: { ...miss.certain, at: prefixed(token, miss.certain.at) } }
}

function prefixed(token: string | number, at: JsonPointer): JsonPointer {
  return joinPointer('', token) + at
}
