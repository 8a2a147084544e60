import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ParameterDescriptor, ParameterLocation } from '../descriptor.ts'
import type { PrimitiveShape } from '../shape.ts'
import { decodeParameters, type RawParameters } from './decode-parameters.ts'

const shapes: readonly PrimitiveShape[] = ['string', 'integer', 'number', 'boolean', 'unknown']
const locations: readonly ParameterLocation[] = ['path', 'query', 'header', 'cookie']

function decoded(parameter: ParameterDescriptor, text: string): unknown {
  const raw: RawParameters = {
    path: { p: text },
    query: `a=1&p=${text}`,
    headers: new Headers({ p: text, cookie: `a=1; p=${text}` }),
  }
  const { values, issues } = decodeParameters([parameter], raw)
  return { values, refused: issues.length > 0 }
}

describe('a plain text', () => {
  it('is read as the long way reads it', () => {
    const text = fc.oneof(
      fc.stringMatching(/^[!-~]{0,12}$/),
      fc.stringMatching(/^-?[0-9]{1,20}$/),
      fc.constantFrom(
        '',
        '0',
        '-0',
        '00',
        '1.0',
        '1e3',
        'true',
        'false',
        'null',
        '%31',
        'a+b',
        'a,b',
      ),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...locations),
        fc.constantFrom(...shapes),
        text,
        (place, shape, given) => {
          const parameter = { name: 'p', in: place } as const
          // A union of one shape is read the long way.
          expect(decoded({ ...parameter, shape }, given)).toEqual(
            decoded({ ...parameter, shape: { anyOf: [shape] } }, given),
          )
        },
      ),
      { numRuns: 5000 },
    )
  })
})
