import { SchemaReader, SchemaStore } from '@concordat/model'
import { describe, expect, test } from 'vitest'
import { schemaView } from './schema-view.ts'

/** A schema as a reader sees it: its words without the markup. */
function read(schema: object): string {
  const store = new SchemaStore()
  const document = store.add('urn:test', schema as never)
  const node = new SchemaReader(store).read({ document, pointer: '' })
  const names = { nameOf: () => undefined, hrefOfSchema: () => undefined }
  return String(schemaView(node, names))
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

describe('a schema in words', () => {
  test.each([
    [{ type: 'integer', minimum: 1, maximum: 50 }, 'between 1 and 50'],
    [{ type: 'number', minimum: 3 }, 'at least 3'],
    [{ type: 'number', maximum: 3 }, 'at most 3'],
    [{ type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 9 }, 'more than 0 · less than 9'],
    [{ type: 'number', multipleOf: 0.5 }, 'a multiple of 0.5'],
    [{ type: 'string', minLength: 2, maxLength: 4 }, '2 to 4 characters'],
    [{ type: 'string', minLength: 1 }, 'at least 1 character'],
    [{ type: 'string', minLength: 3, maxLength: 3 }, 'exactly 3 characters'],
    [{ type: 'string', pattern: '^a<b$' }, 'matches ^a&lt;b$'],
    [{ type: 'string', format: 'uuid' }, 'format uuid'],
    [{ enum: ['a', 1, null] }, 'one of a , 1 , null'],
    [{ const: 'x' }, 'always x'],
    [{ type: ['string', 'null'] }, 'string or null'],
    [
      { type: 'array', items: { type: 'string' }, maxItems: 5, uniqueItems: true },
      'list of string at most 5 items · no two items alike',
    ],
    [
      { type: 'array', prefixItems: [{ type: 'string' }], items: false },
      'list Item 1: string No further items.',
    ],
    [
      { type: 'array', contains: { const: 1 }, minContains: 2, maxContains: 3 },
      '2 to 3 of the items: integer always 1',
    ],
    [{ type: 'array', prefixItems: [{}], unevaluatedItems: false }, 'No other items.'],
    [{ type: 'object', minProperties: 1 }, 'at least 1 member'],
    [{ type: 'object', dependentRequired: { card: ['name'] } }, 'with card also name'],
    [
      { type: 'object', dependentSchemas: { card: { required: ['name'] } } },
      'Only when card is there: any value name any value required',
    ],
    [{ type: 'object', required: ['a'] }, 'a any value required'],
    [{ type: 'object', properties: { a: {} }, additionalProperties: false }, 'No other members.'],
    [{ type: 'object', properties: { a: {} }, unevaluatedProperties: false }, 'No other members.'],
    [{ type: 'object', additionalProperties: { type: 'integer' } }, 'any other name integer'],
    [
      { type: 'object', patternProperties: { '^x-': { type: 'integer' } } },
      'names matching ^x- integer',
    ],
    [
      { type: 'object', propertyNames: { maxLength: 9 } },
      'Every name: any value at most 9 characters',
    ],
    [{ oneOf: [{ type: 'string' }, { type: 'integer' }] }, 'Exactly one of: string integer'],
    [{ anyOf: [{ type: 'string' }, { type: 'integer' }] }, 'At least one of: string integer'],
    [{ not: { type: 'string' } }, 'Not: string'],
    [
      {
        if: { properties: { kind: { const: 'card' } }, required: ['kind'] },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
        then: { required: ['number'] },
        else: { maxProperties: 1 },
      },
      'Only when kind is card : any value number any value required Otherwise: any value at most 1 member',
    ],
    [
      { type: 'string', contentEncoding: 'base64', contentMediaType: 'image/png' },
      'encoded as base64 · holds image/png',
    ],
    [{ type: 'integer', default: 10 }, '10 when left out'],
    [{ type: 'string', examples: ['a', 'b'] }, 'for example a or b'],
    [{ type: 'string', readOnly: true }, 'only in answers'],
    [{ type: 'string', writeOnly: true }, 'only in requests'],
    [{ type: 'string', deprecated: true }, 'deprecated'],
  ])('%j', (schema, words) => {
    expect(read(schema)).toContain(words)
  })

  test('shows hostile names and descriptions as text', () => {
    const text = '<img src=x onerror=alert(1)>'
    const store = new SchemaStore()
    const schema = { description: text, properties: { [text]: { const: text, pattern: text } } }
    const document = store.add('urn:test', schema)
    const node = new SchemaReader(store).read({ document, pointer: '' })
    const names = { nameOf: () => text, hrefOfSchema: () => '"><img>' }
    expect(String(schemaView(node, names, { anchor: text }))).not.toMatch(/<img/)
  })
})
