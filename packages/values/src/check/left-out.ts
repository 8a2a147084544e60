import type { SchemaModel } from '@concordat/model'
import type { Direction } from './direction.ts'

/** The mark of what does not travel in a direction. */
export function flagOf(direction: Direction): 'readOnly' | 'writeOnly' {
  return direction === 'request' ? 'readOnly' : 'writeOnly'
}

/** Whether a schema, or one that it includes, bears the mark. */
export function isFlagged(schema: SchemaModel, flag: 'readOnly' | 'writeOnly'): boolean {
  return includedIn(schema).some((part) => part[flag] === true)
}

const names = {
  readOnly: new WeakMap<SchemaModel, ReadonlySet<string>>(),
  writeOnly: new WeakMap<SchemaModel, ReadonlySet<string>>(),
}

/**
 * Names of the properties that do not travel in a direction, so that `required` does not ask for them there.
 * @see {@link https://spec.openapis.org/oas/v3.0.4#fixed-fields-20 | OpenAPI 3.0.4, Schema Object}
 */
export function namesLeftOut(schema: SchemaModel, direction: Direction): ReadonlySet<string> {
  const flag = flagOf(direction)
  const known = names[flag].get(schema)
  if (known) return known
  const found = new Set<string>()
  for (const part of includedIn(schema)) {
    for (const [name, own] of part.properties ?? []) if (isFlagged(own, flag)) found.add(name)
  }
  names[flag].set(schema, found)
  return found
}

/** A schema and those that it includes: its references and `allOf`. */
export function includedIn(schema: SchemaModel): readonly SchemaModel[] {
  const seen = new Set([schema])
  // A set is walked to its new end.
  for (const part of seen) {
    for (const next of [part.ref, part.dynamicRef, ...(part.allOf ?? [])]) if (next) seen.add(next)
  }
  return [...seen]
}
