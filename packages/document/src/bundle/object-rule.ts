import type { JsonPointer } from '@concordat/core'
import type { DocumentDefect } from '@concordat/model'
import type { DocumentSource } from '../load/document-source.ts'
import type { Draft } from './draft.ts'
import type { ObjectKind } from './object-kinds.ts'

/** What a rule that changes one object needs to know of its surroundings. */
export interface ObjectContext {
  readonly source: DocumentSource
  /** Where the object stands in the bundled document. */
  readonly pointer: JsonPointer
  /** The object as the file has it. */
  readonly raw: object
  /** Whether `$id`s and anchors stay, because dynamic references need them. */
  readonly keepsIdentifiers: boolean
  /** Reports a defect of the object, or of the member that the keys lead to. */
  report(id: DocumentDefect['id'], message: string, ...keys: readonly string[]): void
  /** What a discriminator's mapping names (a schema's name, or a reference), as the bundled document refers to it. */
  mappedReference(ref: string): string | undefined
  /** Remembers the object of a file that a link refers to. */
  linkTo(link: Draft, ref: string): void
}

/** Changes an object after its children were copied; runs once for every object of the document. */
export type ObjectRule = (kind: ObjectKind, draft: Draft, context: ObjectContext) => void
