import { expect, it } from 'vitest'
import { openLoop } from './generated-loop.ts'

const answer = (operationId: string, content: object) => ({
  get: { operationId, responses: { 200: { description: 'ok', content } } },
})
const numbers = { schema: { type: 'array', items: { type: 'integer' } } }
const document = JSON.stringify({
  openapi: '3.0.3',
  info: { title: 'Bodies', version: '1' },
  paths: {
    '/logo': answer('logo', { 'image/png': { schema: { type: 'string' } } }),
    '/pdf': answer('pdf', { 'application/pdf': { schema: { type: 'string' } } }),
    '/octets': answer('octets', { 'application/octet-stream': { schema: { type: 'string' } } }),
    '/base64': answer('base64', { 'image/png': { schema: { type: 'string', format: 'byte' } } }),
    '/csv': answer('csv', { 'text/csv': { schema: { type: 'array', items: { type: 'object' } } } }),
    '/page': answer('page', { 'text/html': { schema: { type: 'object', properties: { a: {} } } } }),
    '/yaml': answer('yaml', { 'application/yaml': { schema: { type: 'object' } } }),
    '/both': answer('both', { 'text/plain': numbers, 'application/json': numbers }),
  },
})
const bytes = new Uint8Array([0x89, 0x50, 0xff, 0x00])
const reply = (body: unknown, mediaType?: string) => () => ({
  status: 200,
  body,
  ...(mediaType && { mediaType }),
})

it('reads what holds bytes as bytes, and text as text, and says so', async () => {
  const { client, findings } = await openLoop(document, {
    logo: reply(bytes),
    pdf: reply(new Blob([bytes])),
    octets: reply(bytes),
    base64: reply('iVA='),
    csv: reply('a,b\n1,2\n'),
    page: reply('<p>'),
    yaml: reply('a: 1'),
    both: reply([1, 2], 'text/plain'),
  })
  for (const operation of ['logo', 'pdf', 'octets'] as const) {
    const result = await client[operation]?.()
    expect(result?.status).toBe(200)
    if (!(result?.body instanceof Blob)) throw new Error('The body is no Blob.')
    expect(new Uint8Array(await result.body.arrayBuffer())).toEqual(bytes)
  }
  expect(await client.base64?.()).toMatchObject({ status: 200, body: 'iVA=' })
  expect(await client.csv?.()).toMatchObject({ status: 200, body: 'a,b\n1,2\n' })
  expect(await client.page?.()).toMatchObject({ status: 200, body: '<p>' })
  expect(await client.yaml?.()).toMatchObject({ status: 200, body: 'a: 1' })
  expect(await client.both?.()).toMatchObject({
    status: 200,
    mediaType: 'text/plain',
    body: [1, 2],
  })
  const said = findings.filter((one) => one.startsWith('body-read-by-media-type'))
  expect(said.map((one) => /`([^`]+)`/.exec(one)?.[1])).toEqual([
    'image/png',
    'application/pdf',
    'application/octet-stream',
    'text/csv',
    'text/html',
    'application/yaml',
    'text/plain',
  ])
})

it('judges JSON under the name of text by its schema', async () => {
  const { client } = await openLoop(document, { both: reply(['x'], 'text/plain') })
  expect(await client.both?.()).toMatchObject({ status: 'undocumented', reason: 'status' })
})
