import { expect, it } from 'vitest'
import { openLoop } from './generated-loop.ts'

const none = { 204: { description: 'none' } }

it('names what nobody can send, and schemes that need one header together', async () => {
  const { findings } = await openLoop(
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'Odd', version: '1' },
      security: [{ key: [], bearer: [] }],
      paths: {
        '/g': {
          get: {
            operationId: 'getBody',
            requestBody: { content: { 'application/json': { schema: {} } } },
            responses: none,
          },
          trace: { operationId: 'traceIt', security: [{ bearer: [] }], responses: none },
        },
      },
      components: {
        securitySchemes: {
          key: { type: 'apiKey', in: 'header', name: 'Authorization' },
          bearer: { type: 'http', scheme: 'bearer' },
        },
      },
    }),
    {},
  )
  const ids = findings.map((one) => one.split(':')[0])
  expect(ids).toEqual(['operation-unsendable', 'security-same-header', 'operation-unsendable'])
})

it('labels files truly, and counts them right', async () => {
  const file = { type: 'string', format: 'binary' }
  const seen: string[] = []
  const { client, problems } = await openLoop(
    JSON.stringify({
      openapi: '3.0.3',
      info: { title: 'Files', version: '1' },
      paths: {
        '/a': {
          post: {
            operationId: 'a',
            requestBody: {
              required: true,
              content: {
                'multipart/form-data': {
                  schema: {
                    type: 'object',
                    properties: { file, many: { type: 'array', items: file } },
                  },
                  encoding: {
                    file: { contentType: 'image/png' },
                    many: { contentType: 'image/*' },
                  },
                },
              },
            },
            responses: none,
          },
        },
      },
    }),
    {
      a: ({ body }: { body: { file?: Blob } }) => {
        seen.push(body.file?.type ?? '')
        return { status: 204 }
      },
    },
  )
  const blob = (type: string) => new Blob(['x'], { type })
  expect(await client.a?.({ body: { file: blob('image/png') } })).toMatchObject({ status: 204 })
  expect(await client.a?.({ body: { file: blob('') } })).toMatchObject({ status: 204 })
  expect(seen).toEqual(['image/png', 'image/png'])
  await client.a?.({ body: { file: blob('image/gif') } })
  await client.a?.({ body: { many: [blob('image/gif'), blob('text/plain'), blob('text/css')] } })
  const where = problems.map(({ issues }) => issues?.map(({ path }) => path.join('.')))
  expect(where).toEqual([['file'], ['many.1', 'many.2']])
})
