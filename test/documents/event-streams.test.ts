import { describe, expect, it } from 'vitest'
import { openLoop } from './generated-loop.ts'

const counted = { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } }
const stream = (operationId: string, content: object) => ({
  get: {
    operationId,
    responses: { 200: { description: 'ok', content: { 'text/event-stream': content } } },
  },
})
const documentOf = (openapi: string, paths: object) =>
  JSON.stringify({ openapi, info: { title: 'Events', version: '1' }, paths })

describe('an event stream in OpenAPI 3.0 and 3.1', () => {
  const document = documentOf('3.1.0', {
    '/data': stream('data', { schema: counted }),
    '/list': stream('list', { schema: { type: 'array', minItems: 2, items: counted } }),
    '/words': stream('words', { schema: { type: 'string' } }),
    '/any': stream('any', {}),
  })

  it('has the data of each event as its items, or the list of them', async () => {
    async function* items() {
      yield { n: 1 }
      yield { n: 2 }
    }
    const { client, server } = await openLoop(document, {
      data: () => ({ status: 200, body: items() }),
      list: () => ({ status: 200, body: [{ n: 1 }, { n: 2 }] }),
      words: () => ({ status: 200, body: ['a', 'b\nc'] }),
      any: () => ({ status: 200, body: [{ event: 'x', data: '1', id: '7', retry: 5 }] }),
    })
    expect(await client.data?.()).toMatchObject({ status: 200, body: [{ n: 1 }, { n: 2 }] })
    expect(await client.list?.()).toMatchObject({ status: 200, body: [{ n: 1 }, { n: 2 }] })
    expect(await client.words?.()).toMatchObject({ status: 200, body: ['a', 'b\nc'] })
    expect(await client.any?.()).toMatchObject({
      status: 200,
      body: [{ event: 'x', data: '1', id: '7', retry: 5 }],
    })
    const raw = await server.fetch(new Request('http://loop.invalid/data'))
    expect(await raw.text()).toBe('data: {"n":1}\n\ndata: {"n":2}\n\n')
  })

  it('is judged, each item and the whole', async () => {
    const { client } = await openLoop(document, {
      data: () => ({ status: 200, body: [{ n: 1 }, { n: 'x' }] }),
      list: () => ({ status: 200, body: [{ n: 1 }] }),
    })
    expect(await client.data?.()).toMatchObject({ status: 'undocumented', reason: 'status' })
    expect(await client.list?.()).toMatchObject({ status: 'undocumented', reason: 'status' })
  })
})

it('has the fields of each event as its items in OpenAPI 3.2', async () => {
  const done = { type: 'object', required: ['event'], properties: { event: { const: 'done' } } }
  const step = {
    type: 'object',
    required: ['event', 'data'],
    properties: { event: { const: 'step' }, data: { type: 'string' } },
  }
  const document = documentOf('3.2.0', {
    '/items': stream('items', { itemSchema: { oneOf: [step, done] } }),
    '/whole': stream('whole', { schema: { type: 'array', items: step } }),
  })
  const steps = [{ event: 'step', data: '{"n":1}' }]
  const { client } = await openLoop(document, {
    items: () => ({ status: 200, body: [...steps, { event: 'done' }] }),
    whole: () => ({ status: 200, body: steps }),
  })
  expect(await client.items?.()).toMatchObject({ status: 200, body: [...steps, { event: 'done' }] })
  expect(await client.whole?.()).toMatchObject({ status: 200, body: steps })
})
