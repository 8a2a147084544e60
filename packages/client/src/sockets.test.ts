import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { constants, createDeflate } from 'node:zlib'
import { retry, stream } from '@concordat/client'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createClient, type PetClient, type PetClientOptions } from '../test/pet-api.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

/** A server on a free port, and a client of it. */
const serve = async (
  handle: (request: IncomingMessage, response: ServerResponse, body: string) => void,
  options: PetClientOptions = {},
): Promise<{ readonly client: PetClient; readonly left: () => number }> => {
  let left = 0
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    response.on('close', () => {
      if (!response.writableFinished) left += 1
    })
    handle(request, response, Buffer.concat(chunks).toString('latin1'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo
  return {
    client: createClient({ baseUrl: `http://127.0.0.1:${port}/api`, ...options }),
    left: () => left,
  }
}

const answer = (response: ServerResponse, status: number, body?: unknown, headers = {}): void => {
  const type = body === undefined ? {} : { 'Content-Type': 'application/json; charset=utf-8' }
  response.writeHead(status, { ...type, ...headers })
  response.end(body === undefined ? undefined : JSON.stringify(body))
}

/** A zlib stream of zeros: its beginning, and a part that may be repeated. */
const deflated = async (size: number): Promise<readonly [Buffer, Buffer]> => {
  const stream = createDeflate()
  const pieces: Buffer[] = []
  stream.on('data', (piece: Buffer) => pieces.push(piece))
  const parts: Buffer[] = []
  for (let part = 0; part < 2; part += 1) {
    stream.write(Buffer.alloc(size))
    await new Promise<void>((resolve) => stream.flush(constants.Z_FULL_FLUSH, resolve))
    parts.push(Buffer.concat(pieces.splice(0)))
  }
  const [first, second] = parts
  return [first!, second!]
}

describe('over a real socket', () => {
  it('everything of a request arrives', async () => {
    let seen: Partial<IncomingMessage> = {}
    const { client } = await serve(
      (request, response) => {
        seen = request
        answer(response, 204)
      },
      { auth: { cookie: 'abc=', queryKey: 'k' } },
    )
    const result = await client.search({
      path: { shop: 'ü/?', ids: [1, 2] },
      query: { filter: { a: 1 }, csv: ['x,y', 'z'] },
      header: { 'X-Ids': [3, 4] },
      cookie: { theme: 'a;b' },
    })
    expect(result).toMatchObject({ status: 204, ok: true })
    expect(seen.url).toBe('/api/%C3%BC%2F%3F/search/1,2.json?filter%5Ba%5D=1&csv=x%2Cy,z&api_key=k')
    expect(seen.headers).toMatchObject({ 'x-ids': '3,4', cookie: 'theme=a%3Bb; sid=abc=' })
  })

  it('a body goes with DELETE and a file with its name', async () => {
    const bodies: string[] = []
    const { client } = await serve((request, response, body) => {
      bodies.push(`${request.method} ${request.headers['content-length']} ${body}`)
      answer(
        response,
        request.method === 'DELETE' ? 204 : 200,
        request.method === 'DELETE' ? undefined : 1,
      )
    })
    expect(await client.deletePets({ body: { ids: ['a'] } })).toMatchObject({ status: 204 })
    const photo = new File(['bytes'], 'é.png', { type: 'image/png' })
    const upload = { mediaType: 'multipart/form-data', body: { photo } } as const
    expect(await client.upload(upload)).toMatchObject({ status: 200, body: 1 })
    expect(bodies[0]).toBe('DELETE 13 {"ids":["a"]}')
    expect(bodies[1]).toMatch(/^POST \d+ --concordat-/)
    expect(bodies[1]).toContain(Buffer.from('filename="é.png"').toString('latin1'))
    expect(bodies[1]).toContain('Content-Type: image/png\r\n\r\nbytes\r\n--')
  })

  it('a stream is sent as it comes', async () => {
    const { client } = await serve((request, response, body) => {
      answer(response, 200, `${request.headers['transfer-encoding']} ${body}`.length)
    })
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        controller.enqueue(new TextEncoder().encode('abc'))
        controller.close()
      },
    })
    expect(await client.upload({ mediaType: 'application/octet-stream', body })).toMatchObject({
      status: 200,
      body: 'chunked abc'.length,
    })
  })

  it('HEAD has headers and no body', async () => {
    const { client } = await serve((_request, response) => {
      response.writeHead(200, {
        ETag: '"1"',
        'Content-Type': 'application/json',
        'Content-Length': 99,
      })
      response.end()
    })
    expect(await client.headPet({ path: { id: '1' } })).toMatchObject({
      status: 200,
      body: undefined,
      headers: { etag: '"1"' },
    })
  })

  it('a dropped connection is a network failure, before and inside the answer', async () => {
    const { client } = await serve((request, response) => {
      if (request.url?.endsWith('/1')) {
        response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 100 })
        response.write('{"id":')
      }
      setTimeout(() => request.socket.destroy(), 10)
    })
    expect(await client.getPet({ path: { id: '1' } })).toMatchObject({
      status: 'failed',
      reason: 'network',
    })
    expect(await client.getPet({ path: { id: '2' } })).toMatchObject({
      status: 'failed',
      reason: 'network',
    })
  })

  it.each([
    ['that is documented', '1', 200, 'application/json'],
    ['that is not documented', '1', 418, 'text/plain'],
  ])('an endless answer %s is left at `maxBytes`', async (_what, id, status, type) => {
    let sent = 0
    const { client, left } = await serve(
      (_request, response) => {
        response.writeHead(status, { 'Content-Type': type })
        const piece = Buffer.alloc(65_536, '1')
        const more = (): void => {
          while (!response.destroyed && response.write(piece)) sent += piece.length
        }
        response.on('drain', more)
        more()
      },
      { maxBytes: 1_000_000 },
    )
    const result = await client.getPet({ path: { id } })
    expect(result).toMatchObject({
      status: 'failed',
      reason: 'size',
      error: { message: 'Answer exceeds maxBytes' },
    })
    await vi.waitFor(() => expect(left()).toBe(1), 10_000)
    expect(sent).toBeLessThan(64 * 2 ** 20)
  })

  it('a small answer that is decoded to gigabytes costs megabytes, and is not asked for again', async () => {
    // Each block stands for 16 MiB; one that ends with a full flush may be repeated.
    const [first, block] = await deflated(16 * 2 ** 20)
    let asked = 0
    const { client } = await serve((_request, response) => {
      asked += 1
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'deflate' })
      response.write(first)
      for (let blocks = 0; blocks < 128; blocks += 1) response.write(block)
      response.end()
    })
    const before = process.memoryUsage.rss()
    const result = await client.getPet({ path: { id: '1' } }, { retry: retry({ attempts: 3 }) })
    expect(result).toMatchObject({ status: 'failed', reason: 'size' })
    expect(asked).toBe(1)
    expect(process.memoryUsage.rss() - before).toBeLessThan(512 * 2 ** 20)
  })

  it('a refused connection is a network failure', async () => {
    const client = createClient({ baseUrl: 'http://127.0.0.1:1' })
    expect(await client.listPets()).toMatchObject({ status: 'failed', reason: 'network' })
  })

  it('a timeout and an abort leave the server', async () => {
    const { client, left } = await serve((request, response) => {
      if (request.url?.includes('warm')) answer(response, 404)
    })
    // The first call of a process pays for what fetch loads.
    await client.getPet({ path: { id: 'warm' } })
    const timedOut = await client.listPets({}, { timeout: 100 })
    expect(timedOut).toMatchObject({ status: 'failed', reason: 'timeout' })
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 100)
    const aborted = await client.listPets({}, { signal: controller.signal })
    expect(aborted).toMatchObject({ status: 'failed', reason: 'aborted' })
    await expect.poll(left, { timeout: 10_000 }).toBe(2)
  })

  it('connections are kept for the next call', async () => {
    let connections = 0
    const { client } = await serve((request, response) => {
      if (!Reflect.get(request.socket, 'seen')) connections += 1
      Reflect.set(request.socket, 'seen', true)
      answer(response, request.url?.includes('pets/') ? 404 : 500, { hint: 'x' })
    })
    for (let count = 0; count < 20; count += 1) {
      expect(await client.getPet({ path: { id: 'a' } })).toMatchObject({ status: 404 })
      expect(await client.then_()).toMatchObject({ status: 'undocumented' })
    }
    // One, and one that fetch may open ahead; a body left unread would hold its connection.
    expect(connections).toBeLessThanOrEqual(2)
  })

  it('retries reach a server that comes back', async () => {
    let count = 0
    const { client } = await serve(
      (request, response) => {
        count += 1
        if (count === 1) request.socket.destroy()
        else if (count === 2) answer(response, 503, undefined, { 'Retry-After': '0' })
        else answer(response, 200, { items: [], total: 0 }, { 'X-Total': '0' })
      },
      { retry: retry({ initialDelay: 1 }) },
    )
    expect(await client.listPets()).toMatchObject({ status: 200 })
    expect(count).toBe(3)
  })

  it('an endless answer can be streamed and left', async () => {
    const { client, left } = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/x-ndjson' })
      const timer = setInterval(() => response.write('{"at":1}\n'), 5)
      response.on('close', () => clearInterval(timer))
    })
    const controller = new AbortController()
    const result = await stream(client.readLog, {}, { signal: controller.signal })
    if (!result.ok) throw new Error(result.status)
    const reader = result.body.getReader()
    expect(new TextDecoder().decode((await reader.read()).value)).toMatch(/^\{"at":1\}\n/)
    controller.abort(new Error('enough'))
    await expect(
      (async () => {
        for (;;) if ((await reader.read()).done) return
      })(),
    ).rejects.toThrow('enough')
    await expect.poll(left).toBe(1)
  })
})
