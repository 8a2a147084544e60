// biome-ignore-all lint/suspicious/noThenProperty: `then` is a keyword of JSON Schema
import type { JsonSchema, JsonValue } from '@concordat/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileSchema } from '../judge/ajv.ts'
import { compareSchemas, readSchema } from '../testing/schemas.test-data.ts'
import { separates } from './witness/separate.ts'

const scalars = fc.constantFrom<JsonValue>('a', 'b', '', 'abc', 0, 1, 2, 1.5, -1, true, false, null)
const counts = fc.integer({ min: 0, max: 3 })
const names = fc.constantFrom('a', 'b', 'k')

function optional<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined, freq: 2 })
}

const { schema } = fc.letrec<{ schema: JsonSchema; leaf: JsonSchema }>((tie) => ({
  leaf: fc
    .record({
      type: optional(
        fc.constantFrom('string', 'integer', 'number', 'boolean', 'null', 'array', 'object'),
      ),
      enum: optional(fc.uniqueArray(scalars, { minLength: 1, maxLength: 3 })),
      minLength: optional(counts),
      maxLength: optional(counts),
      pattern: optional(fc.constantFrom('^a', 'b$', '^[a-c]+$', '^.$')),
      minimum: optional(fc.integer({ min: -2, max: 3 })),
      exclusiveMaximum: optional(fc.integer({ min: -1, max: 4 })),
      multipleOf: optional(fc.constantFrom(1, 2, 0.5)),
    })
    .map(defined),
  schema: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'schema' },
    { weight: 4, arbitrary: tie('leaf') },
    { weight: 1, arbitrary: fc.constantFrom<JsonSchema>(true, false) },
    {
      weight: 3,
      arbitrary: fc
        .record({
          type: fc.constant('object'),
          properties: fc.dictionary(names, tie('schema'), { maxKeys: 2 }),
          required: optional(fc.uniqueArray(names, { maxLength: 2 })),
          additionalProperties: optional(tie('schema')),
          minProperties: optional(fc.integer({ min: 0, max: 2 })),
          maxProperties: optional(fc.integer({ min: 1, max: 3 })),
        })
        .map(defined),
    },
    {
      weight: 2,
      arbitrary: fc
        .record({
          type: fc.constant('array'),
          prefixItems: optional(fc.array(tie('schema'), { minLength: 1, maxLength: 2 })),
          items: optional(tie('schema')),
          minItems: optional(counts),
          maxItems: optional(counts),
          uniqueItems: optional(fc.constant(true)),
          contains: optional(tie('leaf')),
        })
        .map(defined),
    },
    { weight: 2, arbitrary: list('allOf', tie('schema')) },
    { weight: 2, arbitrary: list('anyOf', tie('schema')) },
    { weight: 2, arbitrary: list('oneOf', tie('schema')) },
    { weight: 1, arbitrary: tie('leaf').map((not) => defined({ not })) },
    {
      weight: 1,
      arbitrary: fc
        .record({ if: tie('leaf'), then: optional(tie('leaf')), else: optional(tie('leaf')) })
        .map(defined),
    },
  ),
}))

function list(keyword: string, inner: fc.Arbitrary<JsonSchema>): fc.Arbitrary<JsonSchema> {
  return fc
    .array(inner, { minLength: 1, maxLength: 3 })
    .map((schemas) => defined({ [keyword]: schemas }))
}

function defined(record: object): JsonSchema {
  return JSON.parse(JSON.stringify(record))
}

const values = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'value' },
    { weight: 4, arbitrary: scalars },
    {
      weight: 2,
      arbitrary: fc.dictionary(names, tie('value'), { maxKeys: 3, noNullPrototype: true }),
    },
    { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
  ),
})).value

/** A schema and one that is near it: itself with something put beside it or taken away, or another. */
const pairs = fc.oneof(
  fc.tuple(schema, schema),
  fc.tuple(schema, schema).map(([a, b]): [JsonSchema, JsonSchema] => [{ allOf: [a, b] }, a]),
  fc.tuple(schema, schema).map(([a, b]): [JsonSchema, JsonSchema] => [a, { anyOf: [b, a] }]),
  fc.tuple(schema, schema).map(([a, b]): [JsonSchema, JsonSchema] => [a, { allOf: [a, b] }]),
)

describe('the verdict on two schemas', () => {
  it('is never contradicted by a full validator', { timeout: 300_000 }, () => {
    const verdicts = { within: 0, 'not-within': 0, unknown: 0 }
    fc.assert(
      fc.property(
        pairs,
        fc.array(values, { minLength: 40, maxLength: 40 }),
        ([narrower, wider], samples) => {
          const { verdict, witness } = compareSchemas(narrower, wider)
          verdicts[verdict] += 1
          const [first, second] = [compileSchema(wrap(narrower)), compileSchema(wrap(wider))]
          if (!first || !second) throw new Error('ajv reads every schema that is drawn here')
          if (verdict === 'not-within') {
            expect({
              narrower,
              wider,
              witness,
              first: first(witness),
              second: second(witness),
            }).toMatchObject({
              first: true,
              second: false,
            })
          }
          if (verdict !== 'within') return
          const [a, b] = [readSchema(narrower), readSchema(wider)]
          for (const value of samples) {
            const isShown = first(value) && !second(value) && separates([a], [b], value, false)
            expect({ narrower, wider, value, isShown }).toMatchObject({ isShown: false })
          }
        },
      ),
      { numRuns: process.env.CONCORDAT_LONG ? 20_000 : 400 },
    )
    expect(verdicts.within).toBeGreaterThan(80)
    expect(verdicts['not-within']).toBeGreaterThan(80)
    console.log(verdicts)
    // Of schemas drawn at random, few may stay undecided.
    expect(verdicts.unknown).toBeLessThan((verdicts.within + verdicts['not-within']) / 20)
  })
})

function wrap(schema: JsonSchema) {
  return { allOf: [schema] }
}
