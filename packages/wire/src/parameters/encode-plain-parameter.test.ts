import fc from 'fast-check'
import { expect, it } from 'vitest'
import { encodeParameter } from './encode-parameter.ts'
import { encodePlainParameter } from './encode-plain-parameter.ts'

it('agrees with the encoder of everything on what it knows', () => {
  const text = fc.string({ unit: 'grapheme' })
  const single = fc.oneof(text, fc.integer(), fc.double({ noNaN: true }), fc.boolean())
  const known = fc.oneof(
    fc.record({ location: fc.constantFrom('path', 'query', 'header'), value: single }),
    fc.record({ location: fc.constant('query'), value: fc.array(single) }),
    fc.record({ location: fc.constant('query'), value: fc.constant(null) }),
  )
  const outcome = (
    encode: typeof encodeParameter,
    name: string,
    location: string,
    value: unknown,
  ) => {
    try {
      return encode({ name, in: location as 'query' }, value)
    } catch (error) {
      return String(error)
    }
  }
  fc.assert(
    fc.property(known, text, ({ location, value }, name) => {
      expect(outcome(encodePlainParameter, name, location, value)).toBe(
        outcome(encodeParameter, name, location, value),
      )
    }),
  )
})
