import { expect, it } from 'vitest'
import { openLoop } from './generated-loop.ts'

const item = '{ type: object, required: [n], properties: { n: { type: integer } } }'
const document = `
openapi: 3.2.0
info: { title: Lists, version: '1' }
paths:
  /all:
    post:
      operationId: all
      requestBody: { required: true, content: { multipart/mixed: { schema: { type: array, items: ${item} } } } }
      responses: { '204': {} }
  /each:
    post:
      operationId: each
      requestBody: { required: true, content: { multipart/mixed: { itemSchema: ${item}, itemEncoding: { contentType: application/vnd.one+json } } } }
      responses: { '204': {} }
  /pair:
    post:
      operationId: pair
      requestBody:
        required: true
        content:
          multipart/related:
            schema: { type: array, minItems: 2, prefixItems: [ ${item}, { type: integer } ], items: { type: string } }
            prefixEncoding: [ {}, { contentType: text/plain } ]
            itemEncoding: { contentType: text/csv }
      responses: { '204': {} }
`

it('sends the items of a list as parts without names, and reads them by their places', async () => {
  const got: unknown[] = []
  const keep = ({ body }: { body: unknown }) => {
    got.push(body)
    return { status: 204 }
  }
  const { client, server, findings } = await openLoop(document, {
    all: keep,
    each: keep,
    pair: keep,
  })
  expect(findings).toEqual([])
  const list = [{ n: 1 }, { n: 2 }]
  const pair = [{ n: 1 }, 7, 'a,b']
  for (const [name, body] of [
    ['all', list],
    ['all', []],
    ['each', list],
    ['pair', pair],
  ] as const) {
    expect(await client[name]?.({ body } as object)).toMatchObject({ status: 204 })
  }
  expect(got).toEqual([list, [], list, pair])
  expect(await client.all?.({ body: [{ n: 'x' }] })).not.toMatchObject({ status: 204 })
  const send = (type: string) =>
    server.fetch(
      new Request('http://loop.invalid/each', {
        method: 'POST',
        headers: { 'content-type': 'multipart/mixed; boundary=b' },
        body: `--b\r\nContent-Type: ${type}\r\n\r\n{"n":1}\r\n--b--\r\n`,
      }),
    )
  expect((await send('application/vnd.one+json')).status).toBe(204)
  expect((await send('text/plain')).status).toBe(400)
})
