import { expect, it } from 'vitest'
import { openLoop } from './generated-loop.ts'

const document = `
openapi: 3.1.0
info: { title: Deep, version: '1' }
paths:
  /orders:
    post:
      operationId: order
      requestBody:
        content:
          application/x-www-form-urlencoded:
            encoding: { lines: { style: deepObject, explode: true } }
            schema:
              type: object
              properties:
                lines:
                  type: array
                  items:
                    type: object
                    properties:
                      price: { type: object, properties: { every: { type: object, properties: { count: { type: integer } } } } }
      responses: { '204': {} }
    get:
      operationId: find
      parameters: [{ name: where, in: query, style: deepObject, explode: true, schema: { $ref: '#/components/schemas/Where' } }]
      responses: { '204': {} }
components:
  schemas:
    Where: { type: object, properties: { least: { type: integer }, and: { $ref: '#/components/schemas/Where' } } }
`

it('reads what is written in brackets by its types, however deep it stands', async () => {
  const got: unknown[] = []
  const { client } = await openLoop(document, {
    order: ({ body }: { body: unknown }) => {
      got.push(body)
      return { status: 204 }
    },
    find: ({ query }: { query: unknown }) => {
      got.push(query)
      return { status: 204 }
    },
  })
  const lines = [{ price: { every: { count: 3 } } }]
  expect(await client.order?.({ body: { lines } })).toMatchObject({ status: 204 })
  const where = whereOf(60)
  expect(await client.find?.({ query: { where } })).toMatchObject({ status: 204 })
  expect(got).toEqual([{ lines }, { where }])
  expect(await client.find?.({ query: { where: whereOf(70) } })).not.toMatchObject({ status: 204 })
})

function whereOf(depth: number): object {
  return depth === 1 ? { least: 1 } : { least: depth, and: whereOf(depth - 1) }
}
