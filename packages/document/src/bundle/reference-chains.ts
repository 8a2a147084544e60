import { ConcordatError } from '@concordat/core'
import { isReference, type ReferenceObject } from '@concordat/model'
import type { Scope } from './schema-resources.ts'
import type { SourceGraph } from './source-graph.ts'

/** Follows references whose targets are references themselves to where that ends. */
export class ReferenceChains {
  readonly #graph: SourceGraph
  /** What each reference means in the end; `undefined` when it leads nowhere. */
  readonly #ends = new Map<object, unknown>()

  constructor(graph: SourceGraph) {
    this.#graph = graph
  }

  /**
   * What a reference means in the end; `undefined` when it leads nowhere.
   * @throws {@link ConcordatError} `E_DOCUMENT_REFERENCE_CIRCLE` when it never ends: nothing is said anywhere.
   */
  end(start: ReferenceObject, around: Scope): unknown {
    const chain = new Map<object, string>()
    let current: unknown = start
    let scope = around
    while (isReference(current) && !this.#ends.has(current)) {
      if (chain.has(current)) throw circle([...chain.values()], start, around)
      chain.set(current, current.$ref)
      const resolution = this.#graph.resolve(current.$ref, scope)
      current = resolution.found ? resolution.target.value : undefined
      if (resolution.found) scope = resolution.target
    }
    const end = isReference(current) ? this.#ends.get(current) : current
    for (const reference of chain.keys()) this.#ends.set(reference, end)
    return end
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
