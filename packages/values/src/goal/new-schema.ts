import type { SchemaModel } from '@concordat/model'

type Keywords = Omit<Partial<SchemaModel>, 'kind' | 'id' | 'uri' | 'pointer' | 'source'>

/**
 * A schema that stands in no document.
 *
 * @param about one that it says something about, and whose place it bears.
 *
 * @example
 * ```ts
 * import { newSchema } from '@concordat/values'
 * const list = newSchema(undefined, { types: ['array'], items: newSchema(undefined, { types: ['string'] }) })
 * ```
 */
export function newSchema(about: SchemaModel | undefined, keywords: Keywords): SchemaModel {
  const { uri = '', pointer = '', source = true } = about ?? {}
  return { kind: 'schema', id: -1, uri, pointer, source, ...keywords }
}

const refusals = new WeakMap<SchemaModel, SchemaModel>()

/** What accepts the values that a schema refuses; the same for the same schema. */
export function refusalOf(schema: SchemaModel): SchemaModel {
  const known = refusals.get(schema)
  if (known) return known
  const made = newSchema(schema, { not: schema })
  refusals.set(schema, made)
  return made
}
