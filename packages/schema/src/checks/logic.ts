import { type Check, inspection, predicate } from '../check.ts'
import { type AnySchema, accepts, forwardIssues, runChild } from '../child-schema.ts'

/** `not`. @see JSON Schema Core, 10.2.1.4 */
export function not(schema: AnySchema): Check {
  return predicate((value) => !accepts(schema, value), 'Invalid input: this is not allowed')
}

/**
 * `if`, `then` and `else`.
 * @see {@link https://json-schema.org/draft/2020-12/json-schema-core#section-10.2.2.1 | JSON Schema Core, 10.2.2.1}
 */
export function conditional(
  condition: AnySchema,
  whenTrue: AnySchema | undefined,
  whenFalse?: AnySchema,
): Check {
  return inspection((payload) => {
    const chosen = accepts(condition, payload.value) ? whenTrue : whenFalse
    if (chosen) forwardIssues(payload, runChild(chosen, payload.value).issues)
  })
}
