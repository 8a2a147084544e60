import { valueAt } from '@concordat/core'
import { describe, expect, it } from 'vitest'
import { loadDocument } from '../load/load-document.ts'
import { memoryFiles } from '../load/memory-files.ts'

/** The schema as it is read, and the ids of what was found. */
async function read(schema: object, others: object = {}, openapi = '3.1.0') {
  const document = {
    openapi,
    info: { title: 'Types', version: '1' },
    paths: {},
    components: { schemas: { Read: schema, ...others } },
  }
  const { loaded, findings } = await loadDocument('openapi.json', {
    cwd: '/',
    readFile: memoryFiles({ 'openapi.json': JSON.stringify(document) }),
  })
  return {
    schema: valueAt(loaded.document, '/components/schemas/Read'),
    found: findings.map(({ id }) => id),
  }
}

describe('a schema without a type', () => {
  it.each([
    [{ properties: { a: {} } }, 'object'],
    [{ additionalProperties: { type: 'string' } }, 'object'],
    [{ items: {} }, 'array'],
    [{ minItems: 1 }, 'array'],
    [{ minimum: 5 }, 'number'],
    [{ maxLength: 5 }, 'string'],
  ])('%j is read as of type %s, with a warning', async (schema, type) => {
    expect(await read(schema)).toEqual({
      schema: { ...schema, type },
      found: ['schema-type-missing'],
    })
  })
  it('keeps no default that the type does not allow', async () => {
    expect(await read({ items: {}, default: null })).toEqual({
      schema: { items: {}, type: 'array' },
      found: ['schema-type-missing', 'schema-default-invalid'],
    })
    expect((await read({ minimum: 1, default: '5' })).schema).toEqual({
      minimum: 1,
      default: 5,
      type: 'number',
    })
  })
  it('is read as of its type in the parts of an allOf', async () => {
    const part = { properties: { a: { type: 'string' } }, required: ['a'] }
    expect((await read({ allOf: [part, part] })).schema).toEqual({
      allOf: [
        { ...part, type: 'object' },
        { ...part, type: 'object' },
      ],
    })
  })
  it('takes null where 3.0 says nullable', async () => {
    expect((await read({ nullable: true, properties: {} }, {}, '3.0.3')).schema).toEqual({
      properties: {},
      type: ['object', 'null'],
    })
  })
  it.each([
    ['speaks of no type', { description: 'anything' }],
    ['speaks of two', { properties: {}, items: {} }],
    ['speaks of a map of anything', { additionalProperties: {} }],
    ['lists its values', { enum: [1, 'two'], minimum: 1 }],
    [
      'has a type by reference',
      { allOf: [{ $ref: '#/components/schemas/Typed' }], properties: {} },
    ],
    ['is a part of what has one', { type: ['object', 'null'], anyOf: [{ properties: {} }] }],
    ['is a part that bounds', { anyOf: [{ minLength: 1 }, { minimum: 1 }] }],
    ['says what is forbidden', { not: { properties: { a: {} } } }],
    [
      'has alternatives with types',
      { oneOf: [{ type: 'object' }, { type: 'null' }], properties: {} },
    ],
  ])('stays as it is where it %s', async (_, schema) => {
    expect(await read(schema, { Typed: { type: ['object', 'null'] } })).toEqual({
      schema,
      found: [],
    })
  })
})
