import * as z from 'zod'

/**
 * A keyword that Zod has no word for, to be given to a schema's `.check()` or to {@link checked}. As in JSON Schema, it
 * judges only values of the types that the keyword is about.
 */
export type Check = z.core.$ZodCheck<unknown>

/** A check that only says yes or no. */
export function predicate(test: (value: unknown) => boolean, message: string): Check {
  return z.refine(test, { error: message })
}

/** A check that reports issues of its own. */
export function inspection(inspect: (payload: z.core.ParsePayload<unknown>) => void): Check {
  return z.check(inspect)
}
