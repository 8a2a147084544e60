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
const plain = { redirects: false }
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
          headers: { 'X-Left': {} },
          content: { 'image/png': { binary: true } },
        },
        default: { content: { 'application/problem+json; charset=utf-8': {} } },
      },
    })
    const schemes: SecuritySchemeDescriptor[] = [
      { type: 'http', scheme: 'Bearer' },
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
      expect(clientSupport([operation({ responses })], []).header).toBe('any')
    }
  })

  it('is the reading of numbers in headers, beside texts', () => {
    const responses = { 200: { headers: { 'X-A': { shape: 'integer' }, 'X-B': {} } } } as const
    expect(clientSupport([operation({ responses })], []).header).toBe('plain')
  })

  it('is the following of redirects where one is described, or a key stands in a header', () => {
    const redirects = (status: string, schemes: readonly SecuritySchemeDescriptor[] = []) =>
      clientSupport([operation({ responses: { [status]: {} } })], schemes).redirects
    expect(redirects('200')).toBe(false)
    expect(redirects('302')).toBe(true)
    expect(redirects('3XX')).toBe(true)
    expect(redirects('200', [{ type: 'apiKey', in: 'cookie', name: 'X-Key' }])).toBe(false)
    expect(redirects('200', [{ type: 'apiKey', in: 'header', name: 'X-Key' }])).toBe(true)
  })

  it('is forms where all requests are JSON or flat forms', () => {
    const flat = { shape: { object: { a: 'string', b: 'integer' } } } as const
    expect(withBodies({ 'application/x-www-form-urlencoded': flat })).toBe('form')
  })

  it.each<{
    name: string
    sent?: Record<string, MediaTypeDescriptor>
    received?: Record<string, MediaTypeDescriptor>
    families: [sent: string[], received: string[]]
  }>([
    {
      name: 'two media types',
      sent: { 'application/json': {}, 'text/plain': {} },
      families: [[], []],
    },
    {
      name: 'a nested form',
      sent: { 'application/x-www-form-urlencoded': {} },
      families: [['urlencoded'], []],
    },
    {
      name: 'a form with a list',
      sent: {
        'application/x-www-form-urlencoded': { shape: { object: { a: { array: 'string' } } } },
      },
      families: [['urlencoded'], []],
    },
    { name: 'files', sent: { 'multipart/form-data': {} }, families: [['multipart'], []] },
    { name: 'parts', received: { 'multipart/mixed': {} }, families: [[], ['multipart']] },
    { name: 'lines', received: { 'application/x-ndjson': {} }, families: [[], ['sequence']] },
    { name: 'text', received: { 'text/plain': {} }, families: [[], []] },
    { name: 'a range', received: { 'image/*': { binary: true } }, families: [[], []] },
    { name: 'a parameter', received: { 'application/json; version=1': {} }, families: [[], []] },
  ])('is what writes and reads bodies for $name', ({ families, ...bodies }) => {
    const { sent = { 'application/json': {} }, received = {} } = bodies
    const [sentFamilies, receivedFamilies] = families
    expect(withBodies(sent, received)).toEqual({ sent: sentFamilies, received: receivedFamilies })
  })
})
