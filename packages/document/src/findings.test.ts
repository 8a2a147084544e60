import type { Finding } from '@concordat/core'
import { documentFindingKinds, readApiModel } from '@concordat/model'
import { describe, expect, it } from 'vitest'
import { loadDocument, memoryFiles } from './index.ts'

interface Case {
  readonly id: keyof typeof documentFindingKinds
  readonly name: string
  /** What stands below `openapi` and `info`; `»` marks where the finding must point. */
  readonly given: string
  readonly openapi?: string
  readonly files?: Readonly<Record<string, string>>
  /** What the message must name. */
  readonly says?: string
}

const ok = "{ responses: { '200': { description: ok } } }"

const cases: readonly Case[] = [
  {
    id: 'document-key-duplicate',
    name: 'a key with two values',
    given: 'paths:\n  /a: { summary: one }\n  »/a: { summary: two }',
    says: '/a',
  },
  {
    id: 'document-key-repeated',
    name: 'a key with the same value twice',
    given: 'paths: {}\n»paths: {}',
    says: 'paths',
  },
  {
    id: 'document-value-null',
    name: 'a schema that is empty',
    given: 'paths: {}\ncomponents:\n  schemas:\n    »Empty:',
    says: 'Empty',
  },
  {
    id: 'document-value-null',
    name: 'a description that is empty',
    given: `paths:\n  /a:\n    »description:\n    get: ${ok}`,
    says: 'description',
  },
  {
    id: 'document-value-not-json',
    name: 'infinity',
    given: 'paths: {}\ncomponents: { schemas: { A: { maximum: ».inf } } }',
    says: '.inf',
  },
  {
    id: 'document-yaml-warning',
    name: 'a tag that is not known',
    given: 'paths: {}\nx-secret: »!vault hunter2',
    says: '!vault',
  },
  {
    id: 'document-value-mistyped',
    name: 'a boolean in quotes',
    given:
      "paths:\n  /a:\n    get:\n      parameters: [{ name: q, in: query, »required: 'true', schema: {} }]\n      responses: { '200': { description: ok } }",
    says: 'required',
  },
  {
    id: 'document-value-mistyped',
    name: 'an empty list for an empty object',
    given: "paths: { /a: { get: { responses: { '200': { description: ok, »headers: [] } } } } }",
    says: 'headers',
  },
  {
    id: 'document-value-malformed',
    name: 'a text for an object',
    given:
      "paths: { /a: { get: { »requestBody: json, responses: { '200': { description: ok } } } } }",
    says: 'requestBody',
  },
  {
    id: 'document-value-malformed',
    name: 'an object for a list',
    given: "paths: { /a: { get: { »parameters: {}, responses: { '200': { description: ok } } } } }",
    says: 'parameters',
  },
  {
    id: 'document-version-unknown',
    name: 'a version to come',
    openapi: "'3.9.0'",
    given: 'paths: {}',
    says: '3.9.0',
  },
  {
    id: 'document-version-not-a-string',
    name: 'a version without quotes',
    openapi: '3.1',
    given: 'paths: {}',
    says: '3.1',
  },
  {
    id: 'document-info-missing',
    name: 'a version that is a number',
    given: 'paths: {}',
    says: '2.10',
  },
  { id: 'document-paths-missing', name: 'no paths in 3.0', openapi: '3.0.3', given: 'tags: []' },
  { id: 'document-paths-missing', name: 'nothing at all in 3.1', given: 'tags: []' },
  {
    id: 'document-feature-unsupported',
    name: 'a query string parameter of 3.2',
    given: `paths:\n  /a:\n    parameters:\n      - »{ name: q, in: querystring, content: { text/plain: {} } }\n    get: ${ok}`,
    says: 'querystring',
  },
  {
    id: 'document-key-unknown',
    name: 'a member that is misspelt',
    given: "paths: { /a: { get: { »paramters: [], responses: { '200': { description: ok } } } } }",
    says: '`parameters`',
  },
  {
    id: 'reference-unresolved',
    name: 'a schema that is not there',
    given:
      "paths: {}\ncomponents:\n  schemas:\n    A:\n      items: { »$ref: '#/components/schemas/B' }",
    says: '#/components/schemas/B',
  },
  {
    id: 'reference-unresolved',
    name: 'a slash that is missing',
    given:
      "paths: {}\ncomponents:\n  schemas:\n    A: { type: string }\n    B: { »$ref: '#components/schemas/A' }",
    says: 'write `#/components/schemas/A`',
  },
  {
    id: 'reference-unresolved',
    name: 'a reference to the whole document',
    given: "paths: {}\ncomponents: { schemas: { A: { items: { »$ref: '#' } } } }",
    says: 'whole document',
  },
  {
    id: 'reference-refused',
    name: 'a file outside',
    given: "paths: {}\ncomponents: { schemas: { A: { »$ref: '../../etc/passwd' } } }",
    says: 'outside',
  },
  {
    id: 'reference-refused',
    name: 'a URL',
    given: "paths: {}\ncomponents: { schemas: { A: { »$ref: 'https://example.com/a.json' } } }",
    says: 'https://example.com/a.json',
  },
  {
    id: 'reference-misplaced',
    name: 'a reference for all schemas',
    given: 'paths: {}\ncomponents:\n  schemas: { »$ref: schemas.yaml }',
    files: { 'api/schemas.yaml': 'Pet: { type: object }' },
    says: 'schemas.yaml',
  },
  {
    id: 'reference-sibling-ignored',
    name: 'a keyword beside a reference in 3.0',
    openapi: '3.0.3',
    given:
      "paths: {}\ncomponents:\n  schemas:\n    A: { type: string }\n    B: { $ref: '#/components/schemas/A', »maxLength: 5 }",
    says: 'maxLength',
  },
  {
    id: 'reference-sibling-ignored',
    name: 'a member beside the reference of a parameter',
    given: `paths:\n  /a:\n    parameters: [{ $ref: '#/components/parameters/Q', »required: true }]\n    get: ${ok}\ncomponents:\n  parameters:\n    Q: { name: q, in: query, schema: {} }`,
    says: 'required',
  },
  {
    id: 'reference-outside-id',
    name: 'a reference from the document within an $id',
    given:
      "paths: {}\ncomponents:\n  schemas:\n    A: { $id: 'https://example.com/a', items: { »$ref: '#/components/schemas/B' } }\n    B: { type: string }",
    says: '$id',
  },
  {
    id: 'reference-circular',
    name: 'a callback that is called back by itself',
    given: `paths:
  /a: { get: { callbacks: { e: { $ref: '#/components/callbacks/E' } }, responses: { '200': { description: ok } } } }
components:
  callbacks:
    E: { '{$request.query.u}': { post: { callbacks: { »again: { $ref: '#/components/callbacks/E' } }, responses: { '200': { description: ok } } } } }`,
    says: 'again',
  },
  {
    id: 'example-reference-unresolved',
    name: 'an example that is not there',
    given:
      "paths: {}\ncomponents:\n  parameters:\n    Q: { name: q, in: query, schema: {}, examples: { a: { »$ref: '#/components/examples/A' } } }",
    says: '#/components/examples/A',
  },
  {
    id: 'example-external-not-loaded',
    name: 'an example at a URL',
    given: `paths:\n  /a:\n    get:\n      parameters:\n        - name: q\n          in: query\n          schema: {}\n          examples:\n            »a: { externalValue: 'https://example.com/a.txt' }\n      responses: { '200': { description: ok } }`,
    says: 'https://example.com/a.txt',
  },
  {
    id: 'link-reference-unresolved',
    name: 'a link that is not there',
    given:
      "paths: { /a: { get: { responses: { '200': { description: ok, links: { a: { »$ref: '#/components/links/A' } } } } } } }",
    says: '#/components/links/A',
  },
  {
    id: 'link-target-unresolved',
    name: 'a link to no operation',
    given:
      "paths: { /a: { get: { responses: { '200': { description: ok, links: { »a: { operationId: nope } } } } } } }",
    says: 'nope',
  },
  {
    id: 'component-name-invalid',
    name: 'a component with a space in its name',
    given: 'paths: {}\ncomponents:\n  schemas:\n    »My Pet: { type: object }',
    says: 'My Pet',
  },
  {
    id: 'operation-id-missing',
    name: 'an operation without a name',
    given: `paths:\n  /users/{id}:\n    parameters: [{ name: id, in: path, required: true, schema: {} }]\n    »get: ${ok}`,
    says: 'getUsersById',
  },
  {
    id: 'operation-id-duplicate',
    name: 'two operations of one name',
    given:
      "paths:\n  /a: { get: { operationId: a, responses: { '200': { description: ok } } } }\n  /b: { get: { »operationId: a, responses: { '200': { description: ok } } } }",
    says: 'a_2',
  },
  {
    id: 'operation-responses-missing',
    name: 'an operation without responses',
    given: 'paths:\n  /a:\n    »get: { operationId: a }',
  },
  {
    id: 'path-without-slash',
    name: 'a path without its slash',
    given: `paths:\n  »users: { get: ${ok} }`,
    says: '/users',
  },
  {
    id: 'path-template-malformed',
    name: 'a brace that is not closed',
    given: `paths:\n  »'/users/{id': { get: ${ok} }`,
  },
  {
    id: 'path-template-malformed',
    name: 'a query in a path',
    given: `paths:\n  »'/users?all=1': { get: ${ok} }`,
  },
  {
    id: 'path-template-duplicate',
    name: 'two templates that match the same',
    given:
      'paths:\n  /a/{x}: { parameters: [{ name: x, in: path, required: true, schema: {} }] }\n  »/a/{y}: { parameters: [{ name: y, in: path, required: true, schema: {} }] }',
    says: '/a/{x}',
  },
  {
    id: 'operation-ambiguous',
    name: 'an operation beside one that matches the same',
    given: `paths:\n  /a/{x}:\n    parameters: [{ name: x, in: path, required: true, schema: {} }]\n    get: ${ok}\n  /a/{y}:\n    parameters: [{ name: y, in: path, required: true, schema: {} }]\n    »get: ${ok}`,
    says: 'GET /a/{x}',
  },
  {
    id: 'path-parameter-undeclared',
    name: 'a template name without a parameter',
    given: `paths:\n  /users/{id}:\n    »get: ${ok}`,
    says: '{id}',
  },
  {
    id: 'path-parameter-misspelt',
    name: 'a path parameter in other case',
    given: `paths:\n  /users/{userId}:\n    parameters:\n      - »{ name: user_id, in: path, required: true, schema: {} }\n    get: ${ok}`,
    says: '{userId}',
  },
  {
    id: 'path-parameter-unused',
    name: 'a path parameter without a template name',
    given: `paths:\n  /users:\n    parameters:\n      - »{ name: id, in: path, required: true, schema: {} }\n    get: ${ok}`,
    says: '{id}',
  },
  {
    id: 'path-parameter-optional',
    name: 'a path parameter that is not required',
    given: `paths:\n  /users/{id}:\n    parameters:\n      - »{ name: id, in: path, schema: {} }\n    get: ${ok}`,
    says: 'id',
  },
  {
    id: 'parameter-duplicate',
    name: 'a header listed twice, in other case',
    given: `paths:\n  /a:\n    parameters:\n      - { name: X-A, in: header, schema: {} }\n      - »{ name: x-a, in: header, schema: {} }\n    get: ${ok}`,
    says: 'x-a',
  },
  {
    id: 'parameter-header-ignored',
    name: 'a header that a security scheme should be',
    given: `paths:\n  /a:\n    parameters:\n      - »{ name: authorization, in: header, schema: {} }\n    get: ${ok}`,
    says: 'authorization',
  },
  {
    id: 'header-name-invalid',
    name: 'a header parameter without a name',
    given:
      "paths:\n  /a:\n    get:\n      parameters: [»{ name: '', in: header, schema: {} }]\n      responses: { '200': { description: ok } }",
    says: 'header',
  },
  {
    id: 'header-name-invalid',
    name: 'a response header that nobody can send',
    given:
      "paths:\n  /a:\n    get:\n      responses: { '200': { description: ok, headers: { »'X Total': { schema: {} } } } }",
    says: 'X Total',
  },
  {
    id: 'parameter-malformed',
    name: 'a body parameter of Swagger',
    given: `paths:\n  /a:\n    parameters: [{ name: b, »in: body, schema: {} }]\n    get: ${ok}`,
    says: 'requestBody',
  },
  {
    id: 'parameter-malformed',
    name: 'a parameter without a name',
    given: `paths:\n  /a:\n    parameters:\n      - »{ in: query, schema: {} }\n    get: ${ok}`,
  },
  {
    id: 'parameter-schema-missing',
    name: 'a parameter of any value',
    given: 'paths: {}\ncomponents:\n  parameters:\n    »Q: { name: q, in: query }',
  },
  {
    id: 'document-value-mistyped',
    name: 'examples as a list',
    given:
      'paths: {}\ncomponents: { parameters: { Q: { name: q, in: query, schema: {}, »examples: [{ value: 1 }] } } }',
    says: 'examples',
  },
  {
    id: 'document-value-mistyped',
    name: 'an example that is the value itself',
    given:
      'paths: {}\ncomponents:\n  parameters:\n    Q: { name: q, in: query, schema: {}, examples: { a: »{ id: 1 } } }',
  },
  {
    id: 'parameter-schema-missing',
    name: 'a parameter with schema and content',
    given:
      'paths: {}\ncomponents: { parameters: { Q: { name: q, in: query, schema: {}, »content: { a/b: {} } } } }',
    says: 'content',
  },
  {
    id: 'parameter-style-invalid',
    name: 'a path parameter in query style',
    given:
      'paths: {}\ncomponents: { parameters: { Q: { name: q, in: header, schema: {}, »style: form } } }',
    says: 'simple',
  },
  {
    id: 'response-status-invalid',
    name: 'a status that is none',
    given: 'paths: { /a: { get: { responses: { »ok: { description: ok } } } } }',
    says: 'ok',
  },
  {
    id: 'response-header-duplicate',
    name: 'a header in two spellings',
    given:
      "paths: { /a: { get: { responses: { '200': { description: ok, headers: { X-A: { schema: {} }, »x-a: { schema: {} } } } } } } }",
    says: 'x-a',
  },
  {
    id: 'response-header-ignored',
    name: 'Content-Type as a response header',
    given:
      "paths: { /a: { get: { responses: { '200': { description: ok, headers: { »Content-Type: { schema: {} } } } } } } }",
  },
  {
    id: 'media-type-invalid',
    name: 'a media type without a slash',
    given:
      "paths: { /a: { get: { responses: { '200': { description: ok, content: { »json: {} } } } } } }",
    says: 'json',
  },
  {
    id: 'security-scheme-undeclared',
    name: 'a scheme that is not declared',
    given:
      "paths: { /a: { get: { security: [{ »token: [] }], responses: { '200': { description: ok } } } } }",
    says: 'token',
  },
  {
    id: 'security-not-a-list',
    name: 'one requirement for a list',
    given:
      'paths: {}\n»security: { token: [] }\ncomponents: { securitySchemes: { token: { type: http, scheme: bearer } } }',
  },
  { id: 'security-malformed', name: 'a word for a list', given: 'paths: {}\n»security: token' },
  {
    id: 'security-scheme-malformed',
    name: 'a key without a place',
    given: 'paths: {}\ncomponents:\n  securitySchemes:\n    »key: { type: apiKey, name: X-Key }',
    says: 'apiKey',
  },
  {
    id: 'server-variable-undeclared',
    name: 'a variable without a default',
    given: "paths: {}\nservers:\n  - »url: 'https://{host}/'",
    says: '{host}',
  },
  {
    id: 'server-variable-default-invalid',
    name: 'a default that the enum does not have',
    given:
      "paths: {}\nservers:\n  - url: 'https://example.com:{port}'\n    variables:\n      »port: { default: 80, enum: [443, 8443] }",
    says: '80',
  },
  {
    id: 'server-url-invalid',
    name: 'a server without a URL',
    given: 'paths: {}\nservers:\n  - »description: mine',
  },
  {
    id: 'discriminator-mapping-unresolved',
    name: 'a mapping to no schema',
    given:
      'paths: {}\ncomponents: { schemas: { A: { discriminator: { propertyName: kind, mapping: { »cat: Cat } } } } }',
    says: 'cat',
  },
  {
    id: 'schema-alternatives-equal',
    name: 'alternatives that differ in their descriptions alone',
    given:
      'paths: {}\ncomponents: { schemas: { A: { »oneOf: [{ $ref: "#/components/schemas/B" }, { type: string, description: Other }] }, B: { type: string, description: One } } }',
  },
  {
    id: 'schema-type-missing',
    name: 'properties without a type',
    given: 'paths: {}\ncomponents: { schemas: { A: { »properties: { a: { type: string } } } } }',
    says: 'type: object',
  },
  {
    id: 'response-content-impossible',
    name: 'a body where there is none',
    given:
      "paths:\n  /a: { get: { operationId: a, responses: { »'204': { description: ok, content: { application/json: {} } } } } }",
  },
  {
    id: 'discriminator-malformed',
    name: "Swagger's discriminator",
    given: 'paths: {}\ncomponents: { schemas: { A: { »discriminator: kind } } }',
  },
  {
    id: 'schema-keyword-dialect',
    name: 'a boolean bound in 3.1',
    given: 'paths: {}\ncomponents: { schemas: { A: { minimum: 0, »exclusiveMinimum: true } } }',
    says: 'exclusiveMinimum',
  },
  {
    id: 'schema-keyword-dialect',
    name: 'nullable in 3.1',
    given: 'paths: {}\ncomponents: { schemas: { A: { type: string, »nullable: true } } }',
    says: 'nullable',
  },
  {
    id: 'schema-keyword-dialect',
    name: 'nullable without a type in 3.0',
    openapi: '3.0.3',
    given: 'paths: {}\ncomponents: { schemas: { A: { »nullable: true, not: { minLength: 1 } } } }',
    says: 'type',
  },
  {
    id: 'schema-keyword-dialect',
    name: 'nullable with an enum that does not list null',
    openapi: '3.0.3',
    given:
      'paths: {}\ncomponents: { schemas: { A: { type: string, nullable: true, »enum: [a] } } }',
    says: 'enum',
  },
  {
    id: 'schema-keyword-dialect',
    name: 'const in 3.0',
    openapi: '3.0.3',
    given: 'paths: {}\ncomponents: { schemas: { A: { »const: a } } }',
    says: 'const',
  },
  {
    id: 'schema-keyword-dialect',
    name: 'a list of items',
    given: 'paths: {}\ncomponents: { schemas: { A: { »items: [{ type: string }] } } }',
    says: 'prefixItems',
  },
  {
    id: 'schema-keyword-unknown',
    name: 'a keyword of somebody else',
    given: 'paths: {}\ncomponents: { schemas: { A: { »faker: name } } }',
    says: 'faker',
  },
  {
    id: 'schema-keyword-misspelt',
    name: 'a keyword that is misspelt',
    given: 'paths: {}\ncomponents: { schemas: { A: { »requred: [a] } } }',
    says: '`required`',
  },
  {
    id: 'schema-keyword-mistyped',
    name: 'a number in quotes',
    given: "paths: {}\ncomponents: { schemas: { A: { »minLength: '3' } } }",
    says: '3',
  },
  {
    id: 'schema-keyword-mistyped',
    name: 'a type of another language',
    given: 'paths: {}\ncomponents: { schemas: { A: { »type: int } } }',
    says: 'integer',
  },
  {
    id: 'schema-keyword-mistyped',
    name: 'required on the property itself',
    given: 'paths: {}\ncomponents: { schemas: { A: { properties: { a: { »required: true } } } } }',
  },
  {
    id: 'schema-keyword-malformed',
    name: 'a pattern that is no text',
    given: 'paths: {}\ncomponents: { schemas: { A: { »pattern: 5 } } }',
    says: 'pattern',
  },
  {
    id: 'schema-keyword-malformed',
    name: 'a type that nobody knows',
    given: 'paths: {}\ncomponents: { schemas: { A: { »type: blob } } }',
    says: 'blob',
  },
  {
    id: 'schema-pattern-dialect',
    name: 'a pattern of another engine',
    given: "paths: {}\ncomponents: { schemas: { A: { »pattern: '/^a$/' } } }",
    says: '^a$',
  },
  {
    id: 'schema-dialect-unsupported',
    name: 'another draft',
    given:
      "paths: {}\ncomponents: { schemas: { A: { »$schema: 'http://json-schema.org/draft-07/schema#' } } }",
    says: 'draft-07',
  },
  {
    id: 'schema-dialect-unsupported',
    name: 'another dialect for all schemas',
    given: "paths: {}\n»jsonSchemaDialect: 'https://example.com/dialect'",
    says: 'https://example.com/dialect',
  },
  {
    id: 'document-value-malformed',
    name: 'a property that is no schema',
    given: 'paths: {}\ncomponents: { schemas: { A: { properties: { »type: object } } } }',
    says: 'type',
  },
  {
    id: 'schema-default-invalid',
    name: 'a default of another type',
    given: "paths: {}\ncomponents: { schemas: { A: { type: boolean, »default: 'false' } } }",
    says: 'false',
  },
  {
    id: 'schema-enum-mismatch',
    name: 'numbers for strings',
    given: 'paths: {}\ncomponents: { schemas: { A: { type: string, »enum: [a, 1] } } }',
    says: '`1`',
  },
  {
    id: 'schema-default-invalid',
    name: 'null for a string',
    given: 'paths: {}\ncomponents: { schemas: { A: { type: string, »default: null } } }',
  },
]

async function findingsOf({ given, openapi = '3.1.1', files = {} }: Omit<Case, 'id' | 'name'>) {
  const head = `openapi: ${openapi}\ninfo: { title: Case, version: 2.10 }\n`
  const marked = head + given
  const { loaded, findings } = await loadDocument('/api/openapi.yaml', {
    cwd: '/api',
    readFile: memoryFiles({ ...files, 'api/openapi.yaml': marked.replace('»', '') }),
  })
  const before = marked.slice(0, marked.indexOf('»')).split('\n')
  const position = marked.includes('»')
    ? { line: before.length, column: (before.at(-1) ?? '').length + 1 }
    : undefined
  return { findings: [...findings, ...readApiModel(loaded).findings], position }
}

/** Things that every short document lacks, and that are not what a case is about. */
const INCIDENTAL = new Set<string>([
  'operation-id-missing',
  'document-info-missing',
  'schema-type-missing',
])

describe('a defect of the document', () => {
  it.each(cases)('$id: $name', async (one) => {
    const { findings, position } = await findingsOf(one)
    const found = findings.filter(({ id }) => id === one.id)
    expect(found, JSON.stringify(findings, null, 1)).toHaveLength(1)
    const finding = found[0] as Finding
    expect(finding.severity).toBe(documentFindingKinds[one.id])
    expect(finding.message).toContain(one.says ?? '')
    if (position) expect(finding.source).toEqual({ file: 'openapi.yaml', ...position })
    const others = findings.filter(({ id }) => id !== one.id && !INCIDENTAL.has(id))
    expect(others.map(({ id, message }) => `${id}: ${message}`)).toEqual([])
  })

  it('is shown for every kind of finding', () => {
    const shown = new Set<string>(cases.map(({ id }) => id))
    expect(Object.keys(documentFindingKinds).filter((id) => !shown.has(id))).toEqual([])
  })
})
