import * as z from 'zod'
import { type AnySchema, runnable } from '../child-schema.ts'
import { isJsonObject } from '../json-value.ts'
import type { Checked } from './checked.ts'
import { exposePropertyValues } from './property-values.ts'

/**
 * Shows a schema only the properties that an object has itself, so that one named `constructor` or `toString` counts
 * as absent where it is. Zod's objects read what every object inherits.
 */
export function ownProperties<Schema extends AnySchema>(schema: Schema): Checked<Schema> {
  const own = z.unknown().transform((value) => {
    if (!isJsonObject(value)) return value
    return Object.assign(Object.create(null), value)
  })
  exposePropertyValues(own, () => schema._zod.propValues)
  const judged: AnySchema = schema
  // The copy has the type of what it copies.
  return z.pipe(own, runnable(judged)) as unknown as Checked<Schema>
}
