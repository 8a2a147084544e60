import { OpenAPIHono } from '@hono/zod-openapi'
import { expect, test } from 'vitest'
import { registerDocument } from './register-document.ts'

const pet = { $ref: '#/components/schemas/Pet' }
const document = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  security: [{ token: [] }],
  paths: {
    '/pets/{id}': {
      parameters: [
        { name: 'id', in: 'path', required: true, schema: { type: 'integer' } },
        { name: 'q', in: 'query', schema: { type: 'string' } },
      ],
      get: {
        parameters: [{ name: 'q', in: 'query', schema: { type: 'integer' } }],
        responses: {
          200: {
            description: 'A pet',
            content: { 'application/json': { schema: pet, examples: { one: { value: pet } } } },
          },
        },
      },
      delete: { security: [], responses: { 204: { description: 'Gone' } } },
    },
  },
  webhooks: { born: { post: { requestBody: { content: {} }, responses: {} } } },
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    schemas: {
      Pet: {
        type: 'object',
        // Properties may be named like keywords.
        properties: { example: pet, default: pet, properties: pet, mapping: pet, security: pet },
        default: { $ref: '#/components/schemas/Pet' },
        discriminator: { propertyName: 'kind', mapping: { pet: '#/components/schemas/Pet' } },
      },
    },
  },
}

function registered(componentPrefix?: string): Record<string, unknown> {
  const app = new OpenAPIHono()
  registerDocument(app.openAPIRegistry, { document, ...(componentPrefix && { componentPrefix }) })
  const made = app.getOpenAPI31Document({ openapi: '3.1.0', info: document.info })
  return JSON.parse(JSON.stringify(made))
}

test('operations, webhooks and components stand in the registry as they are written', () => {
  const { paths, webhooks, components } = registered()
  const { parameters, get, delete: remove } = document.paths['/pets/{id}']
  expect(paths).toEqual({
    '/pets/{id}': {
      get: {
        ...get,
        parameters: [parameters[0], get.parameters[0]],
        security: document.security,
      },
      delete: { ...remove, parameters },
    },
  })
  expect(webhooks).toMatchObject({ born: { post: document.webhooks.born.post } })
  expect(components).toMatchObject(document.components)
})

test('a prefix renames components where they are named, and nothing that is data', () => {
  const { paths, components } = registered('zoo') as {
    paths: Record<string, { get: unknown }>
    components: { schemas: unknown; securitySchemes: unknown }
  }
  const zooPet = { $ref: '#/components/schemas/zoo.Pet' }
  expect(paths['/pets/{id}']?.get).toMatchObject({
    security: [{ 'zoo.token': [] }],
    responses: {
      200: {
        content: { 'application/json': { schema: zooPet, examples: { one: { value: pet } } } },
      },
    },
  })
  expect(components.securitySchemes).toEqual({ 'zoo.token': { type: 'http', scheme: 'bearer' } })
  expect(components.schemas).toEqual({
    'zoo.Pet': {
      type: 'object',
      properties: {
        example: zooPet,
        default: zooPet,
        properties: zooPet,
        mapping: zooPet,
        security: zooPet,
      },
      default: pet,
      discriminator: { propertyName: 'kind', mapping: { pet: '#/components/schemas/zoo.Pet' } },
    },
  })
})

test.each([undefined, null, 'text', {}, { swagger: '2.0' }])('%s is refused', (wrong) => {
  const { openAPIRegistry } = new OpenAPIHono()
  expect(() => registerDocument(openAPIRegistry, { document: wrong })).toThrow(/openapi\.json/)
})
