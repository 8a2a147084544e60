import { type JsonPointer, joinPointer } from '@concordat/core'
import type { DocumentSource } from '../load/document-source.ts'
import type { Scope } from './schema-resources.ts'

/** Where something is copied to and from. Its pointer is made only when somebody asks: most never do. */
export class Place implements Scope {
  readonly source: DocumentSource
  readonly base: string
  readonly #parent: Place | undefined
  readonly #key: string | number
  #pointer: JsonPointer | undefined
  /** How many members it is away from where copying began. */
  readonly depth: number

  constructor(scope: Scope, parent?: Place, key: string | number = '', pointer?: JsonPointer) {
    this.source = scope.source
    this.base = scope.base
    this.#parent = parent
    this.#key = key
    this.#pointer = pointer
    this.depth = parent ? parent.depth + 1 : 0
  }

  /** A place of the bundled document, filled from a scope of a file. */
  static at(pointer: JsonPointer, scope: Scope): Place {
    return new Place(scope, undefined, '', pointer)
  }

  /** A member of this place. */
  member(key: string | number): Place {
    return new Place(this, this, key)
  }

  /** The same place, filled from elsewhere. */
  from(scope: Scope): Place {
    return scope.source === this.source && scope.base === this.base
      ? this
      : new Place(scope, this.#parent, this.#key, this.#pointer)
  }

  /** Into the bundled document. */
  get pointer(): JsonPointer {
    this.#pointer ??= this.#parent ? joinPointer(this.#parent.pointer, this.#key) : ''
    return this.#pointer
  }
}
