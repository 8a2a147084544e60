import { describe, expect, it } from 'vitest'
import { modelOfOperation } from '../../test/model-of.ts'
import { SchemaLookup } from '../schema/schema-lookup.ts'
import { deepShapeOf, shapeOf } from '../shape/shape-of.ts'
import { operationDescriptor } from './operation-descriptor.ts'

async function descriptorOf(...given: Parameters<typeof modelOfOperation>) {
  const model = await modelOfOperation(...given)
  return operationDescriptor(model.operations[0]!, new SchemaLookup(model.document))
}

describe('the shape of a schema', () => {
  const lookup = new SchemaLookup({
    components: {
      schemas: {
        Id: { type: 'integer' },
        Tree: {
          type: 'object',
          properties: { name: { type: 'string' }, child: { $ref: '#/components/schemas/Tree' } },
        },
      },
    },
  })
  it.each([
    ['anything', true, 'unknown'],
    ['nothing', false, 'unknown'],
    ['a string', { type: 'string' }, 'string'],
    ['a reference', { $ref: '#/components/schemas/Id' }, 'integer'],
    ['a reference that leads nowhere', { $ref: '#/nowhere' }, 'unknown'],
    [
      'types, text last',
      { type: ['string', 'null', 'boolean'] },
      { anyOf: ['null', 'boolean', 'string'] },
    ],
    ['integers among numbers', { type: ['integer', 'number'] }, 'number'],
    ['values', { enum: ['a', 1, null] }, { anyOf: ['null', 'integer', 'string'] }],
    ['values of a type', { type: 'string', enum: ['a', 1] }, 'string'],
    ['a constant', { const: 1.5 }, 'number'],
    ['all of several', { allOf: [{ type: 'number' }, { type: ['integer', 'string'] }] }, 'integer'],
    [
      'one of several',
      { oneOf: [{ type: 'string' }, { $ref: '#/components/schemas/Id' }] },
      { anyOf: ['integer', 'string'] },
    ],
    ['a list', { type: 'array', items: { type: 'integer' } }, { array: 'integer' }],
    [
      'a tuple',
      { type: 'array', prefixItems: [{ type: 'integer' }], items: { type: 'string' } },
      { array: 'string', prefix: ['integer'] },
    ],
    [
      'an object',
      { type: 'object', properties: { a: { type: 'integer' } }, additionalProperties: false },
      { object: { a: 'integer' }, additional: false },
    ],
    [
      'an object in parts',
      {
        allOf: [
          { type: 'object', properties: { a: { type: 'integer' } } },
          { properties: { b: { type: 'boolean' } }, additionalProperties: { type: 'number' } },
        ],
      },
      { object: { a: 'integer', b: 'boolean' }, additional: 'number' },
    ],
    [
      'objects to choose from',
      {
        oneOf: [
          { type: 'object', properties: { a: { type: 'integer' } } },
          { type: 'object', properties: { a: { type: 'string' } } },
        ],
      },
      { object: { a: { anyOf: ['integer', 'string'] } } },
    ],
    [
      'what contains itself',
      { $ref: '#/components/schemas/Tree' },
      { object: { name: 'string', child: 'unknown' } },
    ],
  ])('of %s', (_, schema, want) => {
    expect(shapeOf(schema as never, lookup)).toEqual(want)
  })

  it('ends where it is deep enough', () => {
    const nested = { type: 'array', items: { type: 'array', items: { type: 'integer' } } }
    expect(shapeOf(nested, lookup, 1)).toEqual({ array: { array: 'unknown' } })
  })

  it('of what is written in brackets is as deep as its schema, and 64 levels of what contains itself', () => {
    let depth = 0
    let shape = deepShapeOf({ $ref: '#/components/schemas/Tree' }, lookup)
    while (typeof shape === 'object' && 'object' in shape && shape.object.name === 'string') {
      shape = shape.object.child ?? 'unknown'
      depth += 1
    }
    expect(depth).toBe(64)
  })

  it('is found in time where schemas refer to each other a thousandfold', () => {
    const schemas = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [
        `S${index}`,
        {
          type: 'object',
          properties: Object.fromEntries(
            Array.from({ length: 40 }, (_, other) => [
              `p${other}`,
              { $ref: `#/components/schemas/S${other}` },
            ]),
          ),
        },
      ]),
    )
    const dense = new SchemaLookup({ components: { schemas } })
    const start = performance.now()
    shapeOf({ $ref: '#/components/schemas/S0' }, dense, 2)
    deepShapeOf({ $ref: '#/components/schemas/S0' }, dense)
    expect(performance.now() - start).toBeLessThan(1000)
  })
})

describe('operationDescriptor', () => {
  it('leaves out what OpenAPI takes for granted', async () => {
    expect(
      await descriptorOf(
        {
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
            { name: 'tags', in: 'query', schema: { type: 'array', items: { type: 'string' } } },
            { name: 'limit', in: 'query', schema: { type: 'integer', default: 50 } },
          ],
        },
        { path: '/things/{id}' },
      ),
    ).toEqual({
      operationId: 'getThing',
      method: 'GET',
      path: '/things/{id}',
      parameters: [
        { name: 'id', in: 'path', required: true },
        { name: 'tags', in: 'query', shape: { array: 'string' } },
        { name: 'limit', in: 'query', shape: 'integer', default: 50 },
      ],
      responses: { 200: {} },
    })
  })

  it('says styles, explosion, content and flags that differ', async () => {
    const { parameters } = await descriptorOf({
      parameters: [
        { name: 'a', in: 'query', style: 'pipeDelimited', schema: { type: 'array' } },
        { name: 'b', in: 'query', explode: false, allowReserved: true, schema: {} },
        { name: 'c', in: 'header', explode: true, schema: { type: 'object' } },
        { name: 'd', in: 'query', content: { 'application/json': { schema: { type: 'object' } } } },
        {
          name: 'e',
          in: 'query',
          style: 'deepObject',
          explode: true,
          schema: {
            type: 'object',
            properties: { f: { type: 'object', properties: { g: { type: 'integer' } } } },
          },
        },
      ],
    })
    expect(parameters).toEqual([
      { name: 'a', in: 'query', style: 'pipeDelimited', shape: { array: 'unknown' } },
      { name: 'b', in: 'query', explode: false, allowReserved: true, shape: 'unknown' },
      { name: 'c', in: 'header', explode: true, shape: { object: {} } },
      { name: 'd', in: 'query', content: 'application/json' },
      {
        name: 'e',
        in: 'query',
        style: 'deepObject',
        explode: true,
        shape: { object: { f: { object: { g: 'integer' } } } },
      },
    ])
  })

  it('leaves out a default that its own schema could not be', async () => {
    const { parameters } = await descriptorOf({
      parameters: [
        { name: 'a', in: 'query', schema: { type: 'integer', default: 'many' } },
        { name: 'b', in: 'query', schema: { type: 'string', default: null } },
        { name: 'c', in: 'query', schema: { type: 'number', default: 1 } },
      ],
    })
    expect(parameters?.map((item) => item.default)).toEqual([undefined, undefined, 1])
  })

  it('tells bytes, forms, sequences and text apart', async () => {
    const { body } = await descriptorOf(
      {
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: { type: 'object' } },
            'application/octet-stream': {},
            'image/png': { schema: { type: 'string', format: 'binary' } },
            'application/x-ndjson': { schema: { type: 'object' } },
            'application/jsonl': { schema: { type: 'array', items: {} } },
            'text/plain': { schema: { type: 'integer' } },
            'text/csv': { schema: { type: 'string' } },
            'application/jwt': { schema: { type: 'string' } },
            '*/*': { schema: { type: 'object' } },
            'application/xml': { schema: { type: 'object' } },
            'multipart/form-data': {
              schema: {
                type: 'object',
                properties: {
                  file: { type: 'string', format: 'binary' },
                  scan: {},
                  n: { type: 'integer' },
                },
              },
              encoding: {
                scan: {
                  contentType: 'image/png',
                  headers: { 'X-A': { schema: { type: 'integer' } } },
                },
              },
            },
          },
        },
      },
      { method: 'post' },
    )
    expect(body).toEqual({
      required: true,
      content: {
        'application/json': {},
        'application/octet-stream': { binary: true },
        'image/png': { binary: true },
        'application/x-ndjson': { perItem: true },
        'application/jsonl': {},
        'text/plain': { shape: 'integer' },
        'text/csv': {},
        'application/jwt': {},
        '*/*': {},
        'application/xml': {},
        'multipart/form-data': {
          shape: { object: { file: 'string', scan: 'unknown', n: 'integer' } },
          encoding: {
            scan: { contentType: 'image/png', headers: { 'X-A': { shape: 'integer' } } },
          },
          files: ['file', 'scan'],
        },
      },
    })
  })

  it('carries responses, security, servers, idempotency and pagination', async () => {
    const descriptor = await descriptorOf(
      {
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer' } },
          { name: 'offset', in: 'query', schema: { type: 'integer' } },
        ],
        security: [{ key: [] }, {}],
        servers: [{ url: 'https://{place}.example', variables: { place: { default: 'eu' } } }],
        'x-idempotent': true,
        'x-pagination': { style: 'offset', limit: 'limit', offset: 'offset', items: 'items' },
        responses: {
          200: {
            description: '',
            headers: { ETag: { required: true, schema: { type: 'string' } } },
          },
          default: { description: '', content: { 'application/json': {} } },
        },
      },
      { components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } } },
    )
    expect(descriptor).toMatchObject({
      responses: {
        200: { headers: { ETag: { required: true } } },
        default: { content: { 'application/json': {} } },
      },
      security: [{ key: [] }, {}],
      servers: ['https://eu.example'],
      idempotent: true,
      pagination: { style: 'offset', limit: 'limit', offset: 'offset', items: 'items' },
    })
  })

  it('ignores pagination by parameters that are not there', async () => {
    expect(
      await descriptorOf({ 'x-pagination': { style: 'offset', limit: 'limit', offset: 'offset' } }),
    ).not.toHaveProperty('pagination')
  })
})
