import type { SchemaModel } from '@concordat/model'
import { childrenOf } from '../directed.ts'
import { isPattern } from './match-pattern.ts'

/** Finds patterns that no validator can read; what was found of a schema is kept. */
export class UnreadablePatterns {
  readonly #known = new Map<SchemaModel, string | undefined>()

  /** The first such pattern in a schema or in what it leads to. */
  firstIn(start: SchemaModel): string | undefined {
    if (this.#known.has(start)) return this.#known.get(start)
    const seen = new Set([start])
    let found: string | undefined
    for (const node of seen) {
      const patterns = [node.pattern, ...(node.patternProperties?.keys() ?? [])]
      found = patterns.find((pattern) => pattern !== undefined && !isPattern(pattern))
      if (found !== undefined) break
      for (const child of childrenOf(node)) {
        if (!this.#known.has(child) || this.#known.get(child) !== undefined) seen.add(child)
      }
    }
    // What leads to no such pattern leads to nothing that does.
    for (const node of found === undefined ? seen : [start]) this.#known.set(node, found)
    return found
  }
}
