import { createRandom, type JsonObject, type JsonSchema } from '@concordat/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Fullness } from './make-context.ts'
import { makeValue } from './make-value.ts'
import { createSchemaJudge } from './schema-judge.ts'
import { withMember } from './variation.ts'
import { varyValue } from './vary-value.ts'

const cards = { type: 'object', required: ['card'], not: { required: ['iban'] } }
const schemas: Readonly<Record<string, JsonSchema>> = {
  bounds: { type: 'integer', exclusiveMinimum: 3, maximum: 17, multipleOf: 5 },
  decimals: { type: 'number', minimum: 0.1, maximum: 0.7, multipleOf: 0.1 },
  pattern: { type: 'string', pattern: '^[A-Z]{2}-\\d{4}$' },
  bounded: { type: 'string', pattern: '\\b[a-f0-9]{8}\\b-(?!00)[a-f0-9]{4}' },
  lengths: { type: 'string', minLength: 3, maxLength: 5 },
  email: { type: 'string', format: 'email', maxLength: 30 },
  list: { type: 'array', items: { enum: [1, 2, 3] }, minItems: 2, maxItems: 3, uniqueItems: true },
  thing: {
    type: 'object',
    required: ['name', 'place'],
    additionalProperties: false,
    properties: {
      name: { type: 'string', minLength: 1, maxLength: 9 },
      place: { type: 'object', required: ['city'], properties: { city: { type: 'string' } } },
      tags: { type: 'array', items: { type: 'string', minLength: 2 }, maxItems: 2 },
      price: { type: ['number', 'null'], minimum: 0 },
    },
  },
  either: {
    oneOf: [
      {
        type: 'object',
        required: ['card'],
        properties: { card: { type: 'string' } },
        additionalProperties: false,
      },
      {
        type: 'object',
        required: ['iban'],
        properties: { iban: { type: 'string', minLength: 4 } },
        additionalProperties: false,
      },
    ],
  },
  overlapping: {
    oneOf: [
      { type: 'object', properties: { bucket: { type: 'string' } } },
      { type: 'object', properties: { file: { type: 'integer' } } },
    ],
  },
  joined: {
    allOf: [
      { type: 'object', required: ['a'], properties: { a: { type: 'integer', minimum: 1 } } },
      { type: 'object', required: ['b'], properties: { b: { type: 'boolean' } } },
    ],
  },
  map: {
    type: 'object',
    patternProperties: { '^[a-z]+$': { type: 'integer' } },
    additionalProperties: false,
  },
  twoChoices: {
    allOf: [
      { oneOf: [cards, { type: 'object', required: ['iban'], not: { required: ['card'] } }] },
      {
        oneOf: [
          { type: 'object', required: ['street'], not: { required: ['point'] } },
          { type: 'object', required: ['point'], not: { required: ['street'] } },
        ],
      },
    ],
  },
  contained: { type: 'array', items: { type: 'integer' }, contains: { const: 7 }, minItems: 2 },
  looksAhead: { type: 'string', pattern: '^(?=.*[0-9])(?=.*[A-Z])[A-Za-z0-9]{8,}$' },
  tuple: {
    type: 'array',
    prefixItems: [{ type: 'integer' }, { type: 'string' }],
    minItems: 2,
    maxItems: 2,
  },
}
const document: JsonObject = { components: { schemas } }
const judge = createSchemaJudge(document)

function context(seed: number, fullness: Fullness): Parameters<typeof makeValue>[1] {
  return { document, judge, direction: 'request', random: createRandom(seed, 'test'), fullness }
}

describe.each(Object.entries(schemas))('%s', (name, schema) => {
  const place = { schema, pointer: `/components/schemas/${name}` }

  test('made values are accepted, for every seed and fullness', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom('minimal', 'full', 'random'), (seed, fullness) => {
        const value = makeValue(place, context(seed, fullness))
        expect(value).toBeDefined()
        expect(judge.issues(place.pointer, value, 'request')).toEqual([])
      }),
      { numRuns: 30 },
    )
  })

  test('the same seed makes the same value', () => {
    expect(makeValue(place, context(7, 'random'))).toEqual(makeValue(place, context(7, 'random')))
  })

  test('variations are on the side that they say, but for those that the judge moves', () => {
    const base = makeValue(place, context(1, 'full'))
    const variations = varyValue(place, base, context(1, 'full'))
    expect(variations.length).toBeGreaterThan(0)
    const wrong = variations.filter(({ expected, member, path }) => {
      const value = withMember(base, path, member)
      return (
        value !== undefined &&
        judge.accepts(place.pointer, value, 'request') !== (expected === 'valid')
      )
    })
    // A variation may miss: what is sent is judged again. It must not be the rule.
    expect(wrong.length).toBeLessThanOrEqual(variations.length / 3)
  })
})

test('every boundary of a schema is tried on both sides', () => {
  const place = { schema: schemas.thing ?? true, pointer: '/components/schemas/thing' }
  const base = makeValue(place, context(1, 'full'))
  const tried = new Set(
    varyValue(place, base, context(1, 'full')).map(
      ({ expected, keyword }) => `${keyword} ${expected}`,
    ),
  )
  for (const side of [
    'minLength valid',
    'minLength invalid',
    'maxLength valid',
    'maxLength invalid',
    'maxItems invalid',
    'required invalid',
    'required valid',
    'additionalProperties invalid',
    'type invalid',
  ]) {
    expect(tried).toContain(side)
  }
})
