import type { JsonSchema } from '@concordat/core'
import { describe, expect, it } from 'vitest'
import { loadDocumentFromObject, normaliseSchema30 } from '../index.ts'

interface Case {
  readonly name: string
  readonly given: unknown
  readonly want: unknown
}

async function normalised(openapi: string, schema: unknown, schemas: object = {}) {
  const { loaded } = await loadDocumentFromObject({
    openapi,
    info: { title: 'Schemas', version: '1' },
    paths: {},
    components: { schemas: { Subject: schema, Other: { type: 'string' }, ...schemas } },
  })
  const components = loaded.document.components as { schemas: Record<string, JsonSchema> }
  return components.schemas.Subject
}

describe("OpenAPI 3.0's schemas become JSON Schema 2020-12", () => {
  const cases: readonly Case[] = [
    {
      name: 'nullable adds null to the type',
      given: { type: 'string', nullable: true },
      want: { type: ['string', 'null'] },
    },
    {
      name: 'nullable adds null to the enum, too',
      given: { type: 'string', nullable: true, enum: ['a'] },
      want: { type: ['string', 'null'], enum: ['a', null] },
    },
    {
      name: 'nullable beside an enum without a type',
      given: { nullable: true, enum: ['a', 1] },
      want: { enum: ['a', 1, null] },
    },
    {
      name: 'nullable with null in the enum',
      given: { type: 'string', nullable: true, enum: ['a', null] },
      want: { type: ['string', 'null'], enum: ['a', null] },
    },
    {
      name: 'nullable beside an allOf of one',
      given: { nullable: true, allOf: [{ $ref: '#/components/schemas/Other' }], title: 'A' },
      want: { title: 'A', anyOf: [{ $ref: '#/components/schemas/Other' }, { type: 'null' }] },
    },
    {
      name: 'nullable beside an allOf of several, with a type and an annotation',
      given: {
        nullable: true,
        type: 'string',
        readOnly: true,
        'x-a': 1,
        allOf: [{ minLength: 1 }, { maxLength: 3 }],
      },
      want: {
        readOnly: true,
        'x-a': 1,
        anyOf: [{ type: 'string', allOf: [{ minLength: 1 }, { maxLength: 3 }] }, { type: 'null' }],
      },
    },
    {
      name: 'nullable beside an anyOf',
      given: { nullable: true, anyOf: [{ type: 'string' }, { type: 'integer' }] },
      want: { anyOf: [{ type: 'string' }, { type: 'integer' }, { type: 'null' }] },
    },
    {
      name: 'nullable beside a oneOf of which an alternative allows null itself',
      given: { nullable: true, oneOf: [{ type: 'string', nullable: true }, { type: 'integer' }] },
      want: {
        anyOf: [{ oneOf: [{ type: ['string', 'null'] }, { type: 'integer' }] }, { type: 'null' }],
      },
    },
    {
      name: 'nullable beside a reference',
      given: { $ref: '#/components/schemas/Other', nullable: true, description: 'gone' },
      want: { anyOf: [{ $ref: '#/components/schemas/Other' }, { type: 'null' }] },
    },
    {
      name: 'nullable beside keywords without a type',
      given: { nullable: true, properties: { a: {} }, required: ['a'] },
      want: { type: ['object', 'null'], properties: { a: {} }, required: ['a'] },
    },
    {
      name: 'nullable where every value is allowed',
      given: { nullable: true, description: 'any' },
      want: { description: 'any' },
    },
    {
      name: 'nullable with null as default',
      given: { nullable: true, default: null, allOf: [{ type: 'string' }] },
      want: { default: null, anyOf: [{ type: 'string' }, { type: 'null' }] },
    },
    {
      name: 'nullable: false says nothing',
      given: { type: 'string', nullable: false },
      want: { type: 'string' },
    },
    {
      name: 'excluded bounds become the bounds',
      given: {
        type: 'number',
        minimum: 1,
        exclusiveMinimum: true,
        maximum: 9,
        exclusiveMaximum: true,
      },
      want: { type: 'number', exclusiveMinimum: 1, exclusiveMaximum: 9 },
    },
    {
      name: 'bounds that are not excluded stay',
      given: { type: 'number', minimum: 1, exclusiveMinimum: false },
      want: { type: 'number', minimum: 1 },
    },
    {
      name: 'an excluded bound without a bound says nothing',
      given: { exclusiveMinimum: true },
      want: {},
    },
    {
      name: 'a number for an excluded bound is read as 3.1 means it',
      given: { type: 'number', exclusiveMinimum: 3 },
      want: { type: 'number', exclusiveMinimum: 3 },
    },
    {
      name: 'an example becomes one of the examples',
      given: { type: 'string', example: 'a' },
      want: { type: 'string', examples: ['a'] },
    },
    {
      name: 'an example may be null',
      given: { type: 'string', nullable: true, example: null },
      want: { type: ['string', 'null'], examples: [null] },
    },
    {
      name: 'formats of bytes stay to be seen',
      given: { type: 'string', format: 'binary' },
      want: { type: 'string', format: 'binary' },
    },
    {
      name: 'every place of a schema is reached',
      given: {
        properties: { a: { type: 'string', nullable: true } },
        additionalProperties: { type: 'string', nullable: true },
        items: { not: { type: 'string', nullable: true } },
        oneOf: [{ anyOf: [{ type: 'string', nullable: true }] }],
      },
      want: {
        properties: { a: { type: ['string', 'null'] } },
        additionalProperties: { type: ['string', 'null'] },
        items: { not: { type: ['string', 'null'] } },
        oneOf: [{ anyOf: [{ type: ['string', 'null'] }] }],
      },
    },
    {
      name: 'data is not a schema: what looks like a keyword in it stays',
      given: {
        default: { nullable: true, $ref: '#/nowhere' },
        enum: [{ nullable: true, $ref: '#/nowhere' }],
        'x-note': { nullable: true, $ref: '#/nowhere' },
        properties: { nullable: { type: 'boolean' }, $ref: { type: 'string' }, example: {} },
      },
      want: {
        default: { nullable: true, $ref: '#/nowhere' },
        enum: [{ nullable: true, $ref: '#/nowhere' }],
        'x-note': { nullable: true, $ref: '#/nowhere' },
        properties: { nullable: { type: 'boolean' }, $ref: { type: 'string' }, example: {} },
      },
    },
  ]

  it.each(cases)('$name', async ({ given, want }) => {
    expect(await normalised('3.0.3', given)).toEqual(want)
    expect(normaliseSchema30(given).schema).toEqual(want)
  })
})

describe('OpenAPI 3.1 schemas keep their meaning', () => {
  const cases: readonly Case[] = [
    {
      name: 'what stands beside a reference stays',
      given: { $ref: '#/components/schemas/Other', maxLength: 3, description: 'short' },
      want: { $ref: '#/components/schemas/Other', maxLength: 3, description: 'short' },
    },
    {
      name: 'nullable means nothing',
      given: { type: 'string', nullable: true },
      want: { type: 'string' },
    },
    {
      name: 'a boolean bound is read as 3.0 means it',
      given: { minimum: 1, exclusiveMinimum: true },
      want: { type: 'number', exclusiveMinimum: 1 },
    },
    {
      name: 'boolean schemas',
      given: { properties: { a: true, b: false } },
      want: { type: 'object', properties: { a: true, b: false } },
    },
    {
      name: 'an example joins the examples',
      given: { example: 1, examples: [2] },
      want: { examples: [1, 2] },
    },
    {
      name: 'a tuple of older drafts',
      given: { items: [{ type: 'string' }], additionalItems: false },
      want: { type: 'array', prefixItems: [{ type: 'string' }], items: false },
    },
    {
      name: 'dependencies of older drafts',
      given: { dependencies: { a: ['b'], c: { required: ['d'] } } },
      want: { dependentRequired: { a: ['b'] }, dependentSchemas: { c: { required: ['d'] } } },
    },
    {
      name: 'the null that YAML makes of a type',
      given: { type: ['string', null] },
      want: { type: ['string', 'null'] },
    },
    {
      name: 'a default in quotes',
      given: { type: 'boolean', default: 'false' },
      want: { type: 'boolean', default: false },
    },
    {
      name: 'a default that cannot be',
      given: { type: 'string', default: null },
      want: { type: 'string' },
    },
    {
      name: 'a default that is right',
      given: { type: ['string', 'null'], default: null, enum: ['a', null] },
      want: { type: ['string', 'null'], default: null, enum: ['a', null] },
    },
    {
      name: 'readOnly and writeOnly stay',
      given: { properties: { a: { readOnly: true }, b: { writeOnly: true } } },
      want: { type: 'object', properties: { a: { readOnly: true }, b: { writeOnly: true } } },
    },
    {
      name: 'names and anchors are followed to components',
      given: {
        $id: 'https://example.com/subject',
        $defs: { zip: { $anchor: 'zip', type: 'string' } },
        properties: { a: { $ref: '#zip' }, b: { $ref: '#/$defs/zip' }, c: { $ref: 'subject' } },
      },
      want: {
        type: 'object',
        $defs: { zip: { type: 'string' } },
        properties: {
          a: { $ref: '#/components/schemas/Subject_zip' },
          b: { $ref: '#/components/schemas/Subject_zip' },
          c: { $ref: '#/components/schemas/Subject' },
        },
      },
    },
    {
      name: 'dynamic references keep the names that they need',
      given: {
        $id: 'https://example.com/tree',
        $dynamicAnchor: 'node',
        properties: { children: { items: { $dynamicRef: '#node' } }, root: { $ref: '#' } },
      },
      want: {
        $id: 'https://example.com/tree',
        $dynamicAnchor: 'node',
        type: 'object',
        properties: {
          children: { type: 'array', items: { $dynamicRef: '#node' } },
          root: { $ref: '#' },
        },
      },
    },
  ]

  it.each(cases)('$name', async ({ given, want }) => {
    expect(await normalised('3.1.0', given)).toEqual(want)
  })
})

describe('a discriminator', () => {
  it('says every mapping as a reference, the implicit ones too', async () => {
    const schema = {
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
      discriminator: { propertyName: 'kind', mapping: { kitten: 'Cat' } },
    }
    const schemas = { Cat: { type: 'object' }, Dog: { type: 'object' } }
    expect(await normalised('3.0.3', schema, schemas)).toEqual({
      ...schema,
      discriminator: {
        propertyName: 'kind',
        mapping: { kitten: '#/components/schemas/Cat', Dog: '#/components/schemas/Dog' },
      },
    })
  })

  it('keeps its other members, and goes on without a mapping that leads nowhere', async () => {
    const schema = { discriminator: { propertyName: 'kind', mapping: { a: 'Nope' }, 'x-a': 1 } }
    expect(await normalised('3.1.0', schema)).toEqual({
      discriminator: { propertyName: 'kind', 'x-a': 1 },
    })
  })
})

describe('normaliseSchema30', () => {
  it('refuses what is no schema', () => {
    expect(() => normaliseSchema30('text')).toThrow(
      expect.objectContaining({ code: 'E_SCHEMA_MALFORMED' }),
    )
  })

  it('refuses a schema that is nested without end', () => {
    let schema: unknown = {}
    for (let depth = 0; depth < 5000; depth++) schema = { not: schema }
    expect(() => normaliseSchema30(schema)).toThrow(
      expect.objectContaining({ code: 'E_DOCUMENT_TOO_DEEP' }),
    )
  })

  it('says where a keyword cannot be read', () => {
    const { schema, findings } = normaliseSchema30({ properties: { a: { pattern: 5 } } })
    expect(schema).toEqual({ properties: { a: {} } })
    expect(findings.map(({ id, pointer }) => ({ id, pointer }))).toEqual([
      { id: 'schema-keyword-malformed', pointer: '/properties/a/pattern' },
    ])
  })
})
