import type { JsonObject, JsonValue } from '@concordat/core'

/** A contract, a document, and what is right to say of them. */
export interface ContractCase {
  readonly name: string
  readonly document: JsonObject
  readonly pact: JsonObject
  /** What the document's answers or the contract's requests do. */
  readonly verdict: 'fits' | 'breaks' | 'unknown'
  /** Of the finding that is expected. */
  readonly id?: string
  readonly why: string
}

const text = { type: 'string' }
const object = (properties: JsonObject, required: readonly string[] = []): JsonObject => ({
  type: 'object',
  properties,
  ...(required.length > 0 && { required }),
})
const withA = object({ a: text }, ['a'])

/** A document with `GET /a/{id}` that answers 200 by a schema, and with what is given beside. */
export function documentOf(schema: JsonValue, more: JsonObject = {}): JsonObject {
  const { responses = {}, openapi = '3.1.0', operation = {}, paths = {}, content } = more
  const answer = content ?? { 'application/json': { schema } }
  return {
    openapi,
    info: { title: 'Things', version: '1' },
    paths: {
      '/a/{id}': {
        get: {
          operationId: 'getThing',
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
          responses: {
            200: { description: 'x', content: answer },
            ...(responses as JsonObject),
          },
          ...(operation as JsonObject),
        },
      },
      ...(paths as JsonObject),
    },
  }
}

const all = (...matchers: readonly JsonObject[]) => ({ combine: 'AND', matchers })
const some = (...matchers: readonly JsonObject[]) => ({ combine: 'OR', matchers })
const byType = { match: 'type' }

interface Expected {
  readonly rules?: JsonObject
  readonly status?: number
  readonly request?: JsonObject
  readonly states?: JsonValue
  readonly description?: string
  readonly headers?: JsonObject
  readonly mediaType?: string
  readonly more?: JsonObject
  readonly noBody?: boolean
  readonly responseRules?: JsonObject
}

/** One interaction of version 4. */
function interactionOf(content: JsonValue, expected: Expected = {}): JsonObject {
  const { rules = { $: all(byType) }, mediaType = 'application/json' } = expected
  return {
    type: 'Synchronous/HTTP',
    description: expected.description ?? 'reads',
    ...(expected.states !== undefined && { providerStates: expected.states }),
    request: { method: 'GET', path: '/a/1', ...expected.request },
    response: {
      status: expected.status ?? 200,
      headers: { 'Content-Type': [mediaType], ...expected.headers },
      ...(!expected.noBody && { body: { contentType: mediaType, encoded: false, content } }),
      matchingRules: { body: rules, ...expected.responseRules },
    },
    ...expected.more,
  }
}

function pactOf(...interactions: readonly JsonObject[]): JsonObject {
  return {
    consumer: { name: 'shop' },
    provider: { name: 'things' },
    interactions,
    metadata: { pactSpecification: { version: '4.0' } },
  }
}

const expects = (content: JsonValue, expected?: Expected) =>
  pactOf(interactionOf(content, expected))

/** The place, what the document says, what the consumer takes, the verdict. */
function answers(
  name: string,
  [schema, pact]: readonly [
    document: JsonValue | { readonly document: JsonObject },
    pact: JsonObject,
  ],
  verdict: ContractCase['verdict'],
  said: string,
): ContractCase {
  const [id, why = said] = said.includes(': ') ? said.split(/: (.*)/s) : [undefined, said]
  const isDocument = typeof schema === 'object' && schema !== null && 'document' in schema
  return {
    name,
    document: isDocument ? (schema.document as JsonObject) : documentOf(schema as JsonValue),
    pact,
    verdict,
    ...(id !== undefined && { id }),
    why,
  }
}

const at = (schema: JsonValue, more: JsonObject) => ({ document: documentOf(schema, more) })
const list = { type: 'array', items: withA }
const iso = { match: 'datetime', format: "yyyy-MM-dd'T'HH:mm:ssX" }

/** Where a consumer needs more than a document promises, or not. */
const promised: readonly ContractCase[] = [
  answers(
    'optional member',
    [object({ a: text, b: text }, ['a']), expects({ b: 'x' })],
    'breaks',
    'response-required: b may be absent',
  ),
  answers(
    'required member',
    [object({ a: text, b: text }, ['b']), expects({ b: 'x' })],
    'fits',
    'b is promised',
  ),
  answers(
    'nullable member',
    [object({ b: { type: ['string', 'null'] } }, ['b']), expects({ b: 'x' })],
    'breaks',
    'response-type: b may be null',
  ),
  answers(
    'nullable member, 3.0',
    [
      at(object({ b: { type: 'string', nullable: true } }, ['b']), { openapi: '3.0.3' }),
      expects({ b: 'x' }),
    ],
    'breaks',
    'response-type: b may be null',
  ),
  answers(
    'nullable member, null taken',
    [
      object({ b: { type: ['string', 'null'] } }, ['b']),
      expects({ b: 'x' }, { rules: { $: all(byType), '$.b': some(byType, { match: 'null' }) } }),
    ],
    'fits',
    'the consumer takes null',
  ),
  answers(
    'larger enum',
    [object({ s: { enum: ['a', 'b', 'c'] } }, ['s']), expects({ s: 'a' }, { rules: {} })],
    'breaks',
    'response-enum: b and c may come',
  ),
  answers(
    'larger enum, by pattern',
    [
      object({ s: { enum: ['a', 'b', 'c'] } }, ['s']),
      expects({ s: 'a' }, { rules: { '$.s': all({ match: 'regex', regex: '^(a|b)$' }) } }),
    ],
    'breaks',
    'response-enum: c may come',
  ),
  answers(
    'equal enum, by pattern',
    [
      object({ s: { enum: ['a', 'b'] } }, ['s']),
      expects({ s: 'a' }, { rules: { '$.s': all({ match: 'regex', regex: '^(a|b)$' }) } }),
    ],
    'fits',
    'both are taken',
  ),
  answers(
    'enum taken by type',
    [object({ s: { enum: ['a', 'b'] } }, ['s']), expects({ s: 'a' })],
    'fits',
    'any string is taken',
  ),
  answers(
    'equality with free text',
    [withA, expects({ a: 'x' }, { rules: {} })],
    'breaks',
    'response-enum: any text may come',
  ),
  answers(
    'equality with a constant',
    [object({ a: { const: 'x' } }, ['a']), expects({ a: 'x' }, { rules: {} })],
    'fits',
    'the document says the same',
  ),
  answers(
    'integer, number promised',
    [
      object({ n: { type: 'number' } }, ['n']),
      expects({ n: 1 }, { rules: { '$.n': all({ match: 'integer' }) } }),
    ],
    'breaks',
    'response-type: 0.5 may come',
  ),
  answers(
    'integer promised',
    [
      object({ n: { type: 'integer' } }, ['n']),
      expects({ n: 1 }, { rules: { '$.n': all({ match: 'integer' }) } }),
    ],
    'fits',
    'integers are taken',
  ),
  answers(
    'number, integer promised',
    [
      object({ n: { type: 'integer' } }, ['n']),
      expects({ n: 1 }, { rules: { '$.n': all({ match: 'number' }) } }),
    ],
    'fits',
    'integers are numbers',
  ),
  answers(
    'decimal, integer promised',
    [
      object({ n: { type: 'integer' } }, ['n']),
      expects({ n: 1.5 }, { rules: { '$.n': all({ match: 'decimal' }) } }),
    ],
    'breaks',
    'response-excluded: integers are no decimals',
  ),
  answers(
    'stricter pattern',
    [
      object({ s: text }, ['s']),
      expects({ s: 'AB' }, { rules: { '$.s': all({ match: 'regex', regex: '^[A-Z]{2}$' }) } }),
    ],
    'breaks',
    'response-pattern: any text may come',
  ),
  answers(
    'same pattern',
    [
      object({ s: { ...text, pattern: '^[A-Z]{2}$' } }, ['s']),
      expects({ s: 'AB' }, { rules: { '$.s': all({ match: 'regex', regex: '^[A-Z]{2}$' }) } }),
    ],
    'fits',
    'the document says the same',
  ),
  answers(
    'looser pattern',
    [
      object({ s: { ...text, pattern: '^[A-Z]{2}$' } }, ['s']),
      expects({ s: 'AB' }, { rules: { '$.s': all({ match: 'regex', regex: '^[A-Z]+$' }) } }),
    ],
    'fits',
    'two letters are some letters',
  ),
  answers(
    'pattern that is not anchored',
    [
      object({ s: { ...text, pattern: '^id-[0-9]+$' } }, ['s']),
      expects({ s: 'id-1' }, { rules: { '$.s': all({ match: 'regex', regex: '[0-9]' }) } }),
    ],
    'fits',
    'a digit is in each',
  ),
  answers(
    'list of at least one, may be empty',
    [list, expects([{ a: 'x' }], { rules: { $: all({ match: 'type', min: 1 }) } })],
    'breaks',
    'response-min-items: an empty list may come',
  ),
  answers(
    'list of at least one, as promised',
    [
      { ...list, minItems: 1 },
      expects([{ a: 'x' }], { rules: { $: all({ match: 'type', min: 1 }) } }),
    ],
    'fits',
    'one item is promised',
  ),
  answers('list by type', [list, expects([{ a: 'x' }])], 'fits', 'an empty list is taken'),
  answers(
    'list without a rule',
    [list, expects([{ a: 'x' }], { rules: { '$[0].a': all(byType) } })],
    'breaks',
    'response-min-items: exactly one item is taken',
  ),
  answers(
    'list of at most two',
    [list, expects([{ a: 'x' }], { rules: { $: all({ match: 'type', max: 2 }) } })],
    'breaks',
    'response-max-items: three items may come',
  ),
  answers(
    'optional member of items',
    [{ type: 'array', items: object({ a: text }) }, expects([{ a: 'x' }])],
    'breaks',
    'response-required: an item may be without a',
  ),
  answers(
    'items of another type',
    [{ type: 'array', items: { type: 'integer' } }, expects(['x'])],
    'breaks',
    'response-type: items are integers',
  ),
  answers(
    'items may be null',
    [{ type: 'array', items: { type: ['string', 'null'] } }, expects(['x'])],
    'breaks',
    'response-type: an item may be null',
  ),
]

/** Members, alternatives, formats. */
const shapes: readonly ContractCase[] = [
  answers(
    'unknown member',
    [withA, expects({ z: 1 })],
    'breaks',
    'response-required: nothing promises z',
  ),
  answers(
    'unknown member, more are allowed',
    [{ ...withA, additionalProperties: true }, expects({ z: 1 })],
    'breaks',
    'response-required: z may come, and may not',
  ),
  answers(
    'unknown member of a closed object',
    [{ ...withA, additionalProperties: false }, expects({ z: 1 })],
    'breaks',
    'response-required: z never comes',
  ),
  answers(
    'another type',
    [object({ a: { type: 'integer' } }, ['a']), expects({ a: 'x' })],
    'breaks',
    'response-type: a is an integer',
  ),
  answers(
    'more members are ignored',
    [object({ a: text, b: text, c: text }, ['a']), expects({ a: 'x' })],
    'fits',
    'b and c are not read',
  ),
  answers(
    'member within an optional object',
    [object({ o: object({ a: text }, ['a']) }), expects({ o: { a: 'x' } })],
    'breaks',
    'response-required: o may be absent',
  ),
  answers(
    'optional member within',
    [object({ o: object({ a: text }) }, ['o']), expects({ o: { a: 'x' } })],
    'breaks',
    'response-required: o may be without a',
  ),
  answers(
    'parts by allOf',
    [{ allOf: [withA, object({ n: { type: 'integer' } }, ['n'])] }, expects({ a: 'x', n: 1 })],
    'fits',
    'both parts promise',
  ),
  answers(
    'wrong type under allOf',
    [{ allOf: [withA, object({ n: { type: 'integer' } }, ['n'])] }, expects({ n: 'x' })],
    'breaks',
    'response-type: n is an integer',
  ),
  answers(
    'one of two alternatives',
    [
      {
        oneOf: [
          object({ k: { const: 'a' }, a: text }, ['k', 'a']),
          object({ k: { const: 'b' }, b: text }, ['k', 'b']),
        ],
      },
      expects({ a: 'x' }),
    ],
    'breaks',
    'response-required: the other has no a',
  ),
  answers(
    'what all alternatives have',
    [
      {
        oneOf: [
          object({ k: { const: 'a' }, a: text }, ['k', 'a']),
          object({ k: { const: 'b' }, b: text }, ['k', 'b']),
        ],
      },
      expects({ k: 'a' }),
    ],
    'fits',
    'both have k',
  ),
  answers(
    'date-time by ISO rule',
    [
      object({ t: { ...text, format: 'date-time' } }, ['t']),
      expects({ t: '2026-01-01T00:00:00Z' }, { rules: { '$.t': all(iso) } }),
    ],
    'fits',
    'the format is taken',
  ),
  answers(
    'free text by ISO rule',
    [
      object({ t: text }, ['t']),
      expects({ t: '2026-01-01T00:00:00Z' }, { rules: { '$.t': all(iso) } }),
    ],
    'breaks',
    'response-pattern: any text may come',
  ),
  answers(
    'date by ISO rule',
    [
      object({ t: { ...text, format: 'date' } }, ['t']),
      expects(
        { t: '2026-01-01' },
        { rules: { '$.t': all({ match: 'date', format: 'yyyy-MM-dd' }) } },
      ),
    ],
    'fits',
    'the format is taken',
  ),
  answers(
    'date in another order',
    [
      object({ t: { ...text, format: 'date' } }, ['t']),
      expects(
        { t: '01/01/2026' },
        { rules: { '$.t': all({ match: 'date', format: 'dd/MM/yyyy' }) } },
      ),
    ],
    'breaks',
    'response-pattern: ISO dates are not taken',
  ),
  answers(
    'each value',
    [
      { type: 'object', additionalProperties: { type: 'integer' } },
      expects(
        { k: 1 },
        { rules: { $: all({ match: 'eachValue', rules: [{ match: 'integer' }] }) } },
      ),
    ],
    'fits',
    'all are integers',
  ),
  answers(
    'each value of another type',
    [
      { type: 'object', additionalProperties: text },
      expects(
        { k: 1 },
        { rules: { $: all({ match: 'eachValue', rules: [{ match: 'integer' }] }) } },
      ),
    ],
    'breaks',
    'response-type: values are texts',
  ),
  answers(
    'each key',
    [
      { type: 'object', additionalProperties: text },
      expects(
        { k1: 'x' },
        { rules: { $: all({ match: 'eachKey', rules: [{ match: 'regex', regex: '^k' }] }) } },
      ),
    ],
    'breaks',
    'response-member-names: any name may come',
  ),
  answers(
    'each key, names promised',
    [
      { type: 'object', propertyNames: { pattern: '^k' } },
      expects(
        { k1: 'x' },
        { rules: { $: all({ match: 'eachKey', rules: [{ match: 'regex', regex: '^k' }] }) } },
      ),
    ],
    'fits',
    'the document says the same',
  ),
  answers(
    'map with a named key',
    [{ type: 'object', additionalProperties: text }, expects({ k: 'x' })],
    'breaks',
    'response-required: k may be absent',
  ),
  answers(
    'list that contains',
    [
      list,
      expects([{ a: 'x' }], {
        rules: {
          $: all({
            match: 'arrayContains',
            variants: [{ index: 0, rules: { '$.a': all(byType) } }],
          }),
        },
      }),
    ],
    'breaks',
    'response-contains: an empty list may come',
  ),
  answers(
    'boolean',
    [object({ b: { type: 'boolean' } }, ['b']), expects({ b: true })],
    'fits',
    'both values are taken',
  ),
  answers(
    'boolean without a rule',
    [object({ b: { type: 'boolean' } }, ['b']), expects({ b: true }, { rules: {} })],
    'breaks',
    'response-enum: false may come',
  ),
  answers(
    'always null',
    [object({ b: { type: 'null' } }, ['b']), expects({ b: null })],
    'fits',
    'the document says the same',
  ),
  answers(
    'text that includes',
    [
      object({ s: text }, ['s']),
      expects({ s: 'axb' }, { rules: { '$.s': all({ match: 'include', value: 'x' }) } }),
    ],
    'breaks',
    'response-pattern: any text may come',
  ),
  answers(
    'write-only member',
    [object({ p: { ...text, writeOnly: true } }, ['p']), expects({ p: 'x' })],
    'breaks',
    'response-required: it is no part of answers',
  ),
  answers(
    'pattern that cannot be read',
    [
      object({ s: text }, ['s']),
      expects({ s: 'x' }, { rules: { '$.s': all({ match: 'regex', regex: '(?i)[' }) } }),
    ],
    'unknown',
    'response-pattern: nothing can be said of it',
  ),
  answers(
    'no schema',
    [at(true, { content: { 'application/json': {} } }), expects({ a: 'x' })],
    'breaks',
    'response-type: anything may come',
  ),
  answers(
    'recursive schema',
    [
      {
        document: {
          ...documentOf({ $ref: '#/components/schemas/Node' }),
          components: {
            schemas: {
              Node: object(
                {
                  a: text,
                  children: { type: 'array', items: { $ref: '#/components/schemas/Node' } },
                },
                ['a', 'children'],
              ),
            },
          },
        },
      },
      expects({ a: 'x', children: [{ a: 'x' }] }),
    ],
    'fits',
    'each node has a',
  ),
]

const stateA = [{ name: 'with note' }]
const stateB = [{ name: 'without note' }]

/** Statuses, headers, media types, several interactions, requests. */
const exchanges: readonly ContractCase[] = [
  answers(
    'undocumented status',
    [withA, expects({ a: 'x' }, { status: 404 })],
    'breaks',
    'response-status-undocumented: no 404 is promised',
  ),
  answers(
    'status by range',
    [
      at(withA, {
        responses: {
          '4XX': { description: 'x', content: { 'application/json': { schema: withA } } },
        },
      }),
      expects({ a: 'x' }, { status: 404 }),
    ],
    'fits',
    '4XX is 404, too',
  ),
  answers(
    'status by default',
    [
      at(withA, {
        responses: {
          default: { description: 'x', content: { 'application/json': { schema: withA } } },
        },
      }),
      expects({ a: 'x' }, { status: 500 }),
    ],
    'fits',
    'default is every other status',
  ),
  answers(
    'optional member of an error',
    [
      at(withA, {
        responses: {
          404: {
            description: 'x',
            content: { 'application/json': { schema: object({ title: text }) } },
          },
        },
      }),
      expects({ title: 'x' }, { status: 404 }),
    ],
    'breaks',
    'response-required: title may be absent',
  ),
  answers(
    'any success',
    [
      at(withA, {
        responses: {
          206: {
            description: 'x',
            content: { 'application/json': { schema: object({ b: text }) } },
          },
        },
      }),
      expects(
        { a: 'x' },
        { responseRules: { status: all({ match: 'statusCode', status: 'success' }) } },
      ),
    ],
    'breaks',
    'response-required: the answer 206 has no a',
  ),
  answers(
    'no body documented',
    [at(withA, { responses: { 200: { description: 'x' } } }), expects({ a: 'x' })],
    'breaks',
    'response-body-undocumented: nothing is promised',
  ),
  answers(
    'body left open',
    [object({ a: text }), expects(null, { noBody: true })],
    'fits',
    'the consumer reads none',
  ),
  answers(
    'other media type',
    [at(withA, { content: { 'application/xml': { schema: withA } } }), expects({ a: 'x' })],
    'breaks',
    'response-media-type-undocumented: JSON is not promised',
  ),
  answers(
    'media type with a charset',
    [
      at(withA, { content: { 'application/json; charset=utf-8': { schema: withA } } }),
      expects({ a: 'x' }),
    ],
    'fits',
    'JSON is always UTF-8',
  ),
  answers(
    'plain text',
    [
      at(true, { content: { 'text/plain': { schema: text } } }),
      expects('x', { mediaType: 'text/plain' }),
    ],
    'fits',
    'a text is a text',
  ),
  answers(
    'plain text without a rule',
    [
      at(true, { content: { 'text/plain': { schema: text } } }),
      expects('x', { mediaType: 'text/plain', rules: {} }),
    ],
    'breaks',
    'response-enum: any text may come',
  ),
  answers(
    'XML',
    [
      at(true, { content: { 'application/xml': { schema: withA } } }),
      expects('<a/>', { mediaType: 'application/xml' }),
    ],
    'unknown',
    'response-body-not-compared: XML is not taken apart',
  ),
  answers(
    'undocumented header',
    [withA, expects({ a: 'x' }, { headers: { 'X-N': ['1'] } })],
    'breaks',
    'response-header-undocumented: nothing promises it',
  ),
  answers(
    'optional header',
    [
      at(withA, {
        responses: {
          200: {
            description: 'x',
            headers: { 'X-N': { schema: { type: 'integer' } } },
            content: { 'application/json': { schema: withA } },
          },
        },
      }),
      expects({ a: 'x' }, { headers: { 'x-n': ['1'] } }),
    ],
    'breaks',
    'response-header-optional: it may be absent',
  ),
  answers(
    'header by pattern',
    [
      at(withA, {
        responses: {
          200: {
            description: 'x',
            headers: {
              'X-N': { required: true, schema: { type: 'integer', minimum: 0, maximum: 9 } },
            },
            content: { 'application/json': { schema: withA } },
          },
        },
      }),
      expects(
        { a: 'x' },
        {
          headers: { 'X-N': ['1'] },
          responseRules: { header: { 'X-N': all({ match: 'regex', regex: '^[0-9]+$' }) } },
        },
      ),
    ],
    'fits',
    'its digits are taken',
  ),
  answers(
    'two states, one without the member',
    [
      object({ note: text }),
      pactOf(
        interactionOf({ note: 'x' }, { states: stateA }),
        interactionOf({}, { states: stateB }),
      ),
    ],
    'fits',
    'either is taken',
  ),
  answers(
    'two states that need it',
    [
      object({ note: text }),
      pactOf(
        interactionOf({ note: 'x' }, { states: stateA }),
        interactionOf({ note: 'y' }, { states: stateB }),
      ),
    ],
    'breaks',
    'response-required: it may be absent',
  ),
  answers(
    'two states, an enum together',
    [
      object({ s: { enum: ['a', 'b'] } }, ['s']),
      pactOf(
        interactionOf({ s: 'a' }, { states: stateA, rules: {} }),
        interactionOf({ s: 'b' }, { states: stateB, rules: {} }),
      ),
    ],
    'fits',
    'each value is met by a state',
  ),
  answers(
    'one state, asked twice',
    [
      object({ a: text, b: text }, ['a']),
      pactOf(
        interactionOf({ a: 'x' }, { states: stateA }),
        interactionOf({ b: 'x' }, { states: stateA, description: 'again' }),
      ),
    ],
    'breaks',
    'response-required: b may be absent',
  ),
  answers(
    'path parameter of another type',
    [withA, expects({ a: 'x' }, { request: { path: '/a/abc' } })],
    'breaks',
    'request-path-invalid: id is an integer',
  ),
  answers(
    'other path',
    [withA, expects({ a: 'x' }, { request: { path: '/b/1' } })],
    'breaks',
    'operation-undocumented: there is no such path',
  ),
  answers(
    'other method',
    [withA, expects({ a: 'x' }, { request: { method: 'DELETE' } })],
    'breaks',
    'operation-undocumented: there is no such method',
  ),
  answers(
    'undocumented query parameter',
    [withA, expects({ a: 'x' }, { request: { query: { x: ['1'] } } })],
    'fits',
    'request-query-undocumented: the document does not forbid it',
  ),
  answers(
    'required query parameter',
    [
      at(withA, {
        operation: {
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'integer' } },
            { name: 'q', in: 'query', required: true, schema: text },
          ],
        },
      }),
      expects({ a: 'x' }),
    ],
    'breaks',
    'request-query-invalid: q is missing',
  ),
  answers(
    'query parameter of another type',
    [
      at(withA, {
        operation: {
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'integer' } },
            { name: 'q', in: 'query', schema: { type: 'integer' } },
          ],
        },
      }),
      expects({ a: 'x' }, { request: { query: { q: ['x'] } } }),
    ],
    'breaks',
    'request-query-invalid: q is an integer',
  ),
  answers(
    'below the path of a server',
    [
      { document: { ...documentOf(withA), servers: [{ url: 'https://api.example.com/v1' }] } },
      expects({ a: 'x' }, { request: { path: '/v1/a/1' } }),
    ],
    'fits',
    'clients call it there',
  ),
  answers(
    'what is refused on purpose',
    [
      at(withA, { responses: { 400: { description: 'x' } } }),
      expects(null, { status: 400, noBody: true, request: { path: '/a/abc' } }),
    ],
    'fits',
    'the request is to be refused',
  ),
  answers(
    'pending',
    [withA, expects({ z: 1 }, { more: { pending: true } })],
    'fits',
    'response-required: it is said, and fails nobody',
  ),
]

const creating = (schema: JsonObject, required = true): JsonObject => ({
  paths: {
    '/a': {
      post: {
        operationId: 'createThing',
        requestBody: { required, content: { 'application/json': { schema } } },
        responses: {
          201: { description: 'x', content: { 'application/json': { schema: withA } } },
        },
      },
    },
  },
})
const creates = (body: JsonValue | undefined) =>
  expects(
    { a: 'x' },
    {
      status: 201,
      request: {
        method: 'POST',
        path: '/a',
        headers: { 'Content-Type': ['application/json'] },
        ...(body !== undefined && {
          body: { contentType: 'application/json', encoded: false, content: body },
        }),
      },
    },
  )

/** Bodies of requests. */
const bodies: readonly ContractCase[] = [
  answers(
    'body as documented',
    [at(withA, creating(withA)), creates({ a: 'x' })],
    'fits',
    'the document allows it',
  ),
  answers(
    'body without a required member',
    [at(withA, creating(object({ a: text, b: text }, ['a', 'b']))), creates({ a: 'x' })],
    'breaks',
    'request-body-invalid: b is required',
  ),
  answers(
    'body with another type',
    [at(withA, creating(withA)), creates({ a: 1 })],
    'breaks',
    'request-body-invalid: a is a text',
  ),
  answers(
    'body with a member too many',
    [at(withA, creating({ ...withA, additionalProperties: false })), creates({ a: 'x', z: 1 })],
    'breaks',
    'request-body-invalid: z is not allowed',
  ),
  answers(
    'body with an undocumented member',
    [at(withA, creating(withA)), creates({ a: 'x', z: 1 })],
    'fits',
    'more members are allowed',
  ),
  answers(
    'no body where one is required',
    [at(withA, creating(withA)), creates(undefined)],
    'breaks',
    'request-body-invalid: the body is required',
  ),
  answers(
    'member that became an enum',
    [at(withA, creating(object({ a: { enum: ['y'] } }, ['a']))), creates({ a: 'x' })],
    'breaks',
    'request-body-invalid: x is not one of them',
  ),
]

/** What a checker of contracts has to find, and what it has to leave alone. */
export const contractCases: readonly ContractCase[] = [
  ...promised,
  ...shapes,
  ...exchanges,
  ...bodies,
]
