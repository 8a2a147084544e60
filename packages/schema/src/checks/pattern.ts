import { type Check, predicate } from '../check.ts'
import { linearPattern } from '../pattern/linear-pattern.ts'

/**
 * `pattern`, in time linear in the text: for patterns that a `RegExp` could take forever with.
 * @see {@link https://json-schema.org/draft/2020-12/json-schema-validation#section-6.3.3 | JSON Schema Validation, 6.3.3}
 */
export function pattern(source: string): Check {
  const compiled = linearPattern(source)
  return predicate(
    (value) => typeof value !== 'string' || compiled.test(value),
    `Invalid string: must match pattern /${source}/u`,
  )
}
