import * as z from 'zod'
import type { Check } from '../check.ts'
import { type AnySchema, runnable } from '../child-schema.ts'
import type { InputOf } from './opaque.ts'
import { exposePropertyValues } from './property-values.ts'

/** What comes before a schema in {@link checked}: it takes what the schema takes, and changes nothing. */
export interface Guard<Schema extends AnySchema>
  extends z.ZodType<InputOf<Schema>, InputOf<Schema>> {
  readonly _zod: z.core.$ZodTypeInternals<InputOf<Schema>, InputOf<Schema>> & {
    propValues: Schema['_zod']['propValues']
  }
}

/** A schema behind checks of the value that came in. */
export type Checked<Schema extends AnySchema> = z.ZodPipe<Guard<Schema>, Schema>

/**
 * Checks what came in, before the schema strips properties that it does not describe. `.check()` would judge what is left.
 * @example
 * ```ts
 * import * as s from '@concordat/schema'
 * import * as z from 'zod'
 * const Patch = s.checked(z.object({ name: z.string().optional() }), s.minProperties(1))
 * ```
 */
export function checked<Schema extends AnySchema>(
  schema: Schema,
  ...checks: readonly Check[]
): Checked<Schema> {
  const guard = z.unknown().check(...checks)
  exposePropertyValues(guard, () => schema._zod.propValues)
  const judged: AnySchema = schema
  // `z.unknown()` takes anything; the schema behind it says what.
  return z.pipe(guard, runnable(judged)) as unknown as Checked<Schema>
}
