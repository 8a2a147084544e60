import { expect, it } from 'vitest'
import { openLoop } from './generated-loop.ts'

const document = `
openapi: 3.0.3
info: { title: Directions, version: '1' }
paths:
  /items:
    post:
      operationId: createItem
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Item' } } } }
      responses:
        '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Item' } } } }
components:
  schemas:
    Item:
      type: object
      required: [payload, id]
      properties:
        payload: { $ref: '#/components/schemas/Payload' }
        id: { type: string, readOnly: true }
        list: { type: array, items: { $ref: '#/components/schemas/Payload' } }
        map: { type: object, additionalProperties: { $ref: '#/components/schemas/Payload' } }
        self: { $ref: '#/components/schemas/Item' }
        either: { oneOf: [{ $ref: '#/components/schemas/Payload' }, { type: object, required: [at], properties: { at: { type: integer }, kind: { type: integer } } }] }
    Payload:
      type: object
      additionalProperties: false
      required: [kind, encoded, at]
      properties:
        kind: { type: string, enum: [jpeg] }
        encoded: { type: string, writeOnly: true }
        at: { type: string, readOnly: true }
`
const sent = { kind: 'jpeg', encoded: 'secret' }
const kept = { ...sent, at: 'now' }
const seen = { kind: 'jpeg', at: 'now' }

it.each([
  ['at the top', { payload: kept }],
  ['in a list', { payload: seen, list: [seen, kept] }],
  ['in a map', { payload: seen, map: { a: kept } }],
  ['in a recursion', { payload: seen, self: { id: '2', payload: kept } }],
])('never sends what is writeOnly: %s', async (_, body) => {
  const { client, problems } = await openLoop(document, {
    createItem: () => ({ status: 200, body: { id: '1', ...body } }),
  })
  const answer = await client.createItem?.({ body: { payload: sent } })
  expect(answer?.status).toBe('undocumented')
  expect(JSON.stringify(answer?.body)).not.toContain('secret')
  expect(problems).toMatchObject([{ kind: 'internal' }])
})

it('drops what is readOnly from requests, whatever its value, and keeps all else', async () => {
  let got: unknown
  const { client } = await openLoop(document, {
    createItem: ({ body }: { body: object }) => {
      got = body
      return { status: 200, body: { id: '1', payload: seen } }
    },
  })
  const input = {
    id: 7,
    more: 'kept',
    payload: { ...sent, at: 5 },
    list: [sent, kept],
    map: { a: kept },
    self: { id: 7, payload: kept },
    either: { at: 5, kind: 6 },
  }
  expect(await client.createItem?.({ body: input })).toMatchObject({ status: 200 })
  expect(got).toEqual({
    more: 'kept',
    payload: sent,
    list: [sent, sent],
    map: { a: sent },
    self: { payload: sent },
    either: { at: 5, kind: 6 },
  })
})
