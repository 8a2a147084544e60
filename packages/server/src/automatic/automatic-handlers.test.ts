import type { OperationDescriptor, OperationValidators } from '@concordat/wire'
import { describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { defineServer } from '../define-server.ts'
import type { Server } from '../types/server-options.ts'
import { automaticErrors } from './automatic-errors.ts'
import { automaticHandlers } from './automatic-handlers.ts'
import { automaticVerifiers } from './automatic-verifiers.ts'

type Responses = Record<string, Record<string, unknown>>

/** A server of one operation whose document and descriptor say the same. */
function serverOf(
  responses: Responses,
  validators: OperationValidators['responses'] = {},
  {
    seed = 1,
    descriptors = {},
  }: { seed?: number; descriptors?: OperationDescriptor['responses'] } = {},
): Server {
  const described = Object.fromEntries(
    Object.entries(responses).map(([key, response]) => [
      key,
      {
        ...(response.content !== undefined && {
          content: Object.fromEntries(
            Object.keys(response.content as object).map((type) => [type, {}]),
          ),
        }),
        ...descriptors[key],
      },
    ]),
  )
  const definition = {
    operations: { ask: { operationId: 'ask', method: 'GET', path: '/ask', responses: described } },
    validators: { ask: { request: {}, responses: validators } },
    document: async () => ({ default: { paths: { '/ask': { get: { responses } } }, components } }),
  } as const
  const handlers = automaticHandlers(definition, { seed })
  return defineServer(definition, {
    handlers,
    checkResponses: 'enforce',
    onError: () => undefined,
    onFinding: () => undefined,
  })
}

const components = {
  schemas: {
    Pet: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
  },
  responses: {
    Gone: { description: 'Gone.', content: { 'application/json': { schema: { const: 'gone' } } } },
  },
  examples: { Tom: { value: { name: 'Tom' } } },
  headers: { Total: { required: true, schema: { type: 'integer', minimum: 3 } } },
}
const jsonOf = (media: object) => ({ description: '', content: { 'application/json': media } })
const pet = { $ref: '#/components/schemas/Pet' }

async function told(server: Server, headers: Record<string, string> = {}): Promise<unknown> {
  const response = await server.request('/ask', { headers })
  return [response.status, JSON.parse((await response.text()) || 'null')]
}

describe('an automatic answer', () => {
  it.each<{ name: string; responses: Responses; prefer?: string; want: unknown }>([
    {
      name: 'is the first success',
      responses: {
        404: jsonOf({ example: 'no' }),
        201: jsonOf({ example: 'made' }),
        200: jsonOf({ example: 'yes' }),
      },
      want: [200, 'yes'],
    },
    {
      name: 'is an exact code before a range',
      responses: { '2XX': jsonOf({ example: 'any' }), 202: jsonOf({ example: 'later' }) },
      want: [202, 'later'],
    },
    {
      name: 'is a range before default',
      responses: { default: jsonOf({ example: 'other' }), '2XX': jsonOf({ example: 'any' }) },
      want: [200, 'any'],
    },
    {
      name: 'is default where there is no success',
      responses: { 404: jsonOf({ example: 'no' }), default: jsonOf({ example: 'other' }) },
      want: [200, 'other'],
    },
    {
      name: 'is an error where there is nothing else',
      responses: { 404: jsonOf({ example: 'no' }) },
      want: [404, 'no'],
    },
    {
      name: 'is what the caller prefers',
      responses: { 200: jsonOf({ example: 'yes' }), 404: jsonOf({ example: 'no' }) },
      prefer: 'code=404',
      want: [404, 'no'],
    },
    {
      name: 'is any code of a range that the caller prefers',
      responses: { 200: jsonOf({ example: 'yes' }), '4XX': jsonOf({ example: 'no' }) },
      prefer: 'respond-async, code=418',
      want: [418, 'no'],
    },
    {
      name: 'is a success where the preference is not documented',
      responses: { 200: jsonOf({ example: 'yes' }) },
      prefer: 'code=404',
      want: [200, 'yes'],
    },
    {
      name: 'is found behind a reference',
      responses: {
        200: { $ref: '#/components/responses/Gone', content: { 'application/json': {} } },
      },
      want: [200, 'gone'],
    },
    {
      name: 'has no body where none is documented',
      responses: { 204: { description: '' } },
      want: [204, null],
    },
    {
      name: 'is the first of several examples',
      responses: { 200: jsonOf({ examples: { a: { value: 1 }, b: { value: 2 } } }) },
      want: [200, 1],
    },
    {
      name: 'is the example that the caller names',
      responses: { 200: jsonOf({ examples: { a: { value: 1 }, b: { value: 2 } } }) },
      prefer: 'example="b"',
      want: [200, 2],
    },
    {
      name: 'is an example behind a reference',
      responses: {
        200: jsonOf({ schema: pet, examples: { tom: { $ref: '#/components/examples/Tom' } } }),
      },
      want: [200, { name: 'Tom' }],
    },
    {
      name: 'is made from the schema',
      responses: { 200: jsonOf({ schema: pet }) },
      want: [200, { name: expect.any(String) }],
    },
    {
      name: 'is an object where there is no schema',
      responses: { 200: jsonOf({}) },
      want: [200, {}],
    },
  ])('$name', async ({ responses, prefer, want }) => {
    expect(await told(serverOf(responses), prefer === undefined ? {} : { prefer })).toEqual(want)
  })

  it('passes over an example that breaks the schema', async () => {
    const server = serverOf(
      { 200: jsonOf({ schema: pet, example: { name: 1 } }) },
      { 200: { content: { 'application/json': z.object({ name: z.string() }) } } },
    )
    expect(await told(server)).toEqual([200, { name: expect.any(String) }])
  })

  it('is of the media type that the caller accepts', async () => {
    const content = {
      'application/json': { example: 1 },
      'text/plain': { example: 'one' },
      'application/xml': {},
    }
    const server = serverOf({ 200: { content } })
    const types = await Promise.all(
      ['text/plain', 'application/xml', '*/*', 'image/png'].map(async (accept) =>
        (await server.request('/ask', { headers: { accept } })).headers.get('content-type'),
      ),
    )
    expect(types).toEqual([
      'text/plain; charset=utf-8',
      'application/xml',
      'application/json',
      'application/json',
    ])
  })

  it('is of a concrete media type where a range is documented', async () => {
    const server = serverOf(
      { 200: { content: { 'image/*': { schema: { type: 'string', format: 'binary' } } } } },
      {},
      { descriptors: { 200: { content: { 'image/*': { binary: true } } } } },
    )
    const response = await server.request('/ask')
    expect(response.headers.get('content-type')).toBe('image/png')
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(0)
  })

  it('has a Retry-After that HTTP knows', async () => {
    const operations = {
      ask: {
        operationId: 'ask',
        method: 'GET',
        path: '/ask',
        responses: { 202: { headers: { 'Retry-After': { required: true, shape: 'string' } } } },
      },
    } as const
    const headers = { 'Retry-After': { required: true, schema: { type: 'string' } } }
    const responses = { 202: { description: 'Later.', headers } }
    const definition = {
      operations,
      validators: {},
      document: { paths: { '/ask': { get: { responses } } } },
    }
    const server = defineServer(definition, { handlers: automaticHandlers(definition) })
    expect((await server.request('/ask')).headers.get('retry-after')).toMatch(/^\d+$/)
  })

  it('is empty where the document describes no answer at all', async () => {
    const operations = {
      ask: { operationId: 'ask', method: 'GET', path: '/ask', responses: {} },
    } as const
    const definition = { operations, validators: {}, document: { paths: { '/ask': { get: {} } } } }
    const findings: unknown[] = []
    const server = defineServer(definition, {
      handlers: automaticHandlers(definition),
      checkResponses: 'enforce',
      onFinding: (finding) => findings.push(finding),
    })
    expect((await server.request('/ask')).status).toBe(204)
    expect(findings).toEqual([])
  })

  it('is a sequence of items where the schema describes one', async () => {
    const server = serverOf(
      { 200: { content: { 'application/x-ndjson': { schema: pet } } } },
      { 200: { content: { 'application/x-ndjson': z.object({ name: z.string() }) } } },
      { descriptors: { 200: { content: { 'application/x-ndjson': { perItem: true } } } } },
    )
    expect(await (await server.request('/ask')).text()).toMatch(/^(?:\{"name":"[^"]+"\}\n)+$/)
  })

  it('carries the documented headers', async () => {
    const headers = {
      'X-Total': { $ref: '#/components/headers/Total' },
      'X-Tags': { schema: { type: 'array', items: { type: 'string' } }, example: ['a', 'b'] },
      'X-Odd': { schema: { type: 'string', enum: ['ü☃', 'fine'] } },
    }
    const server = serverOf(
      { 200: { ...jsonOf({ example: 1 }), headers } },
      { 200: { headers: z.looseObject({ 'x-total': z.int().min(3) }) } },
      {
        descriptors: {
          200: {
            content: { 'application/json': {} },
            headers: {
              'X-Total': { required: true, shape: 'integer' },
              'X-Tags': { shape: { array: 'string' } },
              'X-Odd': {},
            },
          },
        },
      },
    )
    const response = await server.request('/ask')
    expect(Number(response.headers.get('x-total'))).toBeGreaterThanOrEqual(3)
    expect(['fine', null]).toContain(response.headers.get('x-odd'))
  })

  it('says which preference it followed', async () => {
    const server = serverOf({ 200: jsonOf({ example: 1 }), 404: jsonOf({ example: 2 }) })
    const response = await server.request('/ask', { headers: { prefer: 'code=404' } })
    expect(response.headers.get('preference-applied')).toBe('code=404')
    expect((await server.request('/ask')).headers.has('preference-applied')).toBe(false)
  })

  it('is the same every time, and another for another seed', async () => {
    const responses = { 200: jsonOf({ schema: { type: 'string', pattern: '^[a-z]{20}$' } }) }
    const server = serverOf(responses)
    expect(await told(server)).toEqual(await told(server))
    expect(await told(server)).toEqual(await told(serverOf(responses)))
    expect(await told(server)).not.toEqual(await told(serverOf(responses, {}, { seed: 2 })))
  })

  it('is another response where no value of the first can be found', async () => {
    const server = serverOf(
      { 200: jsonOf({ schema: { type: 'string', not: {} } }), 404: jsonOf({ example: 'no' }) },
      { 200: { content: { 'application/json': z.never() } } },
    )
    expect(await told(server)).toEqual([404, 'no'])
  })

  it('fails as a server does where nothing can be found', async () => {
    const server = serverOf(
      { 200: jsonOf({ schema: false }) },
      { 200: { content: { 'application/json': z.never() } } },
    )
    expect((await server.request('/ask')).status).toBe(500)
  })
})

it('loads the document once, and only when it is asked', async () => {
  const document = vi.fn(async () => ({ paths: {} }))
  const operations = {
    a: { operationId: 'a', method: 'GET', path: '/a', responses: { 204: {} } },
  } as const
  const server = defineServer(
    { operations, validators: {} },
    { handlers: automaticHandlers({ operations, validators: {}, document }) },
  )
  expect(document).not.toHaveBeenCalled()
  await server.request('/a')
  await server.request('/a')
  expect(document).toHaveBeenCalledOnce()
})

it('finds operations of webhooks and callbacks by their operationId', async () => {
  const answer = (example: string) => ({ responses: { 200: jsonOf({ example }) } })
  const document = {
    paths: {
      '/a': {
        post: {
          operationId: 'a',
          ...answer('a'),
          callbacks: {
            done: {
              '{$request.body#/url}': { post: { operationId: 'done', ...answer('callback') } },
            },
          },
        },
      },
    },
    webhooks: { born: { post: { operationId: 'born', ...answer('webhook') } } },
  }
  const operation = (operationId: string, path: string) =>
    ({
      operationId,
      method: 'POST',
      path,
      responses: { 200: { content: { 'application/json': {} } } },
    }) as const
  const operations = { done: operation('done', '/x'), born: operation('born', '/y') }
  const server = defineServer(
    { operations, validators: {} },
    { handlers: automaticHandlers({ operations, validators: {}, document }) },
  )
  expect(await (await server.request('/x', { method: 'POST' })).json()).toBe('callback')
  expect(await (await server.request('/y', { method: 'POST' })).json()).toBe('webhook')
})

it('finds operations of OpenAPI 3.2, and their sequences of items', async () => {
  const answer = (example: string) => ({ responses: { 200: jsonOf({ example }) } })
  const lines = { 'application/jsonl': { itemSchema: { type: 'integer' } } }
  const document = {
    paths: {
      '/a': {
        query: answer('found'),
        additionalOperations: { COPY: answer('copied') },
        get: { responses: { 200: { content: lines } } },
      },
    },
  }
  const operation = <const Method extends string>(method: Method) => ({
    operationId: method,
    method,
    path: '/a',
    responses: {
      200: {
        content:
          method === 'GET'
            ? { 'application/jsonl': { perItem: true as const } }
            : { 'application/json': {} },
      },
    },
  })
  const operations = {
    QUERY: operation('QUERY'),
    COPY: operation('COPY'),
    GET: operation('GET'),
  }
  const server = defineServer(
    { operations, validators: {} },
    { handlers: automaticHandlers({ operations, validators: {}, document }) },
  )
  expect(await (await server.request('/a', { method: 'QUERY' })).json()).toBe('found')
  expect(await (await server.request('/a', { method: 'COPY' })).json()).toBe('copied')
  expect(await (await server.request('/a')).text()).toMatch(/^-?\d+\n$/)
})

it('automatic verifiers take any credential, and miss an absent one', async () => {
  const securitySchemes = { token: { type: 'http', scheme: 'bearer' } } as const
  const operations = {
    a: {
      operationId: 'a',
      method: 'GET',
      path: '/',
      security: [{ token: [] }],
      responses: { 204: {} },
    },
  } as const
  const server = defineServer(
    { operations, validators: {}, securitySchemes },
    { handlers: { a: () => ({ status: 204 }) }, auth: automaticVerifiers(securitySchemes) },
  )
  expect((await server.request('/', { headers: { authorization: 'Bearer x' } })).status).toBe(204)
  expect((await server.request('/')).status).toBe(401)
})

describe('an automatic error', () => {
  const error = { type: 'object', required: ['code'], properties: { code: { enum: ['BAD'] } } }
  const askWrongly = async (responses: Responses): Promise<unknown> => {
    const content = Object.fromEntries(
      Object.keys(responses).map((key) => [key, { content: { 'application/json': {} } }]),
    )
    const parameters = [{ name: 'limit', in: 'query', shape: 'integer' }] as const
    const operations = {
      ask: { operationId: 'ask', method: 'GET', path: '/ask', parameters, responses: content },
    } as const
    const definition = {
      operations,
      validators: {},
      document: { paths: { '/ask': { get: { responses } } } },
    }
    const server = defineServer(definition, {
      handlers: automaticHandlers(definition),
      errors: automaticErrors(definition),
      onFinding: () => undefined,
    })
    const response = await server.request('/ask?limit=x')
    const body: unknown = await response.json()
    return [response.status, response.headers.get('content-type'), body]
  }

  it.each([
    {
      name: 'of the documented status',
      responses: { 400: jsonOf({ schema: error }) },
      want: [400, 'application/json', { code: 'BAD' }],
    },
    {
      name: 'of its range',
      responses: { '4XX': jsonOf({ example: 'range' }) },
      want: [400, 'application/json', 'range'],
    },
    {
      name: 'of default',
      responses: { 200: jsonOf({}), default: jsonOf({ example: 'other' }) },
      want: [400, 'application/json', 'other'],
    },
    {
      name: 'of 422 where that is documented instead',
      responses: { 422: jsonOf({ example: 'no' }) },
      want: [422, 'application/json', 'no'],
    },
  ])('is $name', async ({ responses, want }) => {
    expect(await askWrongly(responses)).toEqual(want)
  })

  it('is 403 without a credential where 401 is not documented and 403 is', async () => {
    const responses = { 403: jsonOf({ example: 'closed' }) }
    const securitySchemes = { token: { type: 'http', scheme: 'bearer' } } as const
    const security = [{ token: [] }] as const
    const operations = {
      ask: {
        operationId: 'ask',
        method: 'GET',
        path: '/ask',
        security,
        responses: { 403: { content: { 'application/json': {} } } },
      },
    } as const
    const document = { paths: { '/ask': { get: { responses } } } }
    const definition = { operations, securitySchemes, validators: {}, document }
    const server = defineServer(definition, {
      auth: automaticVerifiers(securitySchemes),
      handlers: automaticHandlers(definition),
      errors: automaticErrors(definition),
    })
    const response = await server.request('/ask')
    expect([response.status, await response.json()]).toEqual([403, 'closed'])
  })

  it('is problem+json where nothing is documented', async () => {
    expect(await askWrongly({ 200: jsonOf({}) })).toMatchObject([
      400,
      'application/problem+json',
      { status: 400 },
    ])
  })
})

it('a documented 405 has the header that HTTP wants', async () => {
  const response = await serverOf({ 405: { description: 'Invalid input.' } }).request('/ask')
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET'])
})

it('an example is answered without what only a request may carry', async () => {
  const card = {
    type: 'object',
    properties: { number: { type: 'string' }, cvc: { type: 'string', writeOnly: true } },
  }
  const schema = { type: 'array', items: { anyOf: [card, { type: 'null' }] } }
  const example = [{ number: '1', cvc: '123', note: 'x' }]
  expect(await told(serverOf({ 200: jsonOf({ schema, example }) }))).toEqual([
    200,
    [{ number: '1', note: 'x' }],
  ])
})
