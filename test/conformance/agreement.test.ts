import { compileValidator } from '@concordat/schema'
import type { ValidateFunction } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emittedSchema } from './emitted-schema.ts'
import { jsonSchema, jsonValue } from './random-schema.ts'

const runs = Number(process.env.AGREEMENT_RUNS ?? 400)

/**
 * A full validator of JSON Schema. Where it deviates from the specification, the random schemas do not go:
 * - decimals in `multipleOf` are judged by a division of doubles; only 0.5 is used;
 * - properties that every object inherits (`constructor`) count as present; no such name is used;
 * - what a branch that fails evaluates, or `contains` leaves out, can count as evaluated: schemas with `unevaluated…`
 *   have no branches; the official suite has both together;
 * - `contains` beside `prefixItems` accepts empty arrays, and so may a boolean `contains`; no schema has them;
 * - the code that it generates can fail with a `TypeError`; what it was asked then does not count;
 * - `$dynamicRef` and `$id` within references; the official suite has those.
 */
function ajv() {
  return new Ajv2020({ strict: false, allErrors: false, validateFormats: false })
}

describe('emitted Zod', () => {
  it('agrees with a full validator on random schemas and values', { timeout: 240_000 }, () => {
    fc.assert(
      fc.property(
        jsonSchema,
        fc.array(jsonValue, { minLength: 12, maxLength: 12 }),
        (schema, values) => {
          const validate = ajv().compile(schema)
          const emitted = emittedSchema(schema)
          if ('refused' in emitted) throw new Error(emitted.refused)
          const compiled = compileValidator(emitted)
          for (const value of values) {
            const plain = emitted.safeParse(value)
            expect({ value, valid: plain.success }).toEqual({
              value,
              valid: verdict(validate, value),
            })
            const fast = compiled.safeParse(value)
            expect({ value, valid: fast.success }).toEqual({ value, valid: plain.success })
            if (plain.success && fast.success) {
              expect(fast.data).toEqual(plain.data)
              expect(isPart(plain.data, value)).toBe(true)
            }
          }
        },
      ),
      { numRuns: runs },
    )
  })
})

function verdict(validate: ValidateFunction, value: unknown): boolean {
  try {
    return validate(value)
  } catch (error) {
    fc.pre(!(error instanceof TypeError))
    throw error
  }
}

/** Whether a value is another, or what is left of it where unknown properties were dropped. */
function isPart(part: unknown, whole: unknown): boolean {
  if (Object.is(part, whole)) return true
  if (typeof part !== 'object' || typeof whole !== 'object' || !part || !whole) return false
  if (Array.isArray(part) !== Array.isArray(whole)) return false
  if (Array.isArray(part) && part.length !== (whole as unknown[]).length) return false
  return Object.entries(part).every(
    ([name, value]) => Object.hasOwn(whole, name) && isPart(value, Reflect.get(whole, name)),
  )
}
