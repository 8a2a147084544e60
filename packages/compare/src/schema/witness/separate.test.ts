import { expect, it } from 'vitest'
import { readSchema } from '../../testing/schemas.test-data.ts'
import { separates } from './separate.ts'

it('takes no value for a witness because of what the narrower side leaves open, in items that are counted', () => {
  const texts = { type: 'object', required: ['a'], properties: { a: { type: 'string' } } } as const
  const counted = { type: 'array', contains: texts, maxContains: 1 } as const
  const numbers = { type: 'object', properties: { a: { exclusiveMaximum: 0 } } } as const
  const narrower = readSchema({ ...counted, items: { type: 'object' } })
  const wider = readSchema({ ...counted, items: numbers })
  expect(separates([narrower], [wider], [{ a: 'x' }, { a: 5 }], false)).toBe(false)
  expect(
    separates([narrower], [readSchema({ ...counted, maxItems: 1 })], [{ a: 'x' }, {}], false),
  ).toBe(true)
})
