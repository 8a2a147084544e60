import type { JsonPointer } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'

/** A place in a document that has its part in a contradiction. */
export interface ContradictingPlace {
  /** URI of the document. */
  readonly uri: string
  /** Of the schema. */
  readonly pointer: JsonPointer
  readonly keyword: string
}

/** Why no value can satisfy a schema. */
export interface Contradiction {
  readonly kind: ContradictionKind
  /** Where in the value, as a JSON pointer; `*` stands for any item. */
  readonly at: JsonPointer
  /** One sentence for people. */
  readonly message: string
  /** What contradicts itself or each other, in the order of the document's reading. */
  readonly places: readonly ContradictingPlace[]
}

/**
 * - `nothing-allowed`: a schema is `false`, or refuses what another is;
 * - `types`, `values`, `range`, `length`, `text`, `items`, `properties`: what is said of these excludes each other;
 * - `endless`: every value holds another of the same kind.
 */
export type ContradictionKind =
  | 'nothing-allowed'
  | 'types'
  | 'values'
  | 'range'
  | 'length'
  | 'text'
  | 'items'
  | 'properties'
  | 'endless'

export function placeOf(schema: SchemaModel, keyword: string): ContradictingPlace {
  return { uri: schema.uri, pointer: schema.pointer, keyword }
}

export function contradiction(
  kind: ContradictionKind,
  message: string,
  places: readonly ContradictingPlace[],
): Contradiction {
  return { kind, at: '', message, places }
}
