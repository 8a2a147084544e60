import { ConcordatError } from '@concordat/core'
import type { DocumentSource } from '../load/document-source.ts'
import { isReference, type ReferenceObject } from './reference.ts'
import type { SourceGraph } from './source-graph.ts'

/**
 * Follows a reference as long as its target is a reference too.
 * @throws {@link ConcordatError} `E_DOCUMENT_REFERENCE_CIRCLE` when that never ends: nothing is said anywhere.
 */
export function refuseCircle(graph: SourceGraph, start: ReferenceObject, source: DocumentSource) {
  const seen = new Set<object>([start])
  const chain = [start.$ref]
  let current = start
  let from = source
  for (;;) {
    const resolution = graph.resolve(current.$ref, from)
    if (!resolution.found || !isReference(resolution.target.value)) return
    current = resolution.target.value
    from = resolution.target.source
    if (seen.has(current)) {
      const position = source.position(start, '$ref')
      throw new ConcordatError(
        'E_DOCUMENT_REFERENCE_CIRCLE',
        `The references ${chain.map((ref) => `\`${ref}\``).join(' -> ')} lead in a circle (${position.file}:${position.line}:${position.column}). Write at one of these places what is meant.`,
        { source: position },
      )
    }
    seen.add(current)
    chain.push(current.$ref)
  }
}
