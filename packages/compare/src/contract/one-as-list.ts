import type { SchemaModel } from '@concordat/model'
import type { SchemaChanges } from '../changes/schema-changes.ts'
import { target } from '../schema/same.ts'

/** Changes what one side sends into what the other reads it as. */
export type Reading = (sent: SchemaModel, taken: SchemaModel) => SchemaModel

/** Where one text is a list of one: a scalar, sent to who takes lists, is read as a list. */
export function readOneAsList(schemas: SchemaChanges): Reading {
  return (sent, taken) =>
    isScalarOnly(schemas, sent) && isListOnly(schemas, taken) ? listOfOne(sent) : sent
}

/** The same for each member of a form: a part, or a pair, that comes once is a list of one. */
export function readMembersAsLists(schemas: SchemaChanges): Reading {
  const readOne = readOneAsList(schemas)
  return (sent, taken) => {
    const [own, other] = [target(sent), target(taken)]
    if (!own.properties || !other.properties) return sent
    return kept(sent, taken, () => {
      let isChanged = false
      const properties = new Map(
        [...(own.properties ?? [])].map(([name, schema]) => {
          const match = other.properties?.get(name)
          const read = match ? readOne(schema, match) : schema
          isChanged ||= read !== schema
          return [name, read]
        }),
      )
      return isChanged ? { ...own, properties } : sent
    })
  }
}

/** What null is among: it has no text either. */
const withText = ['boolean', 'number', 'string', 'array', 'object'] as const

/**
 * What is there on the wire: null and an empty list or object have no text, so that they are a parameter that is left
 * out, and a segment of a path is never empty.
 * @see {@link https://www.rfc-editor.org/rfc/rfc6570#section-2.3 | RFC 6570, section 2.3}
 */
export function readAsPresent(place: string, schemas: SchemaChanges): Reading {
  return (sent, taken) => {
    const isNullRefused =
      schemas.typesOf(sent).includes('null') && !schemas.typesOf(taken).includes('null')
    const isAsked =
      isNullRefused ||
      (place === 'path' && schemas.asksForSome(taken, 'string')) ||
      schemas.asksForSome(taken, 'array') ||
      schemas.asksForSome(taken, 'object')
    if (!isAsked) return sent
    const { id, uri, pointer, source } = sent
    const types = withText
    const least = { minItems: 1, minProperties: 1, ...(place === 'path' && { minLength: 1 }) }
    return kept(sent, taken, () => ({
      kind: 'schema',
      id,
      uri,
      pointer,
      source,
      types,
      allOf: [sent],
      ...least,
    }))
  }
}

/** Whether all values of a schema are texts, numbers, booleans or null. */
export function isScalarOnly(schemas: SchemaChanges, schema: SchemaModel): boolean {
  const types = schemas.typesOf(schema)
  return types.length > 0 && !types.includes('array') && !types.includes('object')
}

/** Whether all values of a schema are lists. */
export function isListOnly(schemas: SchemaChanges, schema: SchemaModel): boolean {
  const [type, ...others] = schemas.typesOf(schema)
  return type === 'array' && others.length === 0
}

function listOfOne(items: SchemaModel): SchemaModel {
  return kept(items, items, () => {
    const { id, uri, pointer } = items
    const source = { type: 'array', minItems: 1, maxItems: 1 }
    const types = ['array'] as const
    return { kind: 'schema', id, uri, pointer, source, types, items, minItems: 1, maxItems: 1 }
  })
}

const made = new WeakMap<SchemaModel, WeakMap<SchemaModel, SchemaModel>>()

/** What is made of two schemas is made once, so that it is compared once. */
function kept(sent: SchemaModel, taken: SchemaModel, make: () => SchemaModel): SchemaModel {
  const others = made.get(sent) ?? new WeakMap<SchemaModel, SchemaModel>()
  made.set(sent, others)
  const schema = others.get(taken) ?? make()
  others.set(taken, schema)
  return schema
}
