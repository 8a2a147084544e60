import { describe, expect, it } from 'vitest'
import { SchemaLookup } from '../schema/schema-lookup.ts'
import { formSchema } from './form-schema.ts'

const file = { type: 'string', format: 'binary' }
const lookup = new SchemaLookup({
  components: {
    schemas: {
      Form: { type: 'object', required: ['file'], properties: { file, note: { type: 'string' } } },
      Plain: { type: 'object', properties: { n: { type: 'integer' } } },
    },
  },
})
const form = { $ref: '#/components/schemas/Form' }
const plain = { $ref: '#/components/schemas/Plain' }
const opened = {
  type: 'object',
  required: ['file'],
  properties: { file: true, note: { type: 'string' } },
}

describe('formSchema', () => {
  it.each([
    ['an object', { properties: { file, n: {} } }, { properties: { file: true, n: {} } }],
    ['a reference to a form', form, opened],
    ['a reference to what has no file', plain, plain],
    ['parts', { allOf: [form, plain] }, { allOf: [opened, plain] }],
    [
      'keywords beside a reference',
      { ...form, minProperties: 1 },
      { allOf: [opened, { minProperties: 1 }] },
    ],
    ['alternatives', { oneOf: [form, plain] }, { oneOf: [opened, plain] }],
  ])('lets files of %s be bytes', (_, given, want) => {
    expect(formSchema(given, ['file'], lookup)).toEqual(want)
  })

  it('ends where a form contains itself', () => {
    const schemas: Record<string, object> = {}
    schemas.A = { properties: { file }, allOf: [{ $ref: '#/components/schemas/A' }] }
    const circular = new SchemaLookup({ components: { schemas } } as never)
    expect(formSchema({ $ref: '#/components/schemas/A' }, ['file'], circular)).toMatchObject({
      properties: { file: true },
    })
  })
})
