import { readApiModel, resolveSchema } from '@concordat/model'
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

describe('the document', () => {
  it('gives what its author says of it', async () => {
    const { model } = await read(
      `servers: [{ url: 'https://{region}.example.com:{port}', variables: { region: { default: eu, enum: [eu, us] }, port: { default: 443, enum: [443, 8443] } } }]
tags: [{ name: Pets, description: All of them }, { description: no name }]
paths: {}`,
      `openapi: 3.0.3
info: { title: Pets, version: 1.10, description: Text, contact: { name: Us, url: 'https://example.com' }, license: { name: MIT } }
`,
    )
    expect(model).toMatchObject({
      kind: 'api',
      name: 'read',
      title: 'Pets',
      version: '1.10',
      description: 'Text',
      contact: { name: 'Us', url: 'https://example.com' },
      license: { name: 'MIT' },
      openapi: '3.0.3',
      tags: [{ name: 'Pets', description: 'All of them' }],
      servers: [
        {
          url: 'https://{region}.example.com:{port}',
          variables: [
            { name: 'region', default: 'eu', enum: ['eu', 'us'] },
            { name: 'port', default: '443', enum: ['443', '8443'] },
          ],
        },
      ],
    })
    expect(model.document.openapi).toBe('3.1.1')
    expect(model.hash).toMatch(/^[0-9a-f]{64}$/)
  })

  it('has a hash of what it says, not of how it is written', async () => {
    const one = await read('paths: {}')
    const same = await read('# a comment\npaths:   {}')
    const other = await read('paths: { /a: {} }')
    expect(same.model.hash).toBe(one.model.hash)
    expect(other.model.hash).not.toBe(one.model.hash)
  })

  it('may be called as its reader wants', async () => {
    const { loaded } = await loadDocumentFromText(`${head}paths: {}`)
    expect(readApiModel(loaded, { name: 'mine' }).model.name).toBe('mine')
  })

  it('may have nothing but webhooks, which need no credential of the API', async () => {
    const { model, findings } = await read(
      "security: [{ key: [] }]\nwebhooks: { newPet: { post: { responses: { '200': { description: ok } } } } }\ncomponents: { securitySchemes: { key: { type: apiKey, in: query, name: key } } }",
    )
    expect(findings).toEqual(['operation-id-missing'])
    expect(model.operations).toEqual([])
    expect(model.webhooks).toMatchObject([
      { operationId: 'postNewPet', path: 'newPet', method: 'post', security: [] },
    ])
  })
})

describe('operations', () => {
  it('take from the path item and the document what they do not say', async () => {
    const { model } = await read(`security: [{ key: [] }]
paths:
  /a:
    summary: From the path
    servers: [{ url: /path }]
    get: { operationId: a, responses: { '200': { description: ok } } }
    post: { operationId: b, summary: My own, security: [], servers: [{ url: /own }], deprecated: true, x-mine: [1], externalDocs: { url: 'https://example.com' }, responses: { '200': { description: ok } } }
components: { securitySchemes: { key: { type: apiKey, in: header, name: X-Key } } }
`)
    expect(model.operations).toMatchObject([
      {
        summary: 'From the path',
        deprecated: false,
        security: [[{ scheme: 'key', scopes: [] }]],
        servers: [{ url: '/path' }],
        extensions: {},
      },
      {
        summary: 'My own',
        deprecated: true,
        security: [],
        servers: [{ url: '/own' }],
        extensions: { 'x-mine': [1] },
        externalDocs: { url: 'https://example.com' },
      },
    ])
  })

  it('have the part of their path that a request can name; a query is said by parameters', async () => {
    const { model } = await read(
      'paths: { "/a#one": { get: { operationId: a } }, "/b/{id?}?all&type=x": { get: { operationId: b } } }',
    )
    expect(model.operations.map(({ path }) => path)).toEqual(['/a', '/b/{id?}'])
    expect(model.operations[1]?.parameters.filter((one) => one.in === 'query')).toMatchObject([
      { name: 'all', required: true, allowEmptyValue: true, schema: { schema: { enum: [''] } } },
      { name: 'type', required: true, schema: { schema: { enum: ['x'] } } },
    ])
  })

  it('without a name are named by method and path', async () => {
    const ok = "{ responses: { '200': { description: ok } } }"
    const { model } = await read(
      `paths: { /: { get: ${ok} }, '/users/{user-id}/posts.json': { delete: ${ok} }, /größe: { get: ${ok} }, /users: { get: ${ok} }, /Users: { get: ${ok} } }`,
    )
    expect(model.operations.map(({ operationId }) => operationId)).toEqual([
      'getRoot',
      'deleteUsersByUserIdPostsJson',
      'getGröße',
      'getUsers',
      'getUsers_2',
    ])
    const paths = model.document.paths as Record<string, { get?: { operationId: string } }>
    expect(paths['/Users']?.get?.operationId).toBe('getUsers_2')
  })

  it('with a name that a made name would take keep theirs', async () => {
    const { model } = await read(
      `paths: { /a: { get: { responses: { '200': { description: ok } } } }, /b: { get: { operationId: getA, responses: { '200': { description: ok } } } } }`,
    )
    expect(model.operations.map(({ operationId }) => operationId)).toEqual(['getA_2', 'getA'])
  })
})

describe('security', () => {
  it('is read as alternatives of schemes that are needed together', async () => {
    const { model } = await read(`security: [{ a: [], b: [read, write] }, {}]
paths: { /a: { get: { operationId: a, responses: { '200': { description: ok } } } } }
components:
  securitySchemes:
    a: { type: http, scheme: Bearer, bearerFormat: JWT }
    b: { type: oauth2, flows: { clientCredentials: { tokenUrl: /token, refreshUrl: /again, scopes: { read: Reads } }, x-a: {} } }
    c: { $ref: '#/components/securitySchemes/a' }
    d: { type: openIdConnect, openIdConnectUrl: 'https://example.com' }
    e: { type: mutualTLS, description: Certificates }
    f: { type: apiKey, in: cookie, name: session }
`)
    expect(model.operations[0]?.security).toEqual([
      [
        { scheme: 'a', scopes: [] },
        { scheme: 'b', scopes: ['read', 'write'] },
      ],
      [],
    ])
    expect(model.securitySchemes.map(({ name, scheme }) => [name, scheme])).toEqual([
      ['a', { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }],
      [
        'b',
        {
          type: 'oauth2',
          flows: {
            clientCredentials: {
              tokenUrl: '/token',
              refreshUrl: '/again',
              scopes: { read: 'Reads' },
            },
          },
        },
      ],
      ['c', { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }],
      ['d', { type: 'openIdConnect', openIdConnectUrl: 'https://example.com' }],
      ['e', { type: 'mutualTLS' }],
      ['f', { type: 'apiKey', in: 'cookie', name: 'session' }],
    ])
  })

  it('that names a scheme nobody declared stays closed', async () => {
    const { operation, findings } = await readOperation('security: [{ secret: [] }]')
    expect(findings).toEqual(['security-scheme-undeclared'])
    expect(operation.security).toEqual([[{ scheme: 'secret', scopes: [] }]])
  })
})

describe('callbacks', () => {
  it('have operations of their own, whose path is an expression', async () => {
    const { operation } = await readOperation(
      `callbacks:
  changed:
    '{$request.body#/url}':
      post: { requestBody: { content: { application/json: { schema: { type: object } } } }, responses: { '200': { description: ok } } }
  shared: { $ref: '#/components/callbacks/Shared' }`,
      "components: { callbacks: { Shared: { '{$url}': { put: { operationId: heard, responses: { '200': { description: ok } } } } } } }",
    )
    expect(operation.callbacks).toMatchObject([
      {
        name: 'changed',
        operations: [{ method: 'post', path: '{$request.body#/url}', operationId: 'changed' }],
      },
      {
        name: 'shared',
        pointer: '/components/callbacks/Shared',
        operations: [{ method: 'put', operationId: 'heard' }],
      },
    ])
  })
})

describe('resolveSchema', () => {
  const document = {
    components: {
      schemas: {
        A: { $ref: '#/components/schemas/B' },
        B: { type: 'string' },
        'C/D': { $ref: '#/components/schemas/A', maxLength: 3 },
        Loop: { $ref: '#/components/schemas/Loop' },
      },
    },
  }

  it.each([
    ['#/components/schemas/A', '/components/schemas/B'],
    ['#/components/schemas/C~1D', '/components/schemas/C~1D'],
    ['#/components/schemas/C%7E1D', '/components/schemas/C~1D'],
    ['#/components/schemas/Loop', undefined],
    ['#/components/schemas/constructor', undefined],
    ['other.yaml', undefined],
  ])('%s is found at %s', ($ref, pointer) => {
    expect(resolveSchema(document, { $ref })?.pointer).toBe(pointer)
  })

  it('gives back a schema that is no reference, with the place it was given', () => {
    expect(resolveSchema(document, true, '/a')).toEqual({ pointer: '/a', schema: true })
  })
})

describe('a document from the web', () => {
  it('has servers relative to where it is served', async () => {
    const { loaded } = await loadDocumentFromText(
      `${head}servers: [{ url: /v1 }, { url: '../{stage}/x', variables: { stage: { default: a } } }, { url: 'https://{host}', variables: { host: { default: b } } }]\npaths: {}`,
      { location: 'https://example.com/apis/pets/openapi.yaml' },
    )
    expect(readApiModel(loaded).model.servers.map(({ url }) => url)).toEqual([
      'https://example.com/v1',
      'https://example.com/apis/{stage}/x',
      'https://{host}',
    ])
  })
})
