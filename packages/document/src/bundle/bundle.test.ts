import type { JsonObject } from '@concordat/core'
import { readApiModel } from '@concordat/model'
import { describe, expect, it } from 'vitest'
import { type LoadOptions, loadDocument, memoryFiles } from '../index.ts'

const head = 'openapi: 3.1.1\ninfo: { title: Bundle, version: "1" }\n'

async function bundled(files: Readonly<Record<string, string>>, options: LoadOptions = {}) {
  const root = files['api/openapi.yaml'] ?? ''
  const { loaded, findings } = await loadDocument('/api/openapi.yaml', {
    cwd: '/api',
    readFile: memoryFiles({ ...files, 'api/openapi.yaml': head + root }),
    ...options,
  })
  const components = (loaded.document.components ?? {}) as JsonObject
  const serious = findings.filter(({ id }) => id !== 'operation-id-missing')
  return { loaded, components, findings: serious.map(({ id }) => id) }
}

describe('references to other files', () => {
  it('become components, named after what they name', async () => {
    const { components, findings } = await bundled({
      'api/openapi.yaml': `paths: {}
components:
  schemas:
    Owner: { type: object, properties: { pet: { $ref: 'pets.yaml#/Pet' }, home: { $ref: './home.json' } } }
`,
      'api/pets.yaml':
        'Pet: { type: object, properties: { mate: { $ref: "#/Pet" }, tag: { $ref: "#/Tag" } } }\nTag: { type: string }',
      'api/home.json': '{ "type": "string" }',
    })
    expect(findings).toEqual([])
    expect(components.schemas).toEqual({
      Owner: {
        type: 'object',
        properties: {
          pet: { $ref: '#/components/schemas/Pet' },
          home: { $ref: '#/components/schemas/home' },
        },
      },
      Pet: {
        type: 'object',
        properties: {
          mate: { $ref: '#/components/schemas/Pet' },
          tag: { $ref: '#/components/schemas/Tag' },
        },
      },
      home: { type: 'string' },
      Tag: { type: 'string' },
    })
  })

  it('take the name of the component that is nothing but the reference', async () => {
    const { components } = await bundled({
      'api/openapi.yaml':
        'paths: {}\ncomponents: { schemas: { User: { $ref: "schemas/u.yaml" }, Group: { type: array, items: { $ref: "schemas/u.yaml" } } } }',
      'api/schemas/u.yaml': 'type: object\nproperties: { boss: { $ref: "u.yaml" } }',
    })
    expect(components.schemas).toEqual({
      User: { type: 'object', properties: { boss: { $ref: '#/components/schemas/User' } } },
      Group: { type: 'array', items: { $ref: '#/components/schemas/User' } },
    })
  })

  it('keep apart what is called the same in two files', async () => {
    const { components } = await bundled({
      'api/openapi.yaml':
        'paths: {}\ncomponents: { schemas: { A: { type: "null" }, All: { anyOf: [{ $ref: "x.yaml#/A" }, { $ref: "y.yaml#/A" }, { $ref: "#/components/schemas/A" }] } } }',
      'api/x.yaml': 'A: { type: string }',
      'api/y.yaml': 'A: { type: number }',
    })
    expect(components.schemas).toEqual({
      A: { type: 'null' },
      All: {
        anyOf: [
          { $ref: '#/components/schemas/A_2' },
          { $ref: '#/components/schemas/A_3' },
          { $ref: '#/components/schemas/A' },
        ],
      },
      A_2: { type: 'string' },
      A_3: { type: 'number' },
    })
  })

  it('lead back into the document they came from', async () => {
    const { components } = await bundled({
      'api/openapi.yaml':
        'paths: {}\ncomponents: { schemas: { Local: { type: string }, A: { $ref: "a.yaml" } } }',
      'api/a.yaml': 'type: array\nitems: { $ref: "openapi.yaml#/components/schemas/Local" }',
    })
    expect(components.schemas).toEqual({
      Local: { type: 'string' },
      A: { type: 'array', items: { $ref: '#/components/schemas/Local' } },
    })
  })

  it('are read in the dialect of the file they lead to', async () => {
    const { components } = await bundled({
      'api/openapi.yaml':
        'paths: {}\ncomponents: { schemas: { A: { $ref: "old.yaml#/components/schemas/A" } } }',
      'api/old.yaml':
        'openapi: 3.0.3\ninfo: {}\npaths: {}\ncomponents: { schemas: { A: { type: string, nullable: true } } }',
    })
    expect(components.schemas).toEqual({ A: { type: ['string', 'null'] } })
  })

  it('reach every object of OpenAPI, in folders of their own', async () => {
    const { loaded, components, findings } = await bundled({
      'api/openapi.yaml': `paths: { '/users/{id}': { $ref: paths/user.yaml } }`,
      'api/paths/user.yaml': `
get:
  operationId: getUser
  parameters: [{ $ref: ../shared.yaml#/parameters/id }]
  requestBody: { $ref: ../shared.yaml#/requestBodies/user }
  responses: { '200': { $ref: ../shared.yaml#/responses/user } }
  callbacks: { changed: { $ref: ../shared.yaml#/callbacks/changed } }
`,
      'api/shared.yaml': `
parameters: { id: { name: id, in: path, required: true, schema: { $ref: schemas.json#/Id } } }
requestBodies: { user: { content: { application/json: { schema: { $ref: schemas.json#/User } } } } }
responses:
  user:
    description: A user
    headers: { X-Rate: { $ref: '#/headers/rate' } }
    content: { application/json: { schema: { $ref: schemas.json#/User }, examples: { a: { $ref: '#/examples/user' } } } }
    links: { self: { $ref: '#/links/self' } }
headers: { rate: { schema: { type: integer } } }
examples: { user: { value: { $ref: 'data, not a reference' } } }
links: { self: { operationId: getUser } }
callbacks: { changed: { '{$request.body#/url}': { post: { operationId: changed, responses: { '204': { description: Heard } } } } } }
`,
      'api/schemas.json':
        '{ "Id": { "type": "string" }, "User": { "type": "object", "properties": { "id": { "$ref": "#/Id" } } } }',
    })
    expect(findings).toEqual([])
    expect(Object.keys(components).sort()).toEqual([
      'callbacks',
      'examples',
      'headers',
      'links',
      'parameters',
      'requestBodies',
      'responses',
      'schemas',
    ])
    const { model, findings: more } = readApiModel(loaded)
    expect(more).toEqual([])
    const operation = model.operations[0]
    expect(operation?.parameters[0]?.schema.schema).toEqual({ $ref: '#/components/schemas/Id' })
    expect(operation?.requestBody?.content[0]?.schema?.schema).toEqual({
      $ref: '#/components/schemas/User',
    })
    expect(operation?.responses[0]?.headers[0]).toMatchObject({
      name: 'X-Rate',
      pointer: '/components/headers/rate',
    })
    expect(operation?.responses[0]?.content[0]?.examples[0]?.value).toEqual({
      $ref: 'data, not a reference',
    })
    expect(operation?.responses[0]?.links[0]?.operationId).toBe('getUser')
    expect(operation?.callbacks[0]?.operations[0]?.path).toBe('{$request.body#/url}')
  })

  it('know where everything stood', async () => {
    const { loaded } = await bundled({
      'api/openapi.yaml':
        "paths: { '/a': { $ref: a.yaml } }\ncomponents: { schemas: { S: { $ref: s.json } } }",
      'api/a.yaml':
        'summary: A\nget:\n  operationId: a\n  responses:\n    "200":\n      description: ok',
      'api/s.json':
        '{\n  "properties": {\n    "a": { "type": "string",\n      "maxLength": 3 }\n  }\n}',
    })
    const at = (pointer: string) => {
      const { file, line, column } = loaded.position(pointer)
      return `${file}:${line}:${column}`
    }
    expect(at('')).toBe('openapi.yaml:1:1')
    expect(at('/info/title')).toBe('openapi.yaml:2:9')
    expect(at('/paths/~1a/get/responses/200')).toBe('a.yaml:5:5')
    expect(at('/paths/~1a/get/operationId')).toBe('a.yaml:3:3')
    expect(at('/components/schemas/S/properties/a')).toBe('s.json:3:5')
    expect(at('/components/schemas/S/properties/a/maxLength')).toBe('s.json:4:7')
    expect(at('/components/schemas/S/properties/a/nowhere/at/all')).toBe('s.json:3:5')
    expect(loaded.line('s.json', 4)).toBe('      "maxLength": 3 }')
    expect(loaded.line('s.json', 99)).toBeUndefined()
    expect(loaded.line('other.json', 1)).toBeUndefined()
    expect([...loaded.files].sort()).toEqual(['a.yaml', 'openapi.yaml', 's.json'])
  })

  it('may lead anywhere in a file, percent-encoded or not', async () => {
    const { components, findings } = await bundled({
      'api/openapi.yaml':
        "paths: {}\ncomponents: { schemas: { A: { $ref: 'my%20file.yaml#/a%20b/c~1d' }, B: { $ref: 'my file.yaml#/a b/c~1d' } } }",
      'api/my file.yaml': 'a b: { c/d: { type: string } }',
    })
    expect(findings).toEqual([])
    expect(components.schemas).toEqual({
      A: { type: 'string' },
      B: { $ref: '#/components/schemas/A' },
    })
  })

  it('may lead to no file at all: an error each, and the rest is read', async () => {
    const { components, findings } = await bundled({
      'api/openapi.yaml':
        "paths: {}\ncomponents: { schemas: { A: { type: array, items: { $ref: nope.yaml } }, B: { type: array, items: { $ref: 'http://[' } }, C: { type: string } } }",
    })
    expect(findings).toEqual(['reference-unresolved', 'reference-unresolved'])
    expect(components.schemas).toEqual({
      A: { type: 'array', items: {} },
      B: { type: 'array', items: {} },
      C: { type: 'string' },
    })
  })
})

describe('references within the document', () => {
  it('into the depth of a schema become components', async () => {
    const { components, findings } = await bundled({
      'api/openapi.yaml': `paths: {}
components:
  schemas:
    A:
      type: object
      properties:
        node: { type: object, properties: { next: { $ref: '#/components/schemas/A/properties/node' } } }
    B: { $ref: '#/components/schemas/A/properties/node' }
    C: { type: array, items: { $ref: '#/definitions/Old' } }
definitions: { Old: { type: string } }
`,
    })
    expect(findings).toEqual(['document-key-unknown'])
    expect(components.schemas).toMatchObject({
      B: { type: 'object', properties: { next: { $ref: '#/components/schemas/B' } } },
      C: { type: 'array', items: { $ref: '#/components/schemas/Old' } },
      Old: { type: 'string' },
    })
  })

  it('to path items are put in their place, each operation with a name of its own', async () => {
    const { loaded, findings } = await bundled({
      'api/openapi.yaml': `
paths:
  /a: { $ref: '#/components/pathItems/Shared', summary: First }
  /b: { $ref: '#/components/pathItems/Shared' }
components:
  pathItems: { Shared: { get: { operationId: shared, responses: { '200': { description: ok } } } } }
`,
    })
    expect(findings).toEqual(['operation-id-duplicate'])
    const { model } = readApiModel(loaded)
    expect(
      model.operations.map(({ operationId, path, summary }) => [operationId, path, summary]),
    ).toEqual([
      ['shared', '/a', 'First'],
      ['shared_2', '/b', undefined],
    ])
    expect(loaded.document.components).toEqual({})
  })

  it.each([
    ["A: { $ref: '#/components/schemas/A' }"],
    [
      "A: { $ref: '#/components/schemas/B' }, B: { $ref: '#/components/schemas/C' }, C: { $ref: '#/components/schemas/A' }",
    ],
    ['A: { $ref: a.yaml }'],
  ])('that lead only to each other are refused: %s', async (schemas) => {
    const files = {
      'api/openapi.yaml': `paths: {}\ncomponents: { schemas: { ${schemas} } }`,
      'api/a.yaml': "$ref: 'openapi.yaml#/components/schemas/A'",
    }
    await expect(bundled(files)).rejects.toMatchObject({
      code: 'E_DOCUMENT_REFERENCE_CIRCLE',
      source: { file: expect.stringMatching(/yaml$/), line: expect.any(Number) },
    })
  })

  it('may be recursive', async () => {
    const { findings } = await bundled({
      'api/openapi.yaml': `paths: {}
components:
  schemas:
    Tree: { type: object, properties: { children: { type: array, items: { $ref: '#/components/schemas/Tree' } } } }
    Ping: { type: object, properties: { pong: { $ref: '#/components/schemas/Pong' } } }
    Pong: { type: object, properties: { ping: { $ref: '#/components/schemas/Ping' } } }
`,
    })
    expect(findings).toEqual([])
  })

  it('are followed however many stand one behind the other', async () => {
    const count = 3000
    const links = Array.from(
      { length: count },
      (_, n) => `S${n}: { $ref: '#/components/schemas/S${n + 1}' }`,
    )
    const { findings } = await bundled({
      'api/openapi.yaml': `paths: {}\ncomponents:\n  schemas:\n    ${links.join('\n    ')}\n    S${count}: { type: string }\n`,
    })
    expect(findings).toEqual([])
  })

  it('may be misplaced: what they name is put in their place', async () => {
    const { loaded, components, findings } = await bundled({
      'api/openapi.yaml':
        'paths: { $ref: paths.yaml }\ncomponents: { schemas: { $ref: schemas.yaml } }',
      'api/paths.yaml': '/a: { get: { $ref: get.yaml } }',
      'api/get.yaml': 'operationId: a\nresponses: { "200": { description: ok } }',
      'api/schemas.yaml': 'A: { type: string }',
    })
    expect(findings).toEqual(['reference-misplaced', 'reference-misplaced', 'reference-misplaced'])
    expect(components.schemas).toEqual({ A: { type: 'string' } })
    expect(readApiModel(loaded).model.operations[0]?.operationId).toBe('a')
  })
})

describe('links', () => {
  it('find their operation by id, by pointer, through files and through path item references', async () => {
    const { loaded, findings } = await bundled({
      'api/openapi.yaml': `
paths:
  /a: { $ref: a.yaml }
  /b: { get: { operationId: b, responses: { '200': { description: ok } } } }
`,
      'api/a.yaml': `
get:
  operationId: a
  responses:
    '200':
      description: ok
      links:
        byId: { operationId: b }
        byFile: { operationRef: 'openapi.yaml#/paths/~1b/get' }
        bySelf: { operationRef: '#/get' }
        byReference: { operationRef: 'openapi.yaml#/paths/~1a/get' }
`,
    })
    expect(findings).toEqual([])
    const links = readApiModel(loaded).model.operations[0]?.responses[0]?.links
    expect(links?.map(({ name, operationId }) => [name, operationId])).toEqual([
      ['byId', 'b'],
      ['byFile', 'b'],
      ['bySelf', 'a'],
      ['byReference', 'a'],
    ])
  })
})

describe('references into the depth of the document', () => {
  it('become components of the kind that they are used as', async () => {
    const { loaded, components, findings } = await bundled({
      'api/openapi.yaml': `
paths:
  /a:
    get:
      operationId: a
      parameters: [{ name: q, in: query, schema: { type: string, enum: [x] } }]
      responses: { '200': { description: ok, content: { application/json: { schema: { type: integer } } } } }
  /b:
    get:
      operationId: b
      parameters:
        - $ref: '#/paths/~1a/get/parameters/0'
        - { name: r, in: query, schema: { $ref: '#/paths/~1a/get/parameters/0/schema' } }
      responses: { '200': { $ref: '#/paths/~1a/get/responses/200' } }
`,
    })
    expect(findings).toEqual([])
    expect(components).toEqual({
      parameters: { a_get_0: { name: 'q', in: 'query', schema: { type: 'string', enum: ['x'] } } },
      schemas: { a_get_0: { type: 'string', enum: ['x'] } },
      responses: {
        a_get_200: {
          description: 'ok',
          content: { 'application/json': { schema: { type: 'integer' } } },
        },
      },
    })
    const operation = readApiModel(loaded).model.operations[1]
    expect(operation?.parameters.map(({ name }) => name)).toEqual(['q', 'r'])
    expect(operation?.responses[0]?.content[0]?.schema?.schema).toEqual({ type: 'integer' })
  })

  it('may stand for lists, servers and tags too', async () => {
    const { loaded, findings } = await bundled({
      'api/openapi.yaml': `
tags: { $ref: lists.yaml#/tags }
servers: [{ $ref: lists.yaml#/server }]
paths: { /a: { parameters: { $ref: lists.yaml#/parameters }, get: { operationId: a, responses: { '200': { description: ok } } } } }
`,
      'api/lists.yaml': `
tags: [{ name: One }]
server: { url: 'https://example.com' }
parameters: [{ name: q, in: query, schema: {} }]
`,
    })
    expect(new Set(findings)).toEqual(new Set(['reference-misplaced']))
    expect(readApiModel(loaded).model).toMatchObject({
      tags: [{ name: 'One' }],
      servers: [{ url: 'https://example.com' }],
      operations: [{ parameters: [{ name: 'q' }] }],
    })
  })
})
