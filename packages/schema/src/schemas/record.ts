import * as z from 'zod'
import { property } from '../checks/properties.ts'
import type { AnySchema } from '../child-schema.ts'
import { type Checked, checked } from './checked.ts'

/**
 * An object of any names whose values match a schema. `z.record` lets a property named `__proto__` pass unseen.
 * @example
 * ```ts
 * import * as s from '@concordat/schema'
 * import * as z from 'zod'
 * const Labels = s.record(z.string())
 * ```
 */
export function record<Value extends AnySchema>(
  value: Value,
): Checked<z.ZodRecord<z.ZodString, Value>> {
  return checked(z.record(z.string(), value), property('__proto__', value))
}

/** An object whose other properties match a schema, `__proto__` included, which `.catchall()` lets pass unseen. */
export function catchall<Shape extends z.core.$ZodLooseShape, Value extends z.core.SomeType>(
  object: AnySchema & { readonly shape: Shape },
  value: Value,
): Checked<z.ZodObject<Shape, z.core.$catchall<Value>>> {
  // Of the schemas only objects have a shape.
  const known = object as unknown as z.ZodObject<Shape>
  return checked(known.catchall(value), property('__proto__', value))
}
