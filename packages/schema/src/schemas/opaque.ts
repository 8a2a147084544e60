import * as z from 'zod'
import type { AnySchema } from '../child-schema.ts'

/** A schema that a function stands for. Zod compiles around it and calls it. */
export function opaque<Output, Input = Output>(
  parse: (payload: z.core.ParsePayload<unknown>) => unknown,
): z.ZodType<Output, Input> {
  const schema = z.unknown().transform((_value, payload) => parse(payload))
  // The function is trusted to refuse what is not of these types; Zod cannot know.
  return schema as unknown as z.ZodType<Output, Input>
}

/** What a schema accepts and gives, whichever flavour of Zod it is of. */
export type OutputOf<Schema extends AnySchema> = z.core.output<Schema>

/** What a schema takes. */
export type InputOf<Schema extends AnySchema> = z.core.input<Schema>
