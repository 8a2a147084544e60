import type { JsonSchema, JsonValue } from '@concordat/core'
import { type SchemaModel, SchemaReader, SchemaStore } from '@concordat/model'
import { Judge } from '../judge/judge.ts'
import type { Comparison, Edge, Failure } from '../schema/include/comparison.ts'
import { Inclusion } from '../schema/include/inclusion.ts'
import { WitnessFinder } from '../schema/witness/find-witness.ts'

/** A schema, read as those of documents are. */
export function readSchema(schema: JsonSchema): SchemaModel {
  const store = new SchemaStore()
  const document = store.add('test:schema', schema)
  return new SchemaReader(store, '2020-12', { discriminates: true }).read({ document, pointer: '' })
}

/** What is found of two schemas: each value of the first must meet the second. */
export function compareSchemas(
  narrower: JsonSchema,
  wider: JsonSchema,
  isText = false,
): {
  readonly verdict: 'within' | 'not-within' | 'unknown'
  readonly witness?: JsonValue
  keywords: string[]
} {
  const inclusion = new Inclusion()
  const comparison = inclusion.compare([readSchema(narrower)], [readSchema(wider)], isText)
  const failures = leaves(comparison)
  if (failures.length === 0) return { verdict: 'within', keywords: [] }
  const finder = new WitnessFinder(inclusion.expander)
  const judge = new Judge()
  const isConfirmed = (value: JsonValue): boolean =>
    isText ||
    (judge.accepts(readSchema(narrower), value) === true &&
      judge.accepts(readSchema(wider), value) === false)
  const keywords = failures.map(({ failure }) => failure.keyword)
  for (const { path, failure } of failures) {
    const witness = finder.find(comparison, path, failure)
    if (witness !== undefined && isConfirmed(witness))
      return { verdict: 'not-within', witness, keywords }
  }
  const witness = finder.search(comparison)
  return witness === undefined || !isConfirmed(witness)
    ? { verdict: 'unknown', keywords }
    : { verdict: 'not-within', witness, keywords }
}

function leaves(root: Comparison) {
  const found: { path: Edge[]; failure: Failure }[] = []
  const seen = new Set<Comparison>([root])
  const queue: { at: Comparison; path: Edge[] }[] = [{ at: root, path: [] }]
  for (const { at, path } of queue) {
    for (const failure of at.failures) found.push({ path, failure })
    for (const edge of at.edges) {
      if (seen.has(edge.to)) continue
      seen.add(edge.to)
      queue.push({ at: edge.to, path: [...path, edge] })
    }
  }
  return found
}
