import { type Check, inspection } from '../check.ts'
import { type AnySchema, forwardIssues, reportUnrecognized, runChild } from '../child-schema.ts'
import { isJsonObject, propertyNamesOf } from '../json-value.ts'

/** What tells whether text matches a pattern: a regular expression, or {@link linearPattern}. */
export interface TextPattern {
  test(text: string): boolean
}

/** What becomes of properties that no pattern and no declaration is about. */
export interface OtherProperties {
  /** Names of the declared properties. */
  readonly except: readonly string[]
  /** Left out: no other property is allowed. */
  readonly schema?: AnySchema
}

/**
 * `patternProperties`, and `additionalProperties` beside it.
 * @see {@link https://json-schema.org/draft/2020-12/json-schema-core#section-10.3.2.2 | JSON Schema Core, 10.3.2.2}
 * @example
 * ```ts
 * import * as s from '@concordat/schema'
 * import * as z from 'zod'
 * const Extensions = z.looseObject({}).check(s.patternProperties([[/^x-/u, z.string()]]))
 * ```
 */
export function patternProperties(
  patterns: readonly (readonly [pattern: TextPattern, schema: AnySchema])[],
  others?: OtherProperties,
): Check {
  const declared = new Set(others?.except)
  return inspection((payload) => {
    const { value } = payload
    if (!isJsonObject(value)) return
    const unknown: string[] = []
    for (const name of propertyNamesOf(value)) {
      const matching = patterns.filter(([pattern]) => pattern.test(name))
      for (const [, schema] of matching) {
        forwardIssues(payload, runChild(schema, value[name]).issues, name)
      }
      if (!others || matching.length > 0 || declared.has(name)) continue
      if (others.schema) {
        forwardIssues(payload, runChild(others.schema, value[name]).issues, name)
      } else unknown.push(name)
    }
    if (unknown.length > 0) {
      reportUnrecognized(payload, unknown, value)
    }
  })
}
