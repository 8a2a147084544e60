// biome-ignore-all lint/suspicious/noThenProperty: `then` is a keyword of JSON Schema
import type { JsonSchema } from '@concordat/core'
import { describe, expect, it } from 'vitest'
import { compareSchemas } from '../testing/schemas.test-data.ts'

const text: JsonSchema = { type: 'string' }
const open = (
  properties: Record<string, JsonSchema>,
  more: Record<string, unknown> = {},
): JsonSchema => ({ type: 'object', properties, ...more }) as JsonSchema

const within: readonly (readonly [string, JsonSchema, JsonSchema])[] = [
  ['same', text, text],
  ['integer in number', { type: 'integer' }, { type: 'number' }],
  ['enum in string', { enum: ['a', 'b'] }, text],
  ['const in enum', { const: 'a' }, { type: 'string', enum: ['a', 'b'] }],
  ['enum of one', { enum: ['a'] }, { const: 'a' }],
  ['null spelt in two ways', { type: ['string', 'null'] }, { anyOf: [text, { type: 'null' }] }],
  [
    'null spelt in two ways, back',
    { oneOf: [{ type: 'null' }, text] },
    { type: ['null', 'string'] },
  ],
  ['bounds', { type: 'integer', exclusiveMinimum: 0 }, { type: 'integer', minimum: 1 }],
  ['multiples', { type: 'number', multipleOf: 0.5 }, { type: 'number', multipleOf: 0.25 }],
  ['integer by multiples', { type: 'integer' }, { type: 'number', multipleOf: 0.5 }],
  ['allOf', { allOf: [open({ a: text }), open({ b: text })] }, open({ a: text, b: text })],
  ['allOf, back', open({ a: text, b: text }), { allOf: [open({ a: text }), open({ b: text })] }],
  ['a new open member', open({ a: text }), open({ a: text, b: { type: 'integer' } })],
  [
    'a new open member beside choices that exclude each other',
    { oneOf: [open({}), open({ a: text })] },
    { allOf: [{ oneOf: [open({}), open({ a: text })] }, open({ a: { exclusiveMaximum: 0 } })] },
  ],
  ['a dropped member', open({ a: text, b: text }), open({ a: text })],
  [
    'closed, fewer',
    open({ a: text }, { additionalProperties: false }),
    open({ a: text, b: text }, { additionalProperties: false }),
  ],
  ['map in open', { type: 'object', additionalProperties: text }, { type: 'object' }],
  ['pattern', { type: 'string', pattern: '^[a-c]{2}$' }, { type: 'string', pattern: '^[a-z]+$' }],
  [
    'pattern and length',
    { type: 'string', pattern: '^[a-c]{2,4}$' },
    { type: 'string', minLength: 1, maxLength: 5 },
  ],
  [
    'spelt digits',
    { type: 'string', pattern: '^\\d+$' },
    { type: 'string', pattern: '^[0-9]{1,}$' },
  ],
  ['uuid has length', { type: 'string', format: 'uuid' }, { type: 'string', maxLength: 50 }],
  [
    'discriminated',
    {
      oneOf: [
        open({ k: { const: 'x' } }, { required: ['k'] }),
        open({ k: { const: 'y' } }, { required: ['k'] }),
      ],
    },
    {
      anyOf: [
        open({ k: { const: 'y' } }, { required: ['k'] }),
        open({ k: { enum: ['x'] } }, { required: ['k'] }),
      ],
    },
  ],
  [
    'merged union',
    {
      anyOf: [
        { type: 'integer', maximum: 5 },
        { type: 'integer', minimum: 3 },
      ],
    },
    { type: 'integer' },
  ],
  [
    'split union',
    { type: 'integer' },
    {
      anyOf: [
        { type: 'integer', maximum: 5 },
        { type: 'integer', minimum: 6 },
      ],
    },
  ],
  [
    'split member',
    open({ k: { enum: ['x', 'y'] } }, { required: ['k'] }),
    {
      oneOf: [
        open({ k: { const: 'x' } }, { required: ['k'] }),
        open({ k: { const: 'y' } }, { required: ['k'] }),
      ],
    },
  ],
  ['not a type', { type: ['string', 'integer'] }, { not: { type: 'object' } }],
  ['not a value', { enum: ['a', 'b'] }, { not: { const: 'c' } }],
  ['not required', open({ a: { not: {} } }), { not: { required: ['a'] } }],
  [
    'tuple',
    { type: 'array', prefixItems: [text, text], items: false },
    { type: 'array', items: text, maxItems: 2 },
  ],
  ['unique by count', { type: 'array', maxItems: 1 }, { type: 'array', uniqueItems: true }],
  [
    'contains by items',
    { type: 'array', items: text, minItems: 1 },
    { type: 'array', contains: { type: 'string' } },
  ],
  [
    'dependent',
    open({}, { dependentRequired: { a: ['b'], b: ['c'] } }),
    open({}, { dependentRequired: { a: ['c'] } }),
  ],
  [
    'dependentSchemas as dependentRequired',
    open({}, { dependentSchemas: { a: { required: ['b'] } } }),
    open({}, { dependentRequired: { a: ['b'] } }),
  ],
  [
    'if as union',
    {
      if: { properties: { k: { const: 1 } }, required: ['k'] },
      then: { required: ['a'] },
      type: 'object',
    },
    {
      if: { properties: { k: { enum: [1] } }, required: ['k'] },
      then: { required: ['a'] },
      type: 'object',
    },
  ],
  [
    'unevaluated closes',
    { allOf: [open({ a: text })], unevaluatedProperties: false },
    { ...(open({ a: text }) as object), additionalProperties: false } as JsonSchema,
  ],
  [
    'recursion',
    {
      $defs: { n: open({ next: { $ref: '#/$defs/n' }, v: { type: 'integer' } }) },
      $ref: '#/$defs/n',
    },
    {
      $defs: {
        m: { allOf: [open({ next: { $ref: '#/$defs/m' } }), open({ v: { type: 'number' } })] },
      },
      $ref: '#/$defs/m',
    },
  ],
  ['boolean enum', { type: 'boolean' }, { enum: [true, false] }],
  ['unknown format', text, { type: 'string', format: 'holiday' }],
  ['float', { type: 'number', format: 'double' }, { type: 'number', format: 'float' }],
  ['int32 in int64', { type: 'integer', format: 'int32' }, { type: 'integer', format: 'int64' }],
  [
    'uri in reference',
    { type: 'string', format: 'uri' },
    { type: 'string', format: 'uri-reference' },
  ],
]

const notWithin: readonly (readonly [string, JsonSchema, JsonSchema])[] = [
  ['number in integer', { type: 'number' }, { type: 'integer' }],
  ['enum grew', { enum: ['a', 'b', 'c'] }, { enum: ['a', 'b'] }],
  ['required', open({ a: text }), open({ a: text }, { required: ['a'] })],
  ['closed', open({ a: text }), open({ a: text }, { additionalProperties: false })],
  ['described', open({ a: text }), open({ a: text }, { additionalProperties: text })],
  ['member type', open({ a: text }), open({ a: { type: 'integer' } })],
  [
    'deep',
    open({ a: { type: 'array', items: open({ b: text }) } }),
    open({ a: { type: 'array', items: open({ b: { type: 'string', maxLength: 3 } }) } }),
  ],
  ['length', { type: 'string', maxLength: 10 }, { type: 'string', maxLength: 9 }],
  ['longer', text, { type: 'string', maxLength: 900 }],
  ['format', text, { type: 'string', format: 'date-time' }],
  ['other format', { type: 'string', format: 'date-time' }, { type: 'string', format: 'date' }],
  ['pattern', { type: 'string', pattern: '^[a-z]+$' }, { type: 'string', pattern: '^[a-f]+$' }],
  ['lookahead', text, { type: 'string', pattern: '^(?=.*\\d).+$' }],
  ['minimum', { type: 'integer' }, { type: 'integer', minimum: 0 }],
  ['multiple', { type: 'integer' }, { type: 'integer', multipleOf: 10 }],
  [
    'unique',
    { type: 'array', items: { type: 'boolean' } },
    { type: 'array', items: { type: 'boolean' }, uniqueItems: true },
  ],
  ['contains', { type: 'array' }, { type: 'array', contains: { type: 'integer' } }],
  [
    'maxContains',
    { type: 'array' },
    { type: 'array', contains: { type: 'integer' }, maxContains: 2 },
  ],
  ['names', { type: 'object' }, { type: 'object', propertyNames: { pattern: '^[a-z]+$' } }],
  ['name length', { type: 'object' }, { type: 'object', propertyNames: { maxLength: 30 } }],
  ['member count', { type: 'object' }, { type: 'object', maxProperties: 4 }],
  ['fewest members', { type: 'object' }, { type: 'object', minProperties: 1 }],
  [
    'dependent',
    open({ a: text, b: text }),
    open({ a: text, b: text }, { dependentRequired: { a: ['b'] } }),
  ],
  ['not', text, { not: { const: 'a' } }],
  ['not required', open({ a: text, b: text }), { not: { required: ['a', 'b'] } }],
  [
    'oneOf overlaps',
    {
      anyOf: [
        { type: 'integer', maximum: 5 },
        { type: 'integer', minimum: 3 },
      ],
    },
    {
      oneOf: [
        { type: 'integer', maximum: 5 },
        { type: 'integer', minimum: 3 },
      ],
    },
  ],
  [
    'if',
    open({ k: { type: 'integer' }, a: text }),
    { if: { properties: { k: { const: 1 } }, required: ['k'] }, then: { required: ['a'] } },
  ],
  [
    'branch',
    {
      oneOf: [
        open({ k: { const: 'x' } }, { required: ['k'] }),
        open({ k: { const: 'y' } }, { required: ['k'] }),
      ],
    },
    open({ k: { const: 'x' } }, { required: ['k'] }),
  ],
  [
    'tuple',
    { type: 'array', items: text },
    { type: 'array', prefixItems: [text, { type: 'integer' }] },
  ],
  [
    'unevaluated',
    { type: 'object', properties: { a: text } },
    { allOf: [open({ a: text })], unevaluatedProperties: false },
  ],
  [
    'pattern member',
    { type: 'object' },
    { type: 'object', patternProperties: { '^x-': { type: 'integer' } } },
  ],
  [
    'recursion',
    {
      $defs: { n: open({ next: { $ref: '#/$defs/n' }, v: { type: 'number' } }) },
      $ref: '#/$defs/n',
    },
    {
      $defs: { n: open({ next: { $ref: '#/$defs/n' }, v: { type: 'integer' } }) },
      $ref: '#/$defs/n',
    },
  ],
  ['base64', text, { type: 'string', contentEncoding: 'base64' }],
  ['int64 in int32', { type: 'integer', format: 'int64' }, { type: 'integer', format: 'int32' }],
  ['nullable', { type: ['string', 'null'] }, text],
  ['anything', true, { type: 'string' }],
]

describe('Inclusion', () => {
  it.each(within)('proves: %s', (_, narrower, wider) => {
    expect(compareSchemas(narrower, wider)).toEqual({ verdict: 'within', keywords: [] })
  })

  it.each(notWithin)('shows: %s', (_, narrower, wider) => {
    expect(compareSchemas(narrower, wider)).toMatchObject({ verdict: 'not-within' })
  })
})
