import type {
  MediaTypeDescriptor,
  OperationDescriptor,
  ParameterDescriptor,
  SecuritySchemeDescriptor,
} from '@concordat/wire'
import { describe, expect, it } from 'vitest'
import { clientSupport } from './client-support.ts'

const operation = (rest: Partial<OperationDescriptor>): OperationDescriptor => ({
  operationId: 'a',
  method: 'GET',
  path: '/a/{id}',
  responses: { 200: { content: { 'application/json': {} } } },
  ...rest,
})
const plain = { header: false }
const withParameter = (parameter: ParameterDescriptor, path = '/a/{id}') =>
  clientSupport([operation({ path, parameters: [parameter] })], []).parameters
const withBodies = (
  request: Record<string, MediaTypeDescriptor>,
  answer: Record<string, MediaTypeDescriptor> = { 'application/json': {} },
) =>
  clientSupport(
    [operation({ body: { content: request }, responses: { 200: { content: answer } } })],
    [],
  ).bodies

describe('what a client needs beside the core', () => {
  it('is nothing for the usual API', () => {
    const usual = operation({
      parameters: [
        { name: 'id', in: 'path', required: true, shape: 'integer' },
        { name: 'limit', in: 'query', shape: 'integer' },
        { name: 'tag', in: 'query', shape: { array: 'string' } },
        { name: 'X-Trace', in: 'header' },
      ],
      body: { content: { 'application/json': {} } },
      responses: {
        200: {
          headers: { 'X-Left': { shape: 'integer' } },
          content: { 'image/png': { binary: true } },
        },
        default: { content: { 'application/problem+json; charset=utf-8': {} } },
      },
    })
    const schemes: SecuritySchemeDescriptor[] = [
      { type: 'http', scheme: 'Bearer' },
      { type: 'apiKey', in: 'header', name: 'X-Key' },
      { type: 'oauth2', flows: {} },
    ]
    expect(clientSupport([usual], schemes)).toEqual(plain)
  })

  it.each<[string, ParameterDescriptor]>([
    ['a cookie', { name: 'c', in: 'cookie' }],
    ['content', { name: 'q', in: 'query', content: 'application/json' }],
    ['allowReserved', { name: 'q', in: 'query', allowReserved: true }],
    [
      'a list without explode',
      { name: 'q', in: 'query', explode: false, shape: { array: 'string' } },
    ],
    ['an object', { name: 'q', in: 'query', shape: { object: {} } }],
    ['a list in a path', { name: 'id', in: 'path', shape: { array: 'string' } }],
    ['a list in a header', { name: 'X-Ids', in: 'header', shape: { array: 'string' } }],
    ['null', { name: 'q', in: 'query', shape: { anyOf: ['null', 'string'] } }],
    ['a name that must be escaped', { name: 'filter[a]', in: 'query' }],
  ])('is the encoder of all parameters for %s', (_, parameter) => {
    expect(withParameter(parameter)).toEqual([])
  })

  it('is that encoder where a path segment is more than its variable', () => {
    expect(withParameter({ name: 'id', in: 'path' }, '/a/{id}.json')).toEqual([])
    expect(withParameter({ name: 'id', in: 'path' }, '/a/{id}/b')).toBeUndefined()
  })

  it('names the styles that are used', () => {
    expect(withParameter({ name: 'q', in: 'query', style: 'deepObject' })).toEqual(['deepObject'])
  })

  it.each<[SecuritySchemeDescriptor, 'cookie' | 'any']>([
    [{ type: 'apiKey', in: 'cookie', name: 'sid' }, 'cookie'],
    [{ type: 'apiKey', in: 'query', name: 'key' }, 'any'],
    [{ type: 'http', scheme: 'basic' }, 'any'],
    [{ type: 'mutualTLS' }, 'any'],
  ])('is the placing of more credentials for %j', (scheme, credential) => {
    expect(clientSupport([], [scheme])).toEqual({ ...plain, credential })
  })

  it('is the placing of every credential where a parameter has the name of a cookie', () => {
    const operation = {
      operationId: 'a',
      method: 'GET',
      path: '/',
      parameters: [{ name: 'sid', in: 'cookie' }],
      responses: {},
    } as const
    const scheme = { type: 'apiKey', in: 'cookie', name: 'sid' } as const
    expect(clientSupport([operation], [scheme]).credential).toBe('any')
  })

  it('is the reading of all headers for lists and content', () => {
    for (const header of [
      { shape: { array: 'string' } },
      { content: 'application/json' },
    ] as const) {
      const responses = { 200: { headers: { 'X-A': header } } }
      expect(clientSupport([operation({ responses })], []).header).toBe(true)
    }
  })

  it('is forms where all requests are JSON or flat forms', () => {
    const flat = { shape: { object: { a: 'string', b: 'integer' } } } as const
    expect(withBodies({ 'application/x-www-form-urlencoded': flat })).toBe('form')
  })

  it.each<
    [string, Record<string, MediaTypeDescriptor>, Record<string, MediaTypeDescriptor>, string[]]
  >([
    ['two media types', { 'application/json': {}, 'text/plain': {} }, {}, []],
    ['a nested form', { 'application/x-www-form-urlencoded': {} }, {}, ['urlencoded']],
    [
      'a form with a list',
      { 'application/x-www-form-urlencoded': { shape: { object: { a: { array: 'string' } } } } },
      {},
      ['urlencoded'],
    ],
    ['files', { 'multipart/form-data': {} }, {}, ['multipart']],
    ['lines', { 'application/json': {} }, { 'application/x-ndjson': {} }, ['sequence']],
    ['text', { 'application/json': {} }, { 'text/plain': {} }, []],
    ['a range', { 'application/json': {} }, { 'image/*': { binary: true } }, []],
    ['a parameter', { 'application/json': {} }, { 'application/json; version=1': {} }, []],
  ])('is the codecs of all bodies for %s', (_, request, answer, codecs) => {
    expect(withBodies(request, answer)).toEqual(codecs)
  })
})
