import { expect, it } from 'vitest'
import { isMultipleOf } from './multiple-of.ts'

it.each([
  [19.99, 0.01, true],
  [0.0075, 0.01, false],
  [0.3, 0.1, true],
  [1e300, 0.01, true],
  [1e300, 3, false],
  [1e-300, 1e-301, true],
  [-4, 2, true],
  [0, 5, true],
  [5, 0, false],
  [Number.POSITIVE_INFINITY, 1, false],
])('%d as a multiple of %d: %s', (value, divisor, verdict) => {
  expect(isMultipleOf(value, divisor)).toBe(verdict)
})
