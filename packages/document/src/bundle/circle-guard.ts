import { ConcordatError } from '@concordat/core'
import { isReference, type ReferenceObject } from './reference.ts'
import type { Scope } from './schema-resources.ts'
import type { SourceGraph } from './source-graph.ts'

/** Refuses references that lead only to references, in a circle. */
export class CircleGuard {
  readonly #graph: SourceGraph
  /** References whose chain is known to end. */
  readonly #safe = new WeakSet<object>()

  constructor(graph: SourceGraph) {
    this.#graph = graph
  }

  /**
   * Follows a reference as long as its target is a reference too.
   * @throws {@link ConcordatError} `E_DOCUMENT_REFERENCE_CIRCLE` when that never ends: nothing is said anywhere.
   */
  check(start: ReferenceObject, around: Scope) {
    const chain = new Map<object, string>()
    let current = start
    let scope = around
    while (!this.#safe.has(current)) {
      if (chain.has(current)) throw circle([...chain.values()], start, around)
      chain.set(current, current.$ref)
      const resolution = this.#graph.resolve(current.$ref, scope)
      if (!resolution.found || !isReference(resolution.target.value)) break
      current = resolution.target.value
      scope = resolution.target
    }
    for (const reference of chain.keys()) this.#safe.add(reference)
  }
}

function circle(
  chain: readonly string[],
  start: ReferenceObject,
  { source }: Scope,
): ConcordatError {
  const position = source.position(start, '$ref')
  const shown = chain.length > 6 ? [...chain.slice(0, 5), '…', ...chain.slice(-1)] : chain
  const links = shown.map((ref) => `\`${ref}\``).join(' -> ')
  return new ConcordatError(
    'E_DOCUMENT_REFERENCE_CIRCLE',
    `The references ${links} lead in a circle (${position.file}:${position.line}:${position.column}). Write at one of these places what is meant.`,
    { source: position },
  )
}
