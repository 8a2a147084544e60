import { expect, it } from 'vitest'
import { openLoop } from './generated-loop.ts'

const names = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__']
const parameters = ['query', 'header', 'cookie'].flatMap((location) =>
  names
    // No header is told from another by the case of its letters.
    .map((name) => ({ name, in: location, schema: { type: 'string', maxLength: 3 } })),
)
const document = JSON.stringify({
  openapi: '3.0.3',
  info: { title: 'Names', version: '1' },
  paths: {
    '/races/{constructor}': {
      get: {
        operationId: 'toString',
        parameters: [
          { name: 'constructor', in: 'path', required: true, schema: { type: 'string' } },
          ...parameters,
        ],
        responses: {
          200: {
            description: 'ok',
            headers: { Constructor: { schema: { type: 'integer' } } },
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: { constructor: { type: 'integer' }, valueOf: { type: 'string' } },
                },
              },
            },
          },
        },
      },
    },
  },
})

/** The operation named `toString`, whose name hides what every object has of that name. */
type Call = (input?: object) => unknown

async function open(headers: Readonly<Record<string, string>> = {}) {
  const seen: unknown[] = []
  const loop = await openLoop(document, {
    toString: (input: { query?: object; header?: object; cookie?: object; path: object }) => {
      seen.push(JSON.parse(JSON.stringify([input.path, input.query, input.header, input.cookie])))
      return { status: 200, body: {}, headers }
    },
  })
  return { ...loop, seen }
}

it('leaves names that every object has alone where nothing was sent', async () => {
  const { client, seen } = await open()
  const call: Call = client.toString
  expect(await call({ path: { constructor: 'x' } })).toMatchObject({
    status: 200,
  })
  const nothing: object = {}
  expect(seen).toEqual([[{ constructor: 'x' }, nothing, nothing, nothing]])
})

it('carries values of such names, and judges them', async () => {
  const { client, seen } = await open({ constructor: '7' })
  const own = (value: string) =>
    JSON.parse(JSON.stringify(Object.fromEntries(names.map((name) => [name, value]))))
  const send: Call = client.toString
  const call = (value: string) =>
    send({
      path: { constructor: 'x' },
      query: JSON.parse(`{${names.map((name) => `"${name}":"${value}"`)}}`),
      header: { constructor: value },
      cookie: { valueOf: value },
    })
  expect(await call('abc')).toMatchObject({ status: 200, headers: { constructor: 7 } })
  expect(seen).toEqual([
    [{ constructor: 'x' }, own('abc'), { constructor: 'abc' }, { valueOf: 'abc' }],
  ])
  expect(await call('long')).toMatchObject({ status: 'undocumented', reason: 'status' })
})
