import type * as z from 'zod'
import { type AnySchema, accepts, forwardIssues, runChild } from '../child-schema.ts'
import { hasProperty, isJsonObject } from '../json-value.ts'
import { type InputOf, type OutputOf, opaque } from './opaque.ts'

/**
 * `oneOf` of objects that a property tells apart where it is there: only schemas that the property's value leaves open
 * are asked. `z.discriminatedUnion` is for properties that are always there, and `z.xor` asks every schema.
 * @see {@link https://json-schema.org/draft/2020-12/json-schema-core#section-10.2.1.3 | JSON Schema Core, 10.2.1.3}
 */
export function oneOf<const Schemas extends readonly AnySchema[]>(
  tag: string,
  schemas: Schemas,
): z.ZodType<OutputOf<Schemas[number]>, InputOf<Schemas[number]>> {
  return opaque((payload) => {
    const { value } = payload
    const open = schemas.filter((schema) => isOpen(schema, tag, value))
    const only = open[0]
    if (open.length === 1 && only) {
      const result = runChild(only, value)
      forwardIssues(payload, result.issues)
      return result.value
    }
    const matching = open.filter((schema) => accepts(schema, value))
    const [match, ...others] = matching
    if (match && others.length === 0) return runChild(match, value).value
    payload.issues.push({
      code: 'custom',
      input: value,
      path: open.length === 0 && isJsonObject(value) ? [tag] : [],
      message: match ? 'Invalid input: matches more than one option' : 'Invalid input',
    })
    return value
  })
}

/** Whether a schema could accept a value, as far as one property tells. */
function isOpen(schema: AnySchema, tag: string, value: unknown): boolean {
  const values = schema._zod.propValues?.[tag]
  if (!values || !isJsonObject(value)) return true
  // Zod lists `undefined` where the property may be missing.
  const found: unknown = hasProperty(value, tag) ? value[tag] : undefined
  return [...values].some((allowed) => allowed === found)
}
