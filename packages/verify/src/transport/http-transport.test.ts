import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createHttpTransport } from './http-transport.ts'

let server: Server | undefined
afterEach(() => void server?.close())

test('leaves kept connections alone where answers halt on them between head and body', async () => {
  let connections = 0
  server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Length': '2' })
    response.flushHeaders()
    setTimeout(() => response.end('ok'), 45)
  }).on('connection', () => void connections++)
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const transport = createHttpTransport(new URL(`http://127.0.0.1:${port}`))
  const ask = (): Promise<unknown> =>
    transport.send({ method: 'GET', target: '/', headers: [] }, 1000)
  for (let index = 0; index < 4; index++) await ask()
  expect(connections).toBe(1)
  for (let index = 0; index < 3; index++) await ask()
  expect(connections).toBe(4)
  transport.close()
})
