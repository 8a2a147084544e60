import type { Comparison, Edge } from '../schema/include/comparison.ts'

/** A comparison that another leads to, and how. */
export interface Visit {
  readonly at: Comparison
  readonly before?: Visit
  readonly edge?: Edge
}

/** Finds the comparisons that a comparison leads to, once for each. */
export class Visits {
  readonly #known = new Map<Comparison, readonly Visit[]>()

  /** Those of which something is to be said, the nearest first. */
  from(root: Comparison): readonly Visit[] {
    const known = this.#known.get(root)
    if (known) return known
    const seen = new Set([root])
    const queue: Visit[] = [{ at: root }]
    for (const visit of queue) {
      for (const edge of visit.at.edges) {
        if (seen.has(edge.to)) continue
        seen.add(edge.to)
        queue.push({ at: edge.to, before: visit, edge })
      }
    }
    const told = queue.filter(({ at }) => at.failures.length > 0 || at.notes.length > 0)
    this.#known.set(root, told)
    return told
  }
}

/** The steps from where a visit began. */
export function pathOf(visit: Visit): readonly Edge[] {
  const path: Edge[] = []
  for (let at: Visit | undefined = visit; at?.edge; at = at.before) path.push(at.edge)
  return path.reverse()
}
