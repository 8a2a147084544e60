import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
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

async function answering(handler: Parameters<typeof createServer>[1]) {
  server = createServer(handler)
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return createHttpTransport(new URL(`http://127.0.0.1:${port}`))
}

test('reads an answer that never ends only so far', async () => {
  const transport = await answering((_request, response) => {
    const mebibyte = Buffer.alloc(1024 * 1024)
    const more = (): void => {
      while (!response.destroyed && response.write(mebibyte));
      if (!response.destroyed) response.once('drain', more)
    }
    more()
  })
  const outcome = await transport.send({ method: 'GET', target: '/', headers: [] }, 60_000)
  transport.close()
  expect(outcome).toMatchObject({ kind: 'failure', failure: { reason: 'too-large' } })
})

test('decodes no answer that stands for more than it may read', async () => {
  const bomb = gzipSync(Buffer.alloc(80 * 1024 * 1024))
  const transport = await answering((_request, response) => {
    response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(bomb)
  })
  const outcome = await transport.send({ method: 'GET', target: '/', headers: [] }, 60_000)
  transport.close()
  if (outcome.kind !== 'response') throw new Error('an answer came')
  expect(outcome.response.body.length).toBe(bomb.length)
  expect(outcome.response.faults).toMatchObject([{ message: expect.stringContaining('64 MiB') }])
})
