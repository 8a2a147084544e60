import * as z from 'zod'

/** A property that may be sent but does not count: what was sent is dropped. */
export function ignored(): z.ZodOptional<z.ZodType<undefined, unknown>> {
  const dropped = z.unknown().transform(() => undefined)
  return dropped.optional()
}
