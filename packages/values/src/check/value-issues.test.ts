import type { JsonSchema, JsonValue } from '@concordat/core'
import { SchemaReader, SchemaStore } from '@concordat/model'
import { expect, test } from 'vitest'
import { valueIssues } from './value-issues.ts'

function told(schema: JsonSchema, value: JsonValue): string[] {
  const store = new SchemaStore()
  const document = store.add('urn:test', schema)
  const model = new SchemaReader(store).read({ document, pointer: '' })
  return valueIssues(model, value).map(
    ({ path, message, pointer }) => `/${path.join('/')} ${message} (${pointer})`,
  )
}

const order = {
  type: 'object',
  required: ['id', 'lines'],
  additionalProperties: false,
  properties: {
    id: { type: 'integer', minimum: 1 },
    lines: { type: 'array', minItems: 1, items: { $ref: '#/$defs/line' } },
  },
  $defs: {
    line: {
      type: 'object',
      required: ['sku'],
      properties: { sku: { type: 'string', maxLength: 3 } },
    },
  },
}

test.each<[JsonSchema, JsonValue, string[]]>([
  [order, { id: 1, lines: [{ sku: 'a' }] }, []],
  [
    order,
    { id: 0, lines: [] },
    [
      '/id must be at least 1 (/properties/id/minimum)',
      '/lines must have at least 1 items (/properties/lines/minItems)',
    ],
  ],
  [
    order,
    { lines: [{ sku: 'long' }, {}], more: 1 },
    [
      '/id is required (/required)',
      '/lines/0/sku must have at most 3 characters (/$defs/line/properties/sku/maxLength)',
      '/lines/1/sku is required (/$defs/line/required)',
      '/more is not a documented property (/additionalProperties)',
    ],
  ],
  [{ type: ['string', 'null'] }, 3, ['/ must be string or null (/type)']],
  [{ enum: ['a', 'b'] }, 'c', ['/ must be one of "a", "b" (/enum)']],
  [
    { anyOf: [{ type: 'string' }, order] },
    { id: 'x', lines: [{ sku: 'a' }] },
    ['/id must be integer (/anyOf/1/properties/id/type)'],
  ],
  [
    { oneOf: [{ type: 'integer' }, { type: 'number' }] },
    1,
    ['/ must fit one alternative, and fits 2 (/oneOf)'],
  ],
  [{ not: { type: 'string' } }, 'a', ['/ must not be what is excluded (/not)']],
])('%j refuses %j for what is wrong', (schema, value, want) => {
  expect(told(schema, value)).toEqual(want)
})
