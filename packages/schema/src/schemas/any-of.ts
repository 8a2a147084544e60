import type * as z from 'zod'
import { type AnySchema, accepts, forwardIssues, runChild } from '../child-schema.ts'
import { mergeOutputs } from './merge-outputs.ts'
import { type InputOf, type OutputOf, opaque } from './opaque.ts'

/**
 * `anyOf` of objects that may match together: what any of the matching schemas knows is kept. `z.union` keeps only
 * what the first one knows.
 * @see {@link https://json-schema.org/draft/2020-12/json-schema-core#section-10.2.1.2 | JSON Schema Core, 10.2.1.2}
 */
export function anyOf<const Schemas extends readonly AnySchema[]>(
  schemas: Schemas,
): z.ZodType<OutputOf<Schemas[number]>, InputOf<Schemas[number]>> {
  return opaque((payload) => {
    const { value } = payload
    const matching = schemas.filter((schema) => accepts(schema, value))
    if (matching.length > 0) {
      return matching.map((schema) => runChild(schema, value).value).reduce(mergeOutputs)
    }
    const only = schemas[0]
    if (schemas.length === 1 && only) forwardIssues(payload, runChild(only, value).issues)
    else payload.issues.push({ code: 'custom', input: value, message: 'Invalid input' })
    return value
  })
}
