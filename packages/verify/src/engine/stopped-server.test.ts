import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { loadDocumentFromObject } from '@concordat/document'
import { expect, test } from 'vitest'
import { verify } from '../verify.ts'

test('a request that ends the server is a finding, not only the end of the run', async () => {
  const { loaded } = await loadDocumentFromObject({
    openapi: '3.1.1',
    info: { title: 'Items', version: '1' },
    paths: {
      '/items/{id}': {
        get: {
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
          responses: { 200: { description: 'Found' }, 404: { description: 'Not found' } },
        },
      },
    },
  })
  const server = createServer((request, response) => {
    try {
      const id = decodeURIComponent(request.url?.split('/').at(-1) ?? '')
      response.writeHead(/^-?\d+$/.test(id) ? 200 : 404).end()
    } catch {
      server.close()
      server.closeAllConnections()
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const report = await verify({ document: loaded, url: `http://127.0.0.1:${port}`, seed: 1 })
  expect(report.stopped).toBe('unreachable')
  expect(report.findings.map(({ id }) => id)).toContain('connection-dropped')
  expect(report.findings[0]?.exchange?.request.url).toContain('%')
})
