import * as z from 'zod'

/** A property that may be sent but does not count: what was sent is dropped. */
export function ignored(): z.ZodOptional<z.ZodType<undefined, unknown>> {
  const dropped = z.unknown().transform(() => undefined)
  return dropped.optional()
}

/**
 * A property that must not be there: one that is `writeOnly` in an answer.
 * @see {@link https://spec.openapis.org/oas/v3.1.1#schema-object | OpenAPI 3.1, Schema Object}
 */
export function absent(): z.ZodOptional<z.ZodType<undefined, unknown>> {
  const present = z.unknown().refine((value) => value === undefined, {
    error: 'Must not be sent: it is writeOnly',
  })
  // A value that is there is refused, so that only its absence is given.
  return present.optional() as z.ZodOptional<z.ZodType<undefined, unknown>>
}
