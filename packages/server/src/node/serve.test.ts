import { connect, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { petServer } from '../testing/pet-server.ts'
import { type ListeningServer, type ListenOptions, serve } from './serve.ts'

const open: ListeningServer[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})

async function listen(server = petServer(), options: ListenOptions = {}): Promise<ListeningServer> {
  const listening = await serve(server, options)
  open.push(listening)
  return listening
}

/** Writes bytes to a socket and gives everything that comes back until the other side closes or falls silent. */
function raw({ port }: ListeningServer, ...parts: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const socket: Socket = connect(port, '127.0.0.1', () =>
      parts.map((part, index) => setTimeout(() => socket.write(part), index * 20)),
    )
    socket.setTimeout(300, () => socket.destroy())
    socket.on('data', (data) => {
      text += data
    })
    socket.on('close', () => resolve(text))
    socket.on('error', reject)
  })
}

/** Something to wait for. */
function gateOf(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

describe('over real sockets', () => {
  it('answers as in memory', async () => {
    const { url } = await listen()
    const response = await fetch(`${url}/pets?limit=5`)
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/json',
      'content-length': '16',
      'x-total': '1',
    })
    expect(await response.json()).toEqual([{ name: 'Tom' }])
  })

  it.each([
    { name: 'an unknown path', request: 'GET /nothing HTTP/1.1', want: 'HTTP/1.1 404' },
    { name: 'a wrong method', request: 'PATCH /pets HTTP/1.1', want: 'HTTP/1.1 405' },
    { name: 'TRACE', request: 'TRACE /pets HTTP/1.1', want: 'HTTP/1.1 405' },
    {
      name: 'HEAD',
      request: 'HEAD /pets HTTP/1.1',
      want: /^HTTP\/1\.1 200(?!.*Tom).*content-length: 16/is,
    },
    {
      name: 'OPTIONS',
      request: 'OPTIONS /pets HTTP/1.1',
      want: /^HTTP\/1\.1 204.*allow: GET, HEAD, POST, OPTIONS/is,
    },
    {
      name: 'an absolute target',
      request: 'GET http://localhost/pets HTTP/1.1',
      want: 'HTTP/1.1 200',
    },
    { name: 'an encoded slash', request: 'GET /pets/1%2F2 HTTP/1.1', want: 'HTTP/1.1 400' },
    {
      name: 'DELETE of a path that knows none, with a body',
      request: 'DELETE /pets HTTP/1.1\r\nContent-Length: 2',
      body: '{}',
      want: 'HTTP/1.1 405',
    },
    {
      name: 'an optional body that is absent',
      request: 'PUT /pets/1/photo HTTP/1.1',
      want: 'HTTP/1.1 200',
    },
  ])('$name', async ({ request, body = '', want }) => {
    const text = await raw(
      await listen(),
      `${request}\r\nHost: localhost\r\nConnection: close\r\n\r\n${body}`,
    )
    if (typeof want === 'string') expect(text).toContain(want)
    else expect(text).toMatch(want)
  })

  const head =
    'POST /pets HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer good\r\nContent-Type: application/json\r\n'

  it('reads chunked bodies, and counts them', async () => {
    const listening = await listen(petServer({ bodyLimit: 20 }))
    const chunked = `${head}Transfer-Encoding: chunked\r\n\r\n`
    expect(
      await raw(listening, chunked, '7\r\n{"name"\r\n', '7\r\n:"Tom"}\r\n', '0\r\n\r\n'),
    ).toContain('HTTP/1.1 201')
    const large = await raw(
      listening,
      chunked,
      `10\r\n{"name":"aaaaaaa\r\n`,
      '10\r\nbbbbbbbbbbbbbbbb\r\n',
    )
    expect(large).toContain('HTTP/1.1 413')
  })

  it('refuses a large Content-Length before the body comes', async () => {
    expect(await raw(await listen(), `${head}Content-Length: 99999999\r\n\r\n`)).toContain(
      'HTTP/1.1 413',
    )
  })

  it('answers a body that breaks off without failing', async () => {
    const listening = await listen()
    await new Promise<void>((resolve) => {
      const socket = connect(listening.port, '127.0.0.1', () => {
        socket.write(`${head}Content-Length: 100\r\n\r\n{"name":`)
        setTimeout(() => {
          socket.destroy()
          resolve()
        }, 30)
      })
    })
    expect((await fetch(`${listening.url}/pets`)).status).toBe(200)
  })

  it('answers pipelined and kept-alive requests one after the other', async () => {
    const one = 'GET /pets HTTP/1.1\r\nHost: localhost\r\n\r\n'
    const text = await raw(await listen(), one + one + one)
    expect(text.match(/HTTP\/1\.1 200/g)).toHaveLength(3)
  })

  it('streams sequences and files', async () => {
    const server = petServer(
      {},
      {
        myPets: () => ({
          status: 200,
          body: (async function* () {
            yield { name: 'a' }
            yield { name: 'b' }
          })(),
        }),
        setPhoto: ({ body }) => ({ status: 200, body: body ?? new Blob() }),
      },
    )
    const { url } = await listen(server)
    const list = await fetch(`${url}/pets/mine`, {
      headers: { authorization: 'Bearer good', 'x-key': 'k' },
    })
    expect(await list.text()).toBe('{"name":"a"}\n{"name":"b"}\n')
    const bytes = crypto.getRandomValues(new Uint8Array(60_000))
    const photo = await fetch(`${url}/pets/1/photo`, {
      method: 'PUT',
      body: bytes,
      headers: { 'content-type': 'image/png' },
    })
    expect(new Uint8Array(await photo.arrayBuffer())).toEqual(bytes)
  })

  it('hides what a header must not hold', async () => {
    const server = petServer(
      { checkResponses: 'off' },
      { listPets: () => ({ status: 200, body: [], headers: { 'x-total': 'ü☃' } }) as never },
    )
    const response = await fetch(`${(await listen(server)).url}/pets`)
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('header')
  })
})

describe('listening', () => {
  it('tells a port that is taken', async () => {
    const { port } = await listen()
    await expect(listen(petServer(), { port })).rejects.toThrow(/EADDRINUSE/)
  })

  it('writes IPv6 addresses in brackets', async () => {
    const listening = await listen(petServer(), { hostname: '::1' })
    expect(listening.url).toBe(`http://[::1]:${listening.port}`)
    expect((await fetch(`${listening.url}/pets`)).status).toBe(200)
  })

  it('stops when its signal is aborted, and does not start after that', async () => {
    const controller = new AbortController()
    const listening = await listen(petServer(), { signal: controller.signal })
    controller.abort()
    await listening.closed
    await expect(fetch(`${listening.url}/pets`)).rejects.toThrow()
    await expect(serve(petServer(), { signal: controller.signal })).rejects.toThrow(/abort/i)
  })

  it('lets an answer in progress end, and takes no new connection', async () => {
    const gate = gateOf()
    const started = gateOf()
    const server = petServer(
      {},
      {
        listPets: async () => {
          started.open()
          await gate.opened
          return { status: 200, body: [], headers: { 'x-total': 0 } }
        },
      },
    )
    const listening = await listen(server)
    const answer = fetch(`${listening.url}/pets`)
    await started.opened
    const closed = listening.close()
    await expect(fetch(`${listening.url}/pets`)).rejects.toThrow()
    gate.open()
    expect((await answer).status).toBe(200)
    const before = performance.now()
    await closed
    // Not after the keep-alive time of the connection.
    expect(performance.now() - before).toBeLessThan(2000)
  })

  it('cuts what does not end within the grace period', async () => {
    const started = gateOf()
    const server = petServer(
      {},
      {
        listPets: () => {
          started.open()
          return new Promise(() => undefined)
        },
      },
    )
    const listening = await listen(server, { gracePeriod: 50 })
    const answer = fetch(`${listening.url}/pets`)
    await started.opened
    await Promise.all([listening.close(), expect(answer).rejects.toThrow()])
  })
})
