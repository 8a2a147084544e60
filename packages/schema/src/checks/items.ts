import { canonicalText } from '@concordat/core'
import { type Check, predicate } from '../check.ts'
import { type AnySchema, accepts } from '../child-schema.ts'

/** `minItems`, for a tuple. @see JSON Schema Validation, 6.4.2 */
export function minItems(minimum: number): Check {
  return predicate(
    (value) => !Array.isArray(value) || value.length >= minimum,
    `Too small: expected array to have >=${minimum} items`,
  )
}

/** `maxItems`, for a tuple. @see JSON Schema Validation, 6.4.1 */
export function maxItems(maximum: number): Check {
  return predicate(
    (value) => !Array.isArray(value) || value.length <= maximum,
    `Too big: expected array to have <=${maximum} items`,
  )
}

/**
 * `uniqueItems`: no two items are equal, objects compared whatever the order of their keys.
 * @see {@link https://json-schema.org/draft/2020-12/json-schema-validation#section-6.4.3 | JSON Schema Validation, 6.4.3}
 */
export function uniqueItems(): Check {
  return predicate(
    (value) => !Array.isArray(value) || isUnique(value),
    'Invalid array: expected no item twice',
  )
}

/** How many items may match. */
export interface ContainsBounds {
  /** @default 1 */
  readonly min?: number
  readonly max?: number
}

/**
 * `contains`, with `minContains` and `maxContains`.
 * @see {@link https://json-schema.org/draft/2020-12/json-schema-core#section-10.3.1.3 | JSON Schema Core, 10.3.1.3}
 */
export function contains(schema: AnySchema, bounds: ContainsBounds = {}): Check {
  const { min = 1, max = Number.POSITIVE_INFINITY } = bounds
  return predicate(
    (value) => {
      if (!Array.isArray(value)) return true
      let count = 0
      for (const item of value) {
        if (accepts(schema, item)) count += 1
        if (count > max) return false
      }
      return count >= min
    },
    `Invalid array: expected ${boundsInWords(min, max)} of a certain kind`,
  )
}

function isUnique(items: readonly unknown[]): boolean {
  const seen = new Set<unknown>()
  for (const item of items) {
    // Text of objects and arrays begins with a bracket; so that no string meets it, strings are kept apart.
    const key = typeof item === 'object' && item !== null ? canonicalText(item) : primitiveKey(item)
    if (seen.has(key)) return false
    seen.add(key)
  }
  return true
}

function primitiveKey(item: unknown): unknown {
  return typeof item === 'string' ? `"${item}` : item
}

function boundsInWords(min: number, max: number): string {
  if (max === Number.POSITIVE_INFINITY) return `at least ${min} item${min === 1 ? '' : 's'}`
  return `${min} to ${max} items`
}
