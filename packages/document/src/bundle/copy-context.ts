import { type JsonPointer, joinPointer } from '@concordat/core'
import type { DocumentDefect } from '@concordat/model'
import type { DocumentSource } from '../load/document-source.ts'
import type { ComponentReferences } from './component-references.ts'
import type { Draft } from './draft.ts'
import type { ObjectContext } from './object-rule.ts'
import type { Place } from './place.ts'

/** What is the same for every object of a bundle. */
export interface BundleContext {
  readonly references: ComponentReferences
  /** Whether identifiers must stay, because something refers to them at run time. */
  readonly keepsIdentifiers: boolean
  readonly report: (defect: DocumentDefect) => void
}

/** What the rules learn about an object that is being copied. One is made for every object: it must cost little. */
export class CopyContext implements ObjectContext {
  readonly raw: object
  readonly source: DocumentSource
  readonly keepsIdentifiers: boolean
  readonly #place: Place
  readonly #references: ComponentReferences
  readonly #report: (defect: DocumentDefect) => void

  constructor(raw: object, place: Place, context: BundleContext) {
    this.raw = raw
    this.source = place.source
    this.keepsIdentifiers = context.keepsIdentifiers
    this.#place = place
    this.#references = context.references
    this.#report = context.report
  }

  get pointer(): JsonPointer {
    return this.#place.pointer
  }

  report(id: DocumentDefect['id'], message: string, ...keys: readonly string[]) {
    let container = this.raw
    let key = keys[0]
    for (const next of keys.slice(1)) {
      const member: unknown = key === undefined ? undefined : Reflect.get(container, key)
      if (typeof member !== 'object' || member === null) break
      container = member
      key = next
    }
    this.#report({
      id,
      message,
      pointer: joinPointer(this.#place.pointer, ...keys),
      source: this.source.position(container, key),
    })
  }

  mappedReference(ref: string): string | undefined {
    return this.#references.mapped(ref, this.#place)
  }

  linkTo(link: Draft, ref: string) {
    this.#references.link(link, ref, this.#place)
  }
}
