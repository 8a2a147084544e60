import { compileValidator } from '@concordat/schema'
import { describe, expect, it } from 'vitest'
import { emittedSchema } from './emitted-schema.ts'

// A property of an object itself that is named `__proto__` is judged as any other.
describe('an own property named __proto__', () => {
  it.each([
    [{ patternProperties: { '^a': {} }, additionalProperties: false }, false],
    [{ patternProperties: { '^_': { type: 'number' } } }, false],
    [
      {
        if: { propertyNames: { const: 'foo' } },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: {},
        else: { properties: JSON.parse('{"__proto__":{"type":"number"}}') },
      },
      false,
    ],
    [{ type: 'object', maxProperties: 0 }, false],
    [{ type: 'object', minProperties: 1 }, true],
    [{ type: 'object', propertyNames: { maxLength: 3 } }, false],
    [{ type: 'object', dependentRequired: JSON.parse('{"__proto__":["a"]}') }, false],
    [{ type: 'object', additionalProperties: false }, false],
    [{ type: 'object', additionalProperties: { type: 'number' } }, false],
    [{ allOf: [{ properties: { a: true } }], unevaluatedProperties: false }, false],
    [{ type: 'object', required: ['__proto__'] }, true],
  ])('%j', (schema, valid) => {
    const value: unknown = JSON.parse('{"__proto__":"foo"}')
    const emitted = emittedSchema(schema)
    if ('refused' in emitted) throw new Error(emitted.refused)
    expect(emitted.safeParse(value).success).toBe(valid)
    expect(compileValidator(emitted).safeParse(value).success).toBe(valid)
  })
})
