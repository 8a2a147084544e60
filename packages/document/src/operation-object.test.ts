import { readApiModel } from '@concordat/model'
import { describe, expect, it } from 'vitest'
import { loadDocumentFromText } from './index.ts'

const head = 'openapi: 3.1.1\ninfo: { title: Read, version: "1" }\n'

async function read(text: string, header = head) {
  const { loaded, findings } = await loadDocumentFromText(header + text, { location: 'read.yaml' })
  const result = readApiModel(loaded)
  return { model: result.model, findings: [...findings, ...result.findings].map(({ id }) => id) }
}

async function readOperation(text: string, below = '') {
  const { model, findings } = await read(
    `paths:\n  /a:\n    get:\n      operationId: a\n      responses: { '200': { description: ok } }\n${text.replaceAll(/^/gm, '      ')}\n${below}`,
  )
  const operation = model.operations[0]
  if (!operation) throw new Error('the document has no operation')
  return { operation, findings }
}

describe('parameters', () => {
  it.each([
    ['path', 'simple', false],
    ['query', 'form', true],
    ['header', 'simple', false],
    ['cookie', 'form', true],
  ])(
    'in %s have style %s and explode %s unless they say otherwise',
    async (place, style, explode) => {
      const path = place === 'path' ? '/a/{p}' : '/a'
      const { model } = await read(
        `paths: { '${path}': { get: { parameters: [{ name: p, in: ${place}, required: true, schema: { type: string } }], responses: { '200': { description: ok } } } } }`,
      )
      expect(model.operations[0]?.parameters[0]).toMatchObject({ in: place, style, explode })
    },
  )

  it('that say otherwise are read so', async () => {
    const { operation } = await readOperation(`parameters:
  - { name: a, in: query, style: pipeDelimited, schema: { type: array } }
  - { name: b, in: query, style: deepObject, explode: true, allowReserved: true, allowEmptyValue: true, deprecated: true, schema: {} }
  - { name: c, in: query, explode: false, schema: {} }
  - { name: d, in: query, content: { application/json: { schema: { type: object }, example: { a: 1 } } } }
  - { name: e, in: header, allowReserved: true, schema: {} }`)
    expect(operation.parameters).toMatchObject([
      { name: 'a', style: 'pipeDelimited', explode: false },
      {
        name: 'b',
        style: 'deepObject',
        explode: true,
        allowReserved: true,
        allowEmptyValue: true,
        deprecated: true,
      },
      { name: 'c', style: 'form', explode: false },
      {
        name: 'd',
        content: 'application/json',
        schema: {
          pointer: '/paths/~1a/get/parameters/3/content/application~1json/schema',
          schema: { type: 'object' },
        },
      },
      { name: 'e', allowReserved: false },
    ])
  })

  it('that say their type themselves, as Swagger has it, are read so', async () => {
    const { operation, findings } = await readOperation(
      'parameters: [{ name: a, in: query, type: integer, maximum: 5 }]',
    )
    expect(new Set(findings)).toEqual(new Set(['document-key-unknown', 'parameter-schema-missing']))
    expect(operation.parameters[0]?.schema.schema).toEqual({ type: 'integer', maximum: 5 })
  })

  it('of the path item are joined, and replaced by those of the operation', async () => {
    const { model } = await read(`paths:
  /a/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: string } }
      - { name: X-Trace, in: header, schema: { type: string } }
      - { name: q, in: query, schema: { type: string } }
    get:
      parameters:
        - { name: x-trace, in: header, required: true, schema: { type: integer } }
        - { name: q, in: cookie, schema: {} }
      responses: { '200': { description: ok } }
`)
    expect(
      model.operations[0]?.parameters.map((one) => `${one.in} ${one.name} ${one.required}`),
    ).toEqual(['path id true', 'header x-trace true', 'query q false', 'cookie q false'])
  })

  it('that OpenAPI ignores are not there, and Cookie is', async () => {
    const { operation, findings } = await readOperation(`parameters:
  - { name: Accept, in: header, schema: {} }
  - { name: CONTENT-TYPE, in: header, schema: {} }
  - { name: Authorization, in: header, schema: {} }
  - { name: Cookie, in: header, schema: {} }
  - { name: authorization, in: query, schema: {} }`)
    expect(operation.parameters.map(({ name }) => name)).toEqual(['Cookie', 'authorization'])
    expect(findings).toEqual([
      'parameter-header-ignored',
      'parameter-header-ignored',
      'parameter-header-ignored',
    ])
  })

  it('have examples by name, and one without', async () => {
    const { operation } = await readOperation(
      `parameters:
  - { name: a, in: query, schema: {}, example: 1 }
  - { name: b, in: query, schema: {}, examples: { one: { summary: One, value: 1 }, two: { $ref: '#/components/examples/Two' } } }`,
      'components: { examples: { Two: { value: 2 } } }',
    )
    expect(operation.parameters.map(({ examples }) => examples)).toEqual([
      [{ pointer: '/paths/~1a/get/parameters/0/example', value: 1 }],
      [
        {
          pointer: '/paths/~1a/get/parameters/1/examples/one/value',
          name: 'one',
          summary: 'One',
          value: 1,
        },
        { pointer: '/components/examples/Two/value', name: 'two', value: 2 },
      ],
    ])
  })
})

describe('bodies', () => {
  it('have a schema by media type, encodings and examples', async () => {
    const { operation } = await readOperation(`requestBody:
  required: true
  description: A form
  content:
    multipart/form-data:
      schema: { type: object, properties: { file: { type: string, format: binary }, tags: { type: array } } }
      encoding:
        file: { contentType: 'image/png, image/jpeg', headers: { X-Part: { schema: { type: integer }, required: true }, Content-Type: {} } }
        tags: { style: spaceDelimited, explode: false, allowReserved: true }
    application/octet-stream: {}`)
    expect(operation.requestBody).toMatchObject({
      required: true,
      description: 'A form',
      content: [
        {
          mediaType: 'multipart/form-data',
          encoding: [
            {
              property: 'file',
              contentType: 'image/png, image/jpeg',
              allowReserved: false,
              headers: [{ name: 'X-Part', required: true, explode: false }],
            },
            {
              property: 'tags',
              style: 'spaceDelimited',
              explode: false,
              allowReserved: true,
              headers: [],
            },
          ],
        },
        { mediaType: 'application/octet-stream', encoding: [], examples: [] },
      ],
    })
    expect(operation.requestBody?.content[1]).not.toHaveProperty('schema')
  })
})

describe('responses', () => {
  it('are known by status, by range and by default', async () => {
    const { model, findings } = await read(
      `paths: { /a: { get: { operationId: a, responses: { 200: { description: One }, '4xx': { description: Two }, default: { description: Three }, x-note: 1 } } } }`,
    )
    expect(findings).toEqual([])
    expect(
      model.operations[0]?.responses.map(({ status, description }) => `${status} ${description}`),
    ).toEqual(['200 One', '4XX Two', 'default Three'])
  })

  it('may be described otherwise where they are referred to', async () => {
    const { model } = await read(`paths:
  /a: { get: { operationId: a, responses: { '404': { $ref: '#/components/responses/Missing' } } } }
  /b: { get: { operationId: b, responses: { '404': { $ref: '#/components/responses/Missing', description: No b } } } }
components: { responses: { Missing: { description: Missing, headers: { X-Why: { description: Why, schema: { type: string } } } } } }
`)
    const [one, two] = model.operations.map(({ responses }) => responses[0])
    expect(one).toMatchObject({ description: 'Missing', pointer: '/components/responses/Missing' })
    expect(two).toMatchObject({ description: 'No b', pointer: '/components/responses/Missing' })
    expect(two?.headers).toEqual(one?.headers)
  })

  it('have links that lead forwards and backwards', async () => {
    const { model, findings } = await read(`paths:
  /a: { get: { operationId: a, responses: { '200': { description: ok, links: { b: { operationId: b, parameters: { id: $response.body#/id, query.x: 1 }, requestBody: { a: 1 } } } } } } }
  /b: { post: { operationId: b, responses: { '200': { description: ok, links: { a: { operationRef: '#/paths/~1a/get' } } } } } }
`)
    expect(findings).toEqual([])
    expect(model.operations.map(({ responses }) => responses[0]?.links[0])).toMatchObject([
      {
        name: 'b',
        operationId: 'b',
        parameters: { id: '$response.body#/id', 'query.x': 1 },
        requestBody: { a: 1 },
      },
      { name: 'a', operationId: 'a', parameters: {} },
    ])
  })
})
