import type * as z from 'zod'
import { type AnySchema, forwardIssues, runChild } from '../child-schema.ts'
import { type JsonTypeName, jsonTypeOf } from '../json-value.ts'
import { opaque } from './opaque.ts'

/**
 * A schema without `type`: a value of a type that is named here must match its schema, any other is accepted.
 * @see {@link https://json-schema.org/draft/2020-12/json-schema-core#section-7.6.1 | JSON Schema Core, 7.6.1}
 * @example
 * ```ts
 * import * as s from '@concordat/schema'
 * import * as z from 'zod'
 * const AtLeastTwo = s.perType({ string: z.string().min(2), array: z.array(z.unknown()).min(2) })
 * ```
 */
export function perType(schemas: Readonly<Partial<Record<JsonTypeName, AnySchema>>>): z.ZodType {
  return opaque((payload) => {
    const { value } = payload
    const type = jsonTypeOf(value)
    const schema = type && schemas[type]
    if (!schema) return value
    const result = runChild(schema, value)
    forwardIssues(payload, result.issues)
    return result.value
  })
}
