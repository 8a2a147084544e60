import { type IdentifierCase, identifierFor } from './identifier.ts'

/** How a {@link NameTable} makes its names. */
export interface NameTableOptions {
  readonly style: IdentifierCase
  /** Names that are taken before the first. */
  readonly reserved?: Iterable<string>
}

/**
 * Identifiers for the names of one module, each given once. A name that is an identifier already keeps it, wherever
 * it stands in the document; the others are made from their text, in document order, and numbered where they clash.
 */
export class NameTable {
  readonly #identifiers = new Map<string, string>()
  readonly #taken: Set<string>
  readonly #style: IdentifierCase

  constructor(names: Iterable<string>, options: NameTableOptions) {
    this.#style = options.style
    this.#taken = new Set(options.reserved)
    const all = [...new Set(names)]
    for (const name of all) {
      if (identifierFor(name, options.style) === name && !this.#taken.has(name))
        this.#give(name, name)
    }
    for (const name of all) {
      if (!this.#identifiers.has(name)) this.#give(name, this.fresh(name))
    }
  }

  /** The identifier of a name; one is made for a name that was not there from the start. */
  get(name: string): string {
    const known = this.#identifiers.get(name)
    if (known !== undefined) return known
    const made = this.fresh(name)
    this.#give(name, made)
    return made
  }

  /** The names whose identifier is not the one that their text would have, because another name has that. */
  numbered(): { readonly name: string; readonly wanted: string; readonly given: string }[] {
    return [...this.#identifiers].flatMap(([name, given]) => {
      const wanted = identifierFor(name, this.#style)
      return given === wanted ? [] : [{ name, wanted, given }]
    })
  }

  /** An identifier near a text that no name has; it is taken from then on. */
  fresh(near: string): string {
    const base = identifierFor(near, this.#style)
    let candidate = base
    for (let number = 2; this.#taken.has(candidate); number += 1) {
      candidate = /[0-9]$/.test(base) ? `${base}_${number}` : `${base}${number}`
    }
    this.#taken.add(candidate)
    return candidate
  }

  #give(name: string, identifier: string): void {
    this.#identifiers.set(name, identifier)
    this.#taken.add(identifier)
  }
}
