import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fetchPinned } from './fetch-pinned.ts'

describe('a fetch that is bound to an address', () => {
  let server: Server
  let port = 0
  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/moved') response.writeHead(302, { location: '/there' }).end()
      else if (request.url === '/empty') response.writeHead(204).end()
      else if (request.url !== '/hang')
        response.end(`${request.headers.host} ${request.headers.accept}`)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  const get = (path: string, addresses = ['127.0.0.1'], signal = AbortSignal.timeout(5000)) =>
    fetchPinned(new URL(`http://name.invalid:${port}${path}`), addresses, {
      headers: { accept: 'text/yaml' },
      signal,
    })

  it('connects to that address, and asks for the name', async () => {
    const response = await get('/')
    expect(response.status).toBe(200)
    expect(await response.text()).toBe(`name.invalid:${port} text/yaml`)
  })

  it('does not follow redirects', async () => {
    const response = await get('/moved')
    expect([response.status, response.headers.get('location')]).toEqual([302, '/there'])
  })

  it('has no body where there can be none', async () => {
    expect((await get('/empty')).body).toBeNull()
  })

  it('fails without an address, and when it is told to stop', async () => {
    await expect(get('/', [])).rejects.toThrow('no address')
    await expect(get('/hang', ['127.0.0.1'], AbortSignal.timeout(50))).rejects.toThrow()
  })
})
