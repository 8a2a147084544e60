import type { SchemaModel } from '@concordat/model'

/** Whose value a schema judges: the caller's, the API's, or simply anybody's. */
export type Direction = 'request' | 'response' | 'both'

/**
 * Whether a property does not belong into this direction: `readOnly` ones not into requests, `writeOnly` ones not into
 * responses. The words may stand on the property or on what it refers to.
 * @see {@link https://spec.openapis.org/oas/v3.1.1#schema-object | Schema Object}
 */
export function isHidden(property: SchemaModel | undefined, direction: Direction): boolean {
  if (direction === 'both' || !property) return false
  const { readOnly, writeOnly } = roleOf(property, new Set())
  return readOnly !== writeOnly && (direction === 'request' ? readOnly : writeOnly)
}

function roleOf(property: SchemaModel, seen: Set<SchemaModel>) {
  let readOnly = property.readOnly === true
  let writeOnly = property.writeOnly === true
  seen.add(property)
  for (const next of [property.ref, ...(property.allOf ?? [])]) {
    if (!next || seen.has(next)) continue
    const role = roleOf(next, seen)
    readOnly ||= role.readOnly
    writeOnly ||= role.writeOnly
  }
  return { readOnly, writeOnly }
}
