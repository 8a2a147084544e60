import type * as z from 'zod'
import type { AnySchema } from '../child-schema.ts'

/** A schema whose type is given rather than inferred. */
export interface Typed<Output, Input = Output> extends z.ZodType<Output, Input> {
  readonly _zod: z.core.$ZodTypeInternals<Output, Input> & { propValues: z.core.util.PropValues }
}

/** The schemas of an object's properties, as far as its type tells. */
export type ShapeOf<Output> = {
  [Name in keyof Output]-?: undefined extends Output[Name]
    ? z.ZodOptional<z.ZodType<Exclude<Output[Name], undefined>>>
    : z.ZodType<Output[Name]>
}

/** An object whose type is given rather than inferred. */
export type TypedObject<Output> = z.ZodObject<ShapeOf<Output>, z.core.$strip>

/**
 * Gives a large schema the name of its type, so that declarations which use it stay short: TypeScript writes inferred
 * types out, those of all schemas within included.
 */
export function typed<Output, Input = Output>(schema: AnySchema): Typed<Output, Input> {
  // The type is written from the same document as the schema.
  return schema as unknown as Typed<Output, Input>
}

/** {@link typed} for an object, which stays one: it can be extended and its properties picked. */
export function typedObject<Output>(schema: AnySchema): TypedObject<Output> {
  // The type is written from the same document as the schema.
  return schema as unknown as TypedObject<Output>
}
