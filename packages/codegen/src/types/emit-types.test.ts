import { describe, expect, it } from 'vitest'
import { named, typesOf } from '../../test/emitted-types.ts'
import { modelOf, modelOfOperation } from '../../test/model-of.ts'

/** The definition of `Given`, on one line; other schemas stand beside it. */
async function definition(given: unknown, others: Record<string, unknown> = {}): Promise<string> {
  const text = await typesOf(
    await modelOf({ components: { schemas: { Given: given, ...others } } }),
  )
  return named(text, 'Given')
}

describe('the type of a schema', () => {
  it.each([
    ['a boolean schema', true, 'unknown'],
    ['a schema that nothing satisfies', false, 'never'],
    ['a string', { type: 'string', format: 'date-time' }, 'string'],
    ['an integer', { type: 'integer', minimum: 1 }, 'number'],
    ['several types', { type: ['string', 'integer', 'null'] }, 'string | number | null'],
    ['an enum', { enum: ['a', 1, null, true] }, "'a' | 1 | null | true"],
    ['an enum that its type narrows', { type: 'string', enum: ['a', 1] }, "'a'"],
    ['an enum of structures', { enum: [{ a: [1] }, []] }, '{ a: [1] } | []'],
    ['null as a constant', { const: null }, 'null'],
    ['a list', { type: 'array', items: { type: ['string', 'null'] } }, '(string | null)[]'],
    ['a list of anything', { type: 'array' }, 'unknown[]'],
    [
      'a tuple',
      {
        type: 'array',
        prefixItems: [{ type: 'string' }, { type: ['number', 'null'] }],
        minItems: 1,
      },
      '[string, (number | null)?, ...unknown[]]',
    ],
    [
      'a closed tuple',
      { type: 'array', prefixItems: [{ type: 'string' }], items: false, minItems: 1 },
      '[string]',
    ],
    [
      'an object',
      { type: 'object', required: ['a'], properties: { a: { type: 'string' }, 'b-c': {} } },
      "{ a: string; 'b-c'?: unknown }",
    ],
    ['an object of anything', { type: 'object' }, '{ [key: string]: unknown }'],
    [
      'an object of nothing',
      { type: 'object', additionalProperties: false },
      'Record<string, never>',
    ],
    [
      'a map',
      { type: 'object', additionalProperties: { type: 'integer' } },
      '{ [key: string]: number }',
    ],
    [
      'properties beside a map',
      {
        type: 'object',
        required: ['id'],
        properties: { id: { type: 'string' }, n: { type: 'integer' } },
        additionalProperties: { type: 'integer' },
      },
      '{ id: string; n?: number; [key: string]: number | string | undefined }',
    ],
    [
      'patterns in place of other properties',
      {
        type: 'object',
        patternProperties: { '^x-': { type: 'string' } },
        additionalProperties: false,
      },
      '{ [key: string]: string }',
    ],
    [
      'required properties that are described nowhere',
      { type: 'object', required: ['a'] },
      '{ a: unknown }',
    ],
    [
      'alternatives beside properties',
      {
        type: 'object',
        properties: { a: { type: 'string' } },
        anyOf: [{ required: ['a'] }, { type: 'object', properties: { b: { type: 'number' } } }],
      },
      '{ a?: string } & ({ a: string } | { b?: number })',
    ],
    [
      'a property named __proto__',
      JSON.parse('{"properties":{"__proto__":{"type":"string"}}}'),
      "{ ['__proto__']?: string }",
    ],
  ])('of %s', async (_, given, want) => {
    expect(await definition(given)).toBe(want)
  })

  it('names other schemas', async () => {
    const other = { Other: { type: 'string' } }
    expect(await definition({ $ref: '#/components/schemas/Other' }, other)).toBe('Other')
    expect(
      await definition(
        { oneOf: [{ $ref: '#/components/schemas/Other' }, { type: 'null' }] },
        other,
      ),
    ).toBe('Other | null')
  })

  it('makes properties of an included schema required', async () => {
    const base = { Base: { type: 'object', properties: { id: { type: 'string' } } } }
    const given = { allOf: [{ $ref: '#/components/schemas/Base' }, { required: ['id'] }] }
    expect(await definition(given, base)).toBe('Base & { id: string }')
    expect(await definition({ ...given, properties: { n: {} }, required: ['id', 'n'] }, base)).toBe(
      '{ n: unknown; id: string } & Base & { id: string }',
    )
  })

  it('follows references into schemas', async () => {
    const inner = { type: 'object', properties: { b: { type: 'string' } } }
    const deep = { Deep: { type: 'object', properties: { a: inner } } }
    const given = { type: 'array', items: { $ref: '#/components/schemas/Deep/properties/a' } }
    expect(await definition(given, deep)).toMatch(/^(\w+|\{ b\?: string \})\[\]$/)
  })
})

describe('schemas that contain themselves', () => {
  it('name themselves in their parts', async () => {
    const self = { $ref: '#/components/schemas/Given' }
    expect(await definition({ type: 'array', items: self })).toBe('Given[]')
    expect(await definition({ anyOf: [{ type: 'string' }, { type: 'array', items: self }] })).toBe(
      'string | Given[]',
    )
  })

  it('leave out the choice of themselves', async () => {
    const self = { $ref: '#/components/schemas/Given' }
    expect(await definition({ anyOf: [{ type: 'string' }, self] })).toBe('string')
    const mutual = {
      Other: { oneOf: [{ $ref: '#/components/schemas/Given' }, { type: 'number' }] },
    }
    expect(
      await definition(
        { oneOf: [{ type: 'string' }, { $ref: '#/components/schemas/Other' }] },
        mutual,
      ),
    ).toBe('string | number')
  })

  it('write out a parent that lists the children which include it', async () => {
    const text = await typesOf(
      await modelOf({
        components: {
          schemas: {
            Parent: {
              type: 'object',
              required: ['kind'],
              properties: { kind: { type: 'string' } },
              oneOf: [{ $ref: '#/components/schemas/Child' }],
            },
            Child: {
              allOf: [
                { $ref: '#/components/schemas/Parent' },
                { type: 'object', properties: { name: { type: 'string' } } },
              ],
            },
          },
        },
      }),
    )
    expect(named(text, 'Parent')).toBe('{ kind: string } & Child')
    expect(named(text, 'Child')).toBe('{ kind: string } & { name?: string }')
  })
})

describe('discriminators', () => {
  const pet = (values: object) => ({
    type: 'object',
    properties: { kind: { type: 'string', ...values } },
  })
  const union = (mapping?: object) => ({
    oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
    discriminator: { propertyName: 'kind', ...(mapping ? { mapping } : {}) },
  })

  it('tell the alternatives of a union apart by name', async () => {
    expect(await definition(union(), { Cat: pet({}), Dog: pet({}) })).toBe(
      "(Cat & { kind: 'Cat' }) | (Dog & { kind: 'Dog' })",
    )
  })

  it('tell them apart by mapping', async () => {
    const mapping = { c: '#/components/schemas/Cat', k: 'Cat', d: '#/components/schemas/Dog' }
    expect(await definition(union(mapping), { Cat: pet({}), Dog: pet({}) })).toBe(
      "(Cat & { kind: 'c' | 'k' }) | (Dog & { kind: 'd' })",
    )
  })

  it('leave alone what says its own value', async () => {
    expect(
      await definition(union(), { Cat: pet({ const: 'cat' }), Dog: pet({ enum: ['dog'] }) }),
    ).toBe('Cat | Dog')
  })

  it('give heirs of a schema their value, and a value of their heirs too', async () => {
    const heir = (parent: string) => ({ allOf: [{ $ref: `#/components/schemas/${parent}` }] })
    const text = await typesOf(
      await modelOf({
        components: {
          schemas: {
            Pet: { ...pet({}), discriminator: { propertyName: 'kind', mapping: { c: 'Cat' } } },
            Cat: heir('Pet'),
            Lion: heir('Cat'),
          },
        },
      }),
    )
    expect(named(text, 'Cat')).toBe("Pet & { kind: 'c' | 'Lion' }")
    expect(named(text, 'Lion')).toBe("Cat & { kind: 'Lion' }")
  })
})

describe('directions', () => {
  const schemas = {
    Account: {
      type: 'object',
      required: ['id', 'name', 'password'],
      properties: {
        id: { type: 'string', readOnly: true },
        name: { type: 'string' },
        password: { type: 'string', writeOnly: true },
      },
    },
    Team: { type: 'object', properties: { owner: { $ref: '#/components/schemas/Account' } } },
    Plain: { type: 'object', properties: { a: {} } },
  }
  const content = (name: string) => ({
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
  })

  it('give requests and answers types of their own', async () => {
    const text = await typesOf(
      await modelOfOperation(
        {
          requestBody: content('Team'),
          responses: {
            200: { description: '', ...content('Team') },
            404: { description: '', ...content('Plain') },
          },
        },
        { method: 'post', components: { schemas } },
      ),
    )
    expect(named(text, 'Account')).toBe('{ id: string; name: string }')
    expect(named(text, 'AccountRequest')).toBe('{ name: string; password: string }')
    expect(named(text, 'Team')).toBe('{ owner?: Account }')
    expect(named(text, 'TeamRequest')).toBe('{ owner?: AccountRequest }')
    expect(text).not.toContain('PlainRequest')
    expect(text).toContain("requestBody?: { content: { 'application/json': TeamRequest } }")
    expect(text).toContain("content: { 'application/json': Team }")
  })

  it('are turned round for what the API sends on its own account', async () => {
    const text = await typesOf(
      await modelOf({
        webhooks: {
          joined: {
            post: {
              operationId: 'joined',
              requestBody: content('Account'),
              responses: { 200: { description: '', ...content('Account') } },
            },
          },
        },
        components: { schemas },
      }),
    )
    expect(text).toContain("requestBody?: { content: { 'application/json': Account } }")
    expect(text).toContain("content: { 'application/json': AccountRequest }")
    expect(text).toContain("joined: { post: operations['joined'] }")
  })
})

it('operations that are called in the same way share a path', async () => {
  const named = (operationId: string) => ({ get: { operationId, responses: {} } })
  const model = await modelOf({ paths: { '/a#one': named('one'), '/a#two': named('two') } })
  expect(await typesOf(model)).toContain("'/a': { get: operations['one'] | operations['two'] }")
})
