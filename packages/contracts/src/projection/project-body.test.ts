import type { JsonValue } from '@concordat/core'
import { describe, expect, test } from 'vitest'
import { FilePlace } from '../pact/file-place.ts'
import { parsePlacedRules } from '../pact/parse-matchers.ts'
import { datePattern } from './date-pattern.ts'
import { projectBody } from './project-body.ts'

function projected(example: JsonValue, rules: JsonValue): unknown {
  return projectBody(example, parsePlacedRules(new FilePlace('pact.json', '', rules)))
}

const and = (...matchers: readonly JsonValue[]) => ({ combine: 'AND', matchers })
const or = (...matchers: readonly JsonValue[]) => ({ combine: 'OR', matchers })
const type = { match: 'type' }

describe('what an example and its rules accept', () => {
  test.each<[string, JsonValue, JsonValue, unknown]>([
    ['without a rule a scalar is what it is', 'a', {}, { const: 'a' }],
    [
      'without a rule objects are open, and lists have their items',
      { a: [1] },
      {},
      {
        type: 'object',
        properties: {
          a: { type: 'array', prefixItems: [{ const: 1 }], minItems: 1, maxItems: 1 },
        },
        required: ['a'],
      },
    ],
    [
      'type reaches all that stands within',
      { a: [{ b: 1 }] },
      { $: and(type) },
      {
        type: 'object',
        properties: {
          a: {
            type: 'array',
            items: { type: 'object', properties: { b: { type: 'number' } }, required: ['b'] },
          },
        },
        required: ['a'],
      },
    ],
    [
      'a list takes the first item for all, with bounds',
      ['x', 'y'],
      { $: and({ match: 'type', min: 1, max: 3 }) },
      { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 3 },
    ],
    [
      'bounds are not those of lists within',
      [['x']],
      { $: and({ match: 'type', min: 1 }) },
      { type: 'array', items: { type: 'array', items: { type: 'string' } }, minItems: 1 },
    ],
    ['null of type is null', null, { $: and(type) }, { type: 'null' }],
    [
      'or gives a choice',
      'x',
      { $: or(type, { match: 'null' }) },
      { anyOf: [{ type: 'string' }, { type: 'null' }] },
    ],
    [
      'and gives all',
      'xy',
      { $: and(type, { match: 'regex', regex: 'y' }) },
      { allOf: [{ type: 'string' }, { type: 'string', pattern: 'y' }] },
    ],
    [
      'the heaviest rule wins',
      { a: 1 },
      { $: and(type), '$.*': and({ match: 'number' }), '$.a': and({ match: 'integer' }) },
      { type: 'object', properties: { a: { type: 'integer' } }, required: ['a'] },
    ],
    [
      'equality ends what reaches from around',
      { a: { b: 1 } },
      { $: and(type), '$.a': and({ match: 'equality' }) },
      { type: 'object', properties: { a: { const: { b: 1 } } }, required: ['a'] },
    ],
    [
      'names with a dot are written in brackets',
      { 'a.b': 'x' },
      { "$['a.b']": and(type) },
      { type: 'object', properties: { 'a.b': { type: 'string' } }, required: ['a.b'] },
    ],
    [
      'each key and each value of a map',
      { k: 1 },
      {
        $: and(
          { match: 'eachKey', rules: [{ match: 'regex', regex: '^k' }] },
          { match: 'eachValue', rules: [{ match: 'integer' }] },
        ),
      },
      {
        allOf: [
          { type: 'object', propertyNames: { pattern: '^k' } },
          { type: 'object', additionalProperties: { type: 'integer' } },
        ],
      },
    ],
    [
      'each value with rules of members',
      { k: { n: 1 } },
      { $: and({ match: 'eachValue', rules: [type] }), '$.*.n': and({ match: 'integer' }) },
      {
        type: 'object',
        additionalProperties: {
          type: 'object',
          properties: { n: { type: 'integer' } },
          required: ['n'],
        },
      },
    ],
    [
      'a list contains',
      [{ a: 1 }],
      {
        $: and({ match: 'arrayContains', variants: [{ index: 0, rules: { '$.a': and(type) } }] }),
      },
      {
        type: 'array',
        allOf: [
          {
            contains: { type: 'object', properties: { a: { type: 'number' } }, required: ['a'] },
          },
        ],
      },
    ],
    ['integer', 1, { $: and({ match: 'integer' }) }, { type: 'integer' }],
    [
      'decimal',
      1.5,
      { $: and({ match: 'decimal' }) },
      { type: 'number', not: { type: 'integer' } },
    ],
    ['boolean', true, { $: and({ match: 'boolean' }) }, { type: 'boolean' }],
    [
      'include',
      'a.b',
      { $: and({ match: 'include', value: 'a.b' }) },
      { type: 'string', pattern: 'a\\.b' },
    ],
    [
      'ISO dates are what JSON Schema calls so, too',
      '2026-01-01',
      { $: and({ match: 'date', format: 'yyyy-MM-dd' }) },
      {
        type: 'string',
        anyOf: [
          { pattern: '^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])$' },
          { format: 'date' },
        ],
      },
    ],
  ])('%s', (_name, example, rules, expected) => {
    expect(projected(example, rules)).toEqual(expected)
  })
})

test.each([
  ["yyyy-MM-dd'T'HH:mm:ssX", ['2026-01-31T23:59:59Z', '2026-01-31T23:59:59+01'], ['2026-01-31']],
  ["yyyy-MM-dd'T'HH:mm:ss.SSSXXX", ['2026-01-31T23:59:59.123+01:00'], ['2026-01-31T23:59:59Z']],
  ['dd/MM/yyyy', ['31/01/2026'], ['2026-01-31', '31/13/2026']],
  ["h:mm a 'o''clock'", ["9:05 pm o'clock"], ['9:05']],
])('the format %s of Java', (format, right, wrong) => {
  const pattern = new RegExp(datePattern(format) ?? 'none', 'u')
  for (const text of right) expect(text).toMatch(pattern)
  for (const text of wrong) expect(text).not.toMatch(pattern)
})
