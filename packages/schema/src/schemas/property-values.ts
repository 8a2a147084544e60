import type * as z from 'zod'
import type { AnySchema } from '../child-schema.ts'

/** Values that properties of accepted objects can have, by which unions tell their options apart. */
export type PropertyValues = z.core.util.PropValues

/** Lets unions see the values of a schema's properties, which Zod knows of its own kinds only. */
export function exposePropertyValues(
  schema: AnySchema,
  values: () => PropertyValues | undefined,
): void {
  Object.defineProperty(schema._zod, 'propValues', { get: values, configurable: true })
}

/** What several schemas that judge one value allow together. */
export function sharedPropertyValues(schemas: readonly AnySchema[]): PropertyValues {
  const shared: PropertyValues = Object.create(null)
  for (const { _zod } of schemas) {
    for (const [name, values] of Object.entries(_zod.propValues ?? {})) {
      const others = shared[name]
      shared[name] = others ? new Set([...values].filter((value) => others.has(value))) : values
    }
  }
  return shared
}
