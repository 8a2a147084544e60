import type { JsonPointer, SourcePosition } from '@concordat/core'

/**
 * What a change breaks. `wire`: requests or answers; `behaviour`: what the API does with the same request; `code`:
 * generated code, and nothing on the wire; `unknown`: neither shown nor excluded; `compatible`: nothing.
 */
export type ChangeClass = 'wire' | 'behaviour' | 'code' | 'unknown' | 'compatible'

export const changeClasses: readonly ChangeClass[] = [
  'wire',
  'unknown',
  'behaviour',
  'code',
  'compatible',
]

/** Which way what changed travels. */
export type Direction = 'request' | 'response'

/** Where in a document something is said. */
export interface DocumentPlace {
  /** JSON pointer in the normalised document. */
  readonly pointer: JsonPointer
  readonly source: SourcePosition
}

/** An operation that a change reaches. */
export interface ReachedOperation {
  /** In upper case. */
  readonly method: string
  /** Path, name of a webhook, or expression of a callback. */
  readonly path: string
  readonly operationId: string
  readonly kind: 'operation' | 'webhook' | 'callback'
}

/** A request that the old document allowed and the new one does not. */
export interface RequestWitness {
  readonly kind: 'request'
  readonly http: string
  readonly curl: string
}

/** An answer that the new document allows and the old one did not. */
export interface ResponseWitness {
  readonly kind: 'response'
  readonly http: string
}

export type Witness = RequestWitness | ResponseWitness

/** One cause, with all that it reaches. */
export interface Change {
  /** Kebab-case name of the kind of change; never changes its meaning. */
  readonly id: string
  readonly class: ChangeClass
  readonly direction?: Direction
  /** What was and what is, in a sentence or two. */
  readonly message: string
  /** Why it breaks, where no value shows it. */
  readonly argument?: string
  readonly witness?: Witness
  readonly old?: DocumentPlace
  readonly new?: DocumentPlace
  readonly operations: readonly ReachedOperation[]
  /** The same for the same cause in every comparison. */
  readonly fingerprint: string
  /** Why the change counts as accepted. */
  readonly accepted?: { readonly reason: string; readonly by?: string; readonly until?: string }
}
