import type { JsonObject, JsonValue } from '@concordat/core'
import { describe, expect, test } from 'vitest'
import { parsePact } from './parse-pact.ts'

function read(interaction: JsonValue, version: string | undefined, more: JsonObject = {}) {
  const file = {
    consumer: { name: 'shop' },
    provider: { name: 'orders' },
    interactions: [interaction],
    ...(version !== undefined && { metadata: { pactSpecification: { version } } }),
    ...more,
  }
  return parsePact(JSON.stringify(file), 'pacts/shop-orders.json')
}

const [request, response] = [
  { method: 'get', path: '/orders' },
  { status: 200, headers: { 'Content-Type': 'application/json' }, body: [{ id: 1 }] },
]

describe('a Pact file', () => {
  test('of version 2, as the writers for Ruby and Python make it', () => {
    const { interactions, specification } = read(
      {
        description: 'a list',
        provider_state: 'orders exist',
        request: { ...request, query: 'page=1&tag=a&tag=b%20c' },
        response: {
          ...response,
          matchingRules: {
            '$.body': { min: 1 },
            '$.body[*].id': { match: 'type' },
            "$['headers']['X-Page']": { match: 'regex', regex: '\\d+' },
          },
        },
      },
      '2.0.0',
    )
    expect(specification).toBe('V2')
    expect(interactions[0]).toMatchObject({
      pointer: '/interactions/0',
      states: [{ name: 'orders exist', params: {} }],
      request: {
        method: 'GET',
        query: [
          ['page', ['1']],
          ['tag', ['a', 'b c']],
        ],
      },
      response: {
        body: { mediaType: 'application/json', content: { kind: 'json', value: [{ id: 1 }] } },
        rules: {
          body: [
            { path: [], rule: { matchers: [{ match: 'type', min: 1 }] } },
            { path: [{ kind: 'any' }, { kind: 'name', name: 'id' }] },
          ],
          headers: new Map([
            ['x-page', { combine: 'AND', matchers: [{ match: 'regex', regex: '\\d+' }] }],
          ]),
        },
      },
    })
  })

  test('of version 3, as the writer for the JVM makes it', () => {
    const { interactions, specification } = read(
      {
        description: 'a list',
        providerStates: [{ name: 'orders exist', params: { count: 3 } }],
        request: { ...request, query: { page: ['1'] } },
        response: {
          ...response,
          matchingRules: {
            header: {
              'X-Page': { matchers: [{ match: 'regex', regex: '\\d+' }], combine: 'AND' },
            },
            body: {
              '$[0].at': {
                matchers: [{ match: 'timestamp', timestamp: "yyyy-MM-dd'T'HH:mm:ss" }],
                combine: 'AND',
              },
            },
          },
          generators: { body: { '$[0].at': { type: 'DateTime' } } },
        },
      },
      '3.0.0',
    )
    expect(specification).toBe('V3')
    expect(interactions[0]).toMatchObject({
      states: [{ name: 'orders exist', params: { count: 3 } }],
      response: {
        rules: {
          body: [{ rule: { matchers: [{ match: 'datetime', format: "yyyy-MM-dd'T'HH:mm:ss" }] } }],
        },
      },
    })
  })

  test('of version 4, with other kinds of interactions named', () => {
    const http = {
      type: 'Synchronous/HTTP',
      description: 'one order',
      pending: true,
      comments: { text: [], own: { a: 1 } },
      providerStates: [{ name: 'an order exists', params: { id: 1 } }],
      request: {
        method: 'GET',
        path: '/orders/1',
        headers: { Accept: ['application/json'] },
        generators: { path: { type: 'ProviderState', expression: '/orders/${id}' } },
      },
      response: {
        status: 200,
        body: { contentType: 'application/json', encoded: 'base64', content: 'eyJpZCI6MX0=' },
        matchingRules: {
          status: { matchers: [{ match: 'statusCode', status: 'success' }], combine: 'AND' },
        },
      },
    }
    const pact = read(http, '4.0', {
      interactions: [http, { type: 'Asynchronous/Messages', description: 'order placed' }],
    })
    expect(pact.notRead).toEqual([
      {
        pointer: '/interactions/1',
        description: 'order placed',
        type: 'Asynchronous/Messages',
      },
    ])
    expect(pact.interactions[0]).toMatchObject({
      pending: true,
      comments: { own: { a: 1 } },
      request: {
        generators: [{ category: 'path', place: [], expression: '/orders/${id}' }],
      },
      response: {
        body: { content: { kind: 'json', value: { id: 1 } } },
        rules: { status: { matchers: [{ match: 'statusCode', status: 'success' }] } },
      },
    })
  })

  test.each<[JsonValue, string]>([
    [{ description: 'x', request, response: { status: '200' } }, '/interactions/0/response/status'],
    [{ description: 'x', request: { path: '/' }, response }, '/interactions/0/request/method'],
    [{ request, response }, '/interactions/0/description'],
    [
      {
        description: 'x',
        request,
        response: {
          ...response,
          matchingRules: { body: { '$.a': { matchers: [{ match: 'odd' }] } } },
        },
      },
      '/interactions/0/response/matchingRules/body/$.a/matchers/0/match',
    ],
    [
      {
        description: 'x',
        request,
        response: { ...response, matchingRules: { body: { 'a b': {} } } },
      },
      '/interactions/0/response/matchingRules/body/a b',
    ],
  ])('says where it is wrong: %j', (interaction, pointer) => {
    expect(() => read(interaction, '3.0.0')).toThrow(`pacts/shop-orders.json#${pointer}: expected `)
  })

  test.each(['', 'no', '[]', '{}', '{"interactions":{}}'])('refuses %s', (text) => {
    expect(() => parsePact(text, 'a.json')).toThrow(/^a\.json.*expected/)
  })
})
