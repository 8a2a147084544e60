import { expect, it } from 'vitest'
import { openLoop } from './generated-loop.ts'

const file = { type: 'string', format: 'binary' }
const files = { type: 'array', items: file }
const nothing = { type: 'null' }
const properties = {
  nullable: { anyOf: [file, nothing], title: 'File' },
  included: { allOf: [file], description: 'x' },
  list: { anyOf: [files, nothing] },
  listed: { allOf: [files] },
  typed: { type: ['array', 'null'], items: file },
  either: { anyOf: [file, files] },
  octets: {
    type: 'array',
    items: { type: 'string', contentMediaType: 'application/octet-stream' },
  },
  note: { anyOf: [{ type: 'string' }, nothing] },
}
const document = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Files', version: '1' },
  paths: {
    '/up': {
      post: {
        operationId: 'up',
        requestBody: {
          required: true,
          content: { 'multipart/form-data': { schema: { type: 'object', properties } } },
        },
        responses: { 204: { description: 'none' } },
      },
    },
    '/raw': {
      post: {
        operationId: 'raw',
        requestBody: {
          required: true,
          content: { 'application/octet-stream': { schema: { anyOf: [file, nothing] } } },
        },
        responses: { 204: { description: 'none' } },
      },
    },
  },
})

const bytesOf = async (value: unknown): Promise<unknown> => {
  if (value instanceof Blob) return [...new Uint8Array(await value.arrayBuffer())]
  return Array.isArray(value) ? Promise.all(value.map(bytesOf)) : value
}

it('gives bytes behind every composition, and lists of them', async () => {
  const got: Record<string, unknown>[] = []
  const { client, files: written } = await openLoop(document, {
    up: ({ body }: { body: Record<string, unknown> }) => {
      got.push(body)
      return { status: 204 }
    },
    raw: async ({ body }: { body: ReadableStream<Uint8Array> }) => {
      got.push({ raw: await new Response(body).blob() })
      return { status: 204 }
    },
  })
  const blob = (...bytes: number[]) => new Blob([new Uint8Array(bytes)])
  const body = {
    nullable: blob(0xff),
    included: blob(1),
    list: [blob(2), blob(3)],
    listed: [blob(4)],
    typed: [blob(5)],
    either: [blob(6), blob(7)],
    octets: [blob(8)],
    note: 'text',
  }
  expect(await client.up?.({ body })).toMatchObject({ status: 204 })
  expect(await client.up?.({ body: { either: blob(9) } })).toMatchObject({ status: 204 })
  expect(await client.raw?.({ body: blob(0xff, 0) })).toMatchObject({ status: 204 })
  expect(await client.up?.({ body: { nullable: null } })).toMatchObject({
    status: 'failed',
    reason: 'request',
  })
  const entries = await Promise.all(
    got.map(async (one) =>
      Object.fromEntries(
        await Promise.all(
          Object.entries(one).map(async ([name, value]) => [name, await bytesOf(value)]),
        ),
      ),
    ),
  )
  expect(entries).toEqual([
    {
      nullable: [0xff],
      included: [1],
      list: [[2], [3]],
      listed: [[4]],
      typed: [[5]],
      either: [[6], [7]],
      octets: [[8]],
      note: 'text',
    },
    { either: [9] },
    { raw: [0xff, 0] },
  ])
  expect(written.get('src/types.ts')).toContain('either?: Blob | Blob[]')
})
