import { createRandom, isJsonObject, type JsonSchema, type JsonValue } from '@concordat/core'
import { type SchemaModel, SchemaReader, SchemaStore } from '@concordat/model'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonSchema, jsonValue } from '../../../../test/conformance/random-schema.ts'
import { acceptsValue } from '../check/check-value.ts'
import type { Fullness, Made, MakeOptions } from './make-options.ts'
import { makeRefusedValue, makeValue } from './make-value.ts'

// The judge is a validator that knows nothing of the maker, so that the maker cannot agree with itself.
function judgeOf(schema: JsonSchema): (value: JsonValue) => boolean {
  const ajv = new Ajv2020({ strict: false, validateSchema: false, logger: false })
  addFormats.default(ajv)
  const validate = ajv.compile(schema)
  return (value) => validate(value)
}

function read(schema: JsonSchema): SchemaModel {
  const store = new SchemaStore()
  const document = store.add('urn:test', schema)
  return new SchemaReader(store).read({ document, pointer: '' })
}

const fullnesses: readonly Fullness[] = ['smallest', 'fullest', 'random']

function make(schema: JsonSchema, seed: number, options: Partial<MakeOptions> = {}): Made {
  return makeValue(read(schema), { random: createRandom(seed), ...options })
}

const email = { type: 'object', required: ['email'], properties: { email: { type: 'string' } } }
const phone = { type: 'object', required: ['phone'], properties: { phone: { type: 'string' } } }
const street = { type: 'object', required: ['street'], properties: { street: { type: 'string' } } }
const box = { type: 'object', required: ['box'], properties: { box: { type: 'integer' } } }

const satisfiable: Readonly<Record<string, JsonSchema>> = {
  anything: true,
  'two choices that both hold': { allOf: [{ anyOf: [email, phone] }, { anyOf: [street, box] }] },
  'exclusive choices that both hold': {
    allOf: [
      {
        oneOf: [
          { ...email, not: { required: ['phone'] } },
          { ...phone, not: { required: ['email'] } },
        ],
      },
      {
        oneOf: [
          { ...street, not: { required: ['box'] } },
          { ...box, not: { required: ['street'] } },
        ],
      },
    ],
  },
  'alternatives that leave all to choice': {
    oneOf: [
      { type: 'object', properties: { bucket: { type: 'string' } } },
      { type: 'object', properties: { file: { type: 'integer' } } },
    ],
  },
  'a condition': {
    type: 'object',
    required: ['kind'],
    properties: { kind: { enum: ['a', 'b'] }, size: { type: 'integer' } },
    if: { properties: { kind: { const: 'a' } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
    then: { required: ['size'] },
    else: { required: ['note'], properties: { note: { type: 'string' } } },
  },
  'properties that need others': {
    type: 'object',
    required: ['card'],
    properties: { card: { type: 'string' }, cvc: { type: 'string', pattern: '^[0-9]{3}$' } },
    dependentRequired: { card: ['cvc'] },
    dependentSchemas: {
      cvc: { required: ['iban'], properties: { iban: { minLength: 5, type: 'string' } } },
    },
  },
  'contained items': {
    type: 'array',
    items: { type: 'integer' },
    contains: { const: 7 },
    minItems: 2,
  },
  'a limit of contained items': {
    type: 'array',
    minItems: 4,
    contains: { type: 'string' },
    minContains: 2,
    maxContains: 2,
    items: { type: ['string', 'integer'] },
  },
  'named by pattern': {
    type: 'object',
    patternProperties: { '^x-[a-z]+$': { type: 'integer' } },
    additionalProperties: false,
    minProperties: 3,
  },
  multiples: {
    allOf: [
      { type: 'integer', multipleOf: 4 },
      { multipleOf: 6, minimum: 5 },
    ],
  },
  'decimal multiples': { type: 'number', multipleOf: 0.1, exclusiveMinimum: 0.2, maximum: 0.7 },
  'integers among halves': { type: 'integer', multipleOf: 1.5, minimum: 1 },
  'a narrow range': { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 0.001 },
  'a wide range': { type: 'number', minimum: 1e300 },
  'two patterns': { allOf: [{ type: 'string', pattern: '^[A-Z]' }, { pattern: '[0-9]$' }] },
  'nothing unevaluated': {
    allOf: [{ type: 'object', properties: { a: { type: 'string' } }, required: ['a'] }],
    properties: { b: { type: 'integer' } },
    required: ['b'],
    unevaluatedProperties: false,
  },
  'a tuple': {
    type: 'array',
    prefixItems: [{ type: 'string' }, { type: 'integer' }],
    items: false,
    minItems: 2,
  },
  'all of an enum': {
    type: 'array',
    items: { enum: ['a', 'b', 'c'] },
    uniqueItems: true,
    minItems: 3,
  },
  'unique booleans and null': {
    type: 'array',
    items: { type: ['boolean', 'null'] },
    uniqueItems: true,
    minItems: 3,
  },
  'neither of two texts': { type: 'string', not: { enum: ['text', 'string'] }, minLength: 3 },
  'a number that is not whole': {
    type: 'number',
    not: { type: 'integer' },
    minimum: 0,
    maximum: 3,
  },
  'a long address': { type: 'string', format: 'email', minLength: 40, maxLength: 60 },
  'a short address': { type: 'string', format: 'email', maxLength: 8 },
  'a back reference': { type: 'string', pattern: '^([a-c])-\\1$' },
  'a list that ends': {
    $ref: '#/$defs/node',
    $defs: {
      node: {
        type: 'object',
        required: ['next'],
        properties: { next: { anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }] } },
      },
    },
  },
  'a tree that must have leaves': {
    $ref: '#/$defs/tree',
    $defs: {
      tree: {
        type: 'object',
        required: ['trees'],
        properties: { trees: { type: 'array', items: { $ref: '#/$defs/tree' } } },
      },
    },
  },
  'names of a kind': {
    type: 'object',
    propertyNames: { pattern: '^[a-z]{3}$' },
    minProperties: 4,
    additionalProperties: { type: 'integer' },
  },
  'a member named __proto__': JSON.parse(
    '{"type":"object","required":["__proto__"],"properties":{"__proto__":{"type":"integer"}}}',
  ),
  'a list of five hundred': { type: 'array', items: { type: 'integer' }, minItems: 500 },
}

describe('a made value', () => {
  it.each(Object.entries(satisfiable))('is accepted: %s', (_, schema) => {
    const accepts = judgeOf(schema)
    for (const fullness of fullnesses) {
      for (let seed = 1; seed <= 20; seed += 1) {
        const made = make(schema, seed, { fullness })
        expect(made.kind).toBe('made')
        if (made.kind === 'made') expect(accepts(made.value) || made.value).toBe(true)
      }
    }
  })

  it.each([
    'date-time',
    'date',
    'time',
    'duration',
    'email',
    'hostname',
    'ipv4',
    'ipv6',
    'uri',
    'uuid',
    'json-pointer',
    'relative-json-pointer',
    'regex',
    'uri-template',
    'uri-reference',
    'byte',
  ])('is of the format %s', (format) => {
    for (const more of [{}, { minLength: 1, maxLength: 50 }]) {
      const schema = { type: 'string', format, ...more }
      const accepts = judgeOf(schema)
      for (let seed = 1; seed <= 20; seed += 1) {
        const made = make(schema, seed)
        expect(made.kind === 'made' && accepts(made.value)).toBe(true)
      }
    }
  })

  it('is the same for the same seed, and another for another', () => {
    const schema = {
      type: 'object',
      required: ['a', 'b'],
      properties: { a: { type: 'string' }, b: { type: 'number' } },
    }
    expect(make(schema, 1)).toEqual(make(schema, 1))
    expect(make(schema, 1)).not.toEqual(make(schema, 2))
  })

  it('leaves out what does not travel in its direction', () => {
    const schema = {
      type: 'object',
      required: ['id', 'secret'],
      properties: {
        id: { type: 'integer', readOnly: true },
        secret: { type: 'string', writeOnly: true },
      },
    }
    const names = (direction: 'request' | 'response') => {
      const made = make(schema, 1, { direction, fullness: 'fullest' })
      return made.kind === 'made' && isJsonObject(made.value) ? Object.keys(made.value) : []
    }
    expect(names('request')).toEqual(['secret'])
    expect(names('response')).toEqual(['id'])
  })

  it('does not fill a list for its limit', () => {
    const schema = { type: 'array', items: { type: 'integer' }, maxItems: 100_000 }
    const made = make(schema, 1, { fullness: 'fullest' })
    expect(made.kind === 'made' && Array.isArray(made.value) && made.value.length).toBeLessThan(10)
  })
})

describe('where no value was made, it is said why', () => {
  it.each<[string, JsonSchema, string, string, RegExp]>([
    ['false', false, 'nothing-allowed', '', /./],
    ['types', { type: 'string', allOf: [{ type: 'integer' }] }, 'types', '', /string and integer/],
    [
      'a range',
      { allOf: [{ type: 'integer', minimum: 3 }, { maximum: 2 }] },
      'range',
      '',
      /3 .* 2/,
    ],
    [
      'a range without whole numbers',
      { type: 'integer', exclusiveMinimum: 1, exclusiveMaximum: 2 },
      'values',
      '',
      /./,
    ],
    ['values', { enum: ['a', 'b'], minLength: 2 }, 'values', '', /./],
    ['lengths', { type: 'string', minLength: 3, maxLength: 2 }, 'length', '', /minLength/],
    [
      'a required property that is forbidden',
      { type: 'object', required: ['a'], properties: { a: false } },
      'properties',
      '/a',
      /`a`/,
    ],
    [
      'a property within',
      {
        type: 'object',
        required: ['a'],
        properties: { a: { type: 'integer', minimum: 2, maximum: 1 } },
      },
      'range',
      '/a',
      /./,
    ],
    [
      'an item',
      { type: 'array', minItems: 1, items: { type: 'string', enum: [1] } },
      'values',
      '/*',
      /./,
    ],
    [
      'too few different items',
      { type: 'array', minItems: 3, uniqueItems: true, items: { type: 'boolean' } },
      'values',
      '/*',
      /./,
    ],
    [
      'patterns',
      { type: 'string', allOf: [{ pattern: '^a' }, { pattern: '^b' }] },
      'text',
      '',
      /pattern/,
    ],
    [
      'every branch',
      {
        anyOf: [
          { type: 'string', minLength: 2, maxLength: 1 },
          { type: 'integer', minimum: 1, maximum: 0 },
        ],
      },
      'length',
      '',
      /./,
    ],
    [
      'both of two that exclude each other',
      { oneOf: [{ type: 'integer' }, { type: 'integer' }] },
      'nothing-allowed',
      '',
      /./,
    ],
    ['everything is refused', { not: {} }, 'nothing-allowed', '', /./],
    [
      'itself without end',
      {
        $ref: '#/$defs/a',
        $defs: { a: { type: 'object', required: ['a'], properties: { a: { $ref: '#/$defs/a' } } } },
      },
      'endless',
      '/a',
      /without end/,
    ],
  ])('%s', (name, schema, kind, at, message) => {
    for (const fullness of fullnesses) {
      const made = make(schema, 1, { fullness })
      if (name !== 'both of two that exclude each other') {
        expect(made).toMatchObject({ kind: 'unsatisfiable', contradiction: { kind } })
      }
      expect(made.kind).toBe('unsatisfiable')
      if (made.kind !== 'unsatisfiable' || fullness !== 'smallest') continue
      if (kind !== 'nothing-allowed') expect(made.contradiction.at.startsWith(at)).toBe(true)
      expect(made.contradiction.message).toMatch(message)
      expect(made.contradiction.places.length).toBeGreaterThan(0)
    }
  })

  it('by size, by steps and by time', () => {
    const list = { type: 'array', items: { type: 'integer' }, minItems: 100_000 }
    expect(make(list, 1, { bound: { size: 1000 } })).toEqual({ kind: 'not-found', reason: 'size' })
    expect(make(list, 1, { bound: { size: 1e6, steps: 100 } })).toEqual({
      kind: 'not-found',
      reason: 'steps',
    })
    expect(make(list, 1, { bound: { size: 1e6, isOver: () => true } })).toEqual({
      kind: 'not-found',
      reason: 'time',
    })
    expect(make({ type: 'string', minLength: 1e9 }, 1)).toEqual({
      kind: 'not-found',
      reason: 'size',
    })
  })

  it('by the last word', () => {
    expect(make({ type: 'string' }, 1, { accepts: () => false })).toEqual({
      kind: 'not-found',
      reason: 'attempts',
    })
  })
})

const compile = (schema: JsonSchema) =>
  new Ajv2020({ strict: false, validateFormats: false }).compile(schema)
const runs = Number(process.env.VALUES_RUNS ?? 120)

describe('for any schema', () => {
  it('a made value is accepted, a refused one is not, and what is called unsatisfiable accepts nothing', () => {
    let found = 0
    let lost = 0
    fc.assert(
      fc.property(
        jsonSchema,
        fc.array(jsonValue, { minLength: 12, maxLength: 12 }),
        fc.nat(),
        fc.constantFrom(...fullnesses),
        (schema, values, seed, fullness) => {
          const json = schema as JsonSchema
          const validate = compile(json)
          const accepts = (value: unknown): boolean => {
            try {
              return validate(value)
            } catch (error) {
              // ajv's own code for unevaluated members can fail: such a schema has no judge.
              fc.pre(!(error instanceof TypeError || error instanceof ReferenceError))
              throw error
            }
          }
          const model = read(json)
          const options = { random: createRandom(seed), fullness, bound: { steps: 5000 } }
          const made = makeValue(model, options)
          if (made.kind === 'made')
            expect({ value: made.value, ok: accepts(made.value) }).toEqual({
              value: made.value,
              ok: true,
            })
          const refused = makeRefusedValue(model, options)
          if (refused.kind === 'made')
            expect({ value: refused.value, ok: accepts(refused.value) }).toEqual({
              value: refused.value,
              ok: false,
            })
          for (const value of values as JsonValue[]) {
            const verdict = accepts(value)
            expect({ value, ok: acceptsValue(model, value) }).toEqual({ value, ok: verdict })
            if (made.kind === 'unsatisfiable')
              expect({ value, verdict, why: made.contradiction }).toMatchObject({ verdict: false })
            if (refused.kind === 'unsatisfiable')
              expect({ value, verdict, why: refused.contradiction }).toMatchObject({
                verdict: true,
              })
            if (made.kind === 'not-found' && verdict) lost += 1
          }
          if (made.kind === 'made') found += 1
        },
      ),
      { seed: 20_261_129, numRuns: runs },
    )
    expect(found).toBeGreaterThan(runs / 3)
    // Values that are there, and of which none was found.
    expect(lost).toBe(0)
  })
})
