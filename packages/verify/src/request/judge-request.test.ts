import { join } from 'node:path'
import { loadDocument, loadDocumentFromObject } from '@concordat/document'
import { readApiModel } from '@concordat/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { type ApiPlan, type OperationPlan, planApi } from '../plan/operation-plan.ts'
import { judgeRequest, matchTemplate } from './judge-request.ts'

let api: ApiPlan
const operation = (id: string): OperationPlan => {
  const found = api.operations.find(({ operationId }) => operationId === id)
  if (found === undefined) throw new Error(id)
  return found
}

beforeAll(async () => {
  const { loaded } = await loadDocument(
    join(import.meta.dirname, '../../docs/checks/example-document.yaml'),
  )
  api = planApi(readApiModel(loaded).model)
})

describe('query parameters, as they stand on the wire', () => {
  test.each([
    ['limit=5', 'valid'],
    ['limit=50', 'valid'],
    ['limit=51', 'invalid'],
    ['limit=0', 'invalid'],
    ['limit=many', 'invalid'],
    ['limit=', 'invalid'],
    ['limit=0x10', 'ambiguous'],
    ['limit=0xff', 'invalid'],
    ['limit=05', 'ambiguous'],
    ['limit=1e1', 'ambiguous'],
    ['limit=%2B5', 'ambiguous'],
    ['limit=5&limit=6', 'ambiguous'],
    ['unknown=1', 'valid'],
    ['genre=fiction', 'valid'],
    ['genre=poetry', 'invalid'],
    ['limit=%zz', 'ambiguous'],
  ])('%s is %s', (query, want) => {
    const request = {
      method: 'GET',
      target: `/books?${query}`,
      headers: [['X-Tenant', 'a']] as const,
    }
    expect(judgeRequest(operation('listBooks'), request, '').verdict).toBe(want)
  })

  test('a required header that is left out is named', () => {
    const verdict = judgeRequest(
      operation('listBooks'),
      { method: 'GET', target: '/books', headers: [] },
      '',
    )
    expect(verdict.violations).toMatchObject([
      { in: 'header', name: 'X-Tenant', keyword: 'required' },
    ])
  })
})

describe('bodies', () => {
  const judge = (type: string | undefined, text: string): ReturnType<typeof judgeRequest> =>
    judgeRequest(
      operation('createBook'),
      {
        method: 'POST',
        target: '/books',
        headers: type === undefined ? [] : [['Content-Type', type]],
        body: new TextEncoder().encode(text),
      },
      '',
    )
  test.each([
    ['application/json', '{"title":"Dune"}', 'valid'],
    ['Application/JSON; charset="UTF-8"', '{"title":"Dune"}', 'valid'],
    ['application/json', '{"title":""}', 'invalid'],
    ['application/json', '{"title":', 'invalid'],
    ['application/json', '{"title":"Dune","year":1e400}', 'ambiguous'],
    ['text/plain', '{"title":"Dune"}', 'invalid'],
    [undefined, '{"title":"Dune"}', 'ambiguous'],
    ['application/json', '', 'invalid'],
  ])('%s %s is %s', (type, text, want) => {
    expect(judge(type, text).verdict).toBe(want)
  })
  test('says which keyword of which schema', () => {
    expect(judge('application/json', '{"title":"Dune","shelf":1}').violations).toMatchObject([
      {
        in: 'body',
        keyword: 'additionalProperties',
        pointer: '/components/schemas/NewBook/additionalProperties',
      },
    ])
  })
})

describe('forms', () => {
  let form: ApiPlan
  beforeAll(async () => {
    const schema = {
      type: 'object',
      required: ['count'],
      properties: { count: { type: 'integer', maximum: 9 }, 'a/b': { type: 'boolean' } },
    }
    const { loaded } = await loadDocumentFromObject({
      openapi: '3.1.1',
      info: { title: 'Forms', version: '1' },
      components: { schemas: { Form: schema } },
      paths: {
        '/forms': {
          post: {
            requestBody: {
              required: true,
              content: {
                'application/x-www-form-urlencoded': {
                  schema: { $ref: '#/components/schemas/Form' },
                },
              },
            },
            responses: { 204: { description: 'Taken.' } },
          },
        },
      },
    })
    form = planApi(readApiModel(loaded).model)
  })
  const judge = (text: string): ReturnType<typeof judgeRequest> =>
    judgeRequest(
      form.operations[0]!,
      {
        method: 'POST',
        target: '/forms',
        headers: [['Content-Type', 'application/x-www-form-urlencoded']],
        body: new TextEncoder().encode(text),
      },
      '',
    )

  test.each([
    ['count=5', 'valid'],
    ['count=05', 'ambiguous'],
    ['count=10', 'invalid'],
    ['count=5&a%2Fb=true', 'valid'],
    ['count=5&a%2Fb=TRUE', 'ambiguous'],
    ['count=5&a%2Fb=yes', 'invalid'],
    ['', 'invalid'],
  ])('%s is %s', (text, want) => {
    expect(judge(text).verdict).toBe(want)
  })

  test('megabytes without sense are judged at once', () => {
    const started = performance.now()
    expect(judge(' '.repeat(2 * 1024 * 1024)).verdict).toBe('invalid')
    expect(performance.now() - started).toBeLessThan(2000)
  })
})

test('a template matches a path and gives its texts', () => {
  expect(matchTemplate('/a/{x}/b/{y}', '/a/1%2F2/b/c')).toEqual({ x: '1%2F2', y: 'c' })
  expect(matchTemplate('/a/{x}', '/a/1/2')).toBeUndefined()
  expect(matchTemplate('/a.b/{x}', '/aXb/1')).toBeUndefined()
})

test.each([
  ['a=1&l=x&l=y', 'valid'],
  ['a=1&c=1,2', 'valid'],
  ['l=x&l=y', 'ambiguous'],
  ['', 'invalid'],
])('a form whose fields have styles of their own: %s is %s', async (body, want) => {
  const strings = { type: 'array', items: { type: 'string' } }
  const integers = { type: 'array', items: { type: 'integer' } }
  const schema = {
    type: 'object',
    required: ['a'],
    properties: { a: { type: 'integer' }, l: strings, c: integers },
  }
  const { loaded } = await loadDocumentFromObject(
    {
      openapi: '3.1.0',
      info: { title: 'Form', version: '1' },
      paths: {
        '/': {
          post: {
            operationId: 'send',
            parameters: [{ name: 'n', in: 'query', schema: { type: 'number', format: 'int32' } }],
            requestBody: {
              required: true,
              content: {
                'application/x-www-form-urlencoded': {
                  schema,
                  encoding: { c: { explode: false } },
                },
              },
            },
            responses: {},
          },
        },
      },
    },
    { location: 'form.json' },
  )
  const [send] = planApi(readApiModel(loaded).model).operations
  if (send === undefined) throw new Error('no operation')
  const headers = [['Content-Type', 'application/x-www-form-urlencoded']] as const
  const request = { method: 'POST', headers, body: new TextEncoder().encode(body) }
  expect(judgeRequest(send, { ...request, target: '/' }, '').verdict).toBe(want)
  // How wide a number is may be a hint.
  const hinted = want === 'valid' ? 'ambiguous' : want
  expect(judgeRequest(send, { ...request, target: '/?n=1.5' }, '').verdict).toBe(hinted)
})

test.each([
  ['application/json', '0'],
  ['image/png', '{'],
])('under a range bytes are bytes, of %s too', async (type, body) => {
  const { loaded } = await loadDocumentFromObject(
    {
      openapi: '3.1.0',
      info: { title: 'Any', version: '1' },
      paths: {
        '/': {
          post: {
            operationId: 'send',
            requestBody: { content: { '*/*': { schema: { type: 'string', format: 'binary' } } } },
            responses: {},
          },
        },
      },
    },
    { location: 'any.json' },
  )
  const [send] = planApi(readApiModel(loaded).model).operations
  if (send === undefined) throw new Error('no operation')
  const request = {
    method: 'POST',
    target: '/',
    headers: [['Content-Type', type]] as const,
    body: new TextEncoder().encode(body),
  }
  expect(judgeRequest(send, request, '').verdict).toBe('valid')
})
