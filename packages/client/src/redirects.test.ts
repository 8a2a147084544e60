import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answering } from '../test/answer.ts'
import { createClient, type PetClient, type PetClientOptions } from '../test/pet-api.ts'

interface Seen {
  readonly method: string | undefined
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A server that answers as `answers` tells, and notes what it was asked. */
class Origin {
  readonly seen: Seen[] = []
  answer: (url: string, response: ServerResponse) => void = (_url, response) => say(response, 200)
  url = ''
  readonly #server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    const { method, url = '', headers } = request
    this.seen.push({ method, url, headers, body: Buffer.concat(chunks).toString() })
    this.answer(url, response)
  })

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}

function say(response: ServerResponse, status: number, headers = {}): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers })
  response.end('{"id":"1","name":"Rex"}')
}

const here = new Origin()
const elsewhere = new Origin()
beforeAll(() => Promise.all([here.open(), elsewhere.open()]))
afterAll(() => Promise.all([here.close(), elsewhere.close()]))
beforeEach(() => {
  for (const origin of [here, elsewhere]) {
    origin.seen.length = 0
    origin.answer = (_url, response) => say(response, 200)
  }
})

const redirect = (status: number, to: string) => (url: string, response: ServerResponse) =>
  url.startsWith('/end') ? say(response, 200) : say(response, status, { Location: to })

const secrets: PetClientOptions['auth'] = {
  key: 'the-key',
  basic: { username: 'u', password: 'p' },
  cookie: 'the-cookie',
}
const pet = { id: '1', name: 'Rex' }
const makeClient = (options: PetClientOptions = {}): PetClient =>
  createClient({ baseUrl: here.url, auth: secrets, ...options })

describe('a redirect', () => {
  it('keeps every credential at its own origin', async () => {
    here.answer = redirect(307, '/end')
    expect(await makeClient().storePet({ body: pet })).toMatchObject({ status: 200, body: pet })
    expect(here.seen).toHaveLength(2)
    expect(here.seen[1]).toMatchObject({
      method: 'POST',
      url: '/end',
      headers: { 'x-key': 'the-key', cookie: 'sid=the-cookie' },
      body: JSON.stringify(pet),
    })
  })

  it('takes the credentials of every scheme away at another origin, and does not give them back', async () => {
    here.answer = (url, response) =>
      url === '/end' ? say(response, 200) : say(response, 308, { Location: elsewhere.url })
    elsewhere.answer = redirect(308, `${here.url}/end`)
    const headers = { 'X-Trace': 't', Authorization: 'Bearer mine' }
    expect(await makeClient({ headers }).storePet({ body: pet })).toMatchObject({ status: 200 })
    for (const { headers: arrived, body } of [...elsewhere.seen, ...here.seen.slice(1)]) {
      expect(arrived).not.toHaveProperty('x-key')
      expect(arrived).not.toHaveProperty('cookie')
      expect(arrived).not.toHaveProperty('authorization')
      expect(arrived).toMatchObject({ 'x-trace': 't', 'content-type': 'application/json' })
      expect(body).toBe(JSON.stringify(pet))
    }
    expect([here.seen.length, elsewhere.seen.length]).toEqual([2, 1])
  })

  it.each([
    { status: 301, method: 'GET' },
    { status: 302, method: 'GET' },
    { status: 303, method: 'GET' },
    { status: 307, method: 'POST' },
    { status: 308, method: 'POST' },
  ])('with $status of a POST goes on as $method', async ({ status, method }) => {
    here.answer = redirect(status, '/end')
    await makeClient().storePet({ body: pet })
    const isPost = method === 'POST'
    expect(here.seen[1]).toMatchObject({ method, body: isPost ? JSON.stringify(pet) : '' })
    expect('content-type' in (here.seen[1]?.headers ?? {})).toBe(isPost)
  })

  it('that the document describes is a result', async () => {
    here.answer = redirect(302, `${elsewhere.url}/end`)
    const result = await makeClient().visitPet()
    expect(result).toMatchObject({
      status: 302,
      ok: false,
      headers: { location: `${elsewhere.url}/end` },
      headerIssues: [],
    })
    expect(elsewhere.seen).toHaveLength(0)
  })

  it('that the document does not describe is followed beside one that it does', async () => {
    here.answer = redirect(307, `${elsewhere.url}/end`)
    expect(await makeClient().visitPet()).toMatchObject({ status: 200, body: pet })
  })

  it('without a place to go is an undocumented answer', async () => {
    here.answer = (_url, response) => say(response, 302)
    expect(await makeClient().storePet({ body: pet })).toMatchObject({ status: 'undocumented' })
  })

  it('may only go around twenty times', async () => {
    here.answer = redirect(307, '/again')
    expect(await makeClient().storePet({ body: pet })).toMatchObject({
      status: 'failed',
      reason: 'redirect',
    })
    expect(here.seen).toHaveLength(21)
  })

  it('leads to HTTP and nowhere else', async () => {
    here.answer = redirect(302, 'data:application/json,{}')
    expect(await makeClient().storePet({ body: pet })).toMatchObject({ reason: 'redirect' })
  })

  it('does not ask for a stream again', async () => {
    here.answer = redirect(307, '/end')
    const body = new Blob(['abc']).stream()
    const input = { mediaType: 'application/octet-stream', body } as const
    expect(await makeClient().storePet(input)).toMatchObject({ reason: 'redirect' })
    expect(here.seen).toHaveLength(1)
  })

  it('is left to a caller who says so', async () => {
    here.answer = redirect(307, '/end')
    const init = { redirect: 'manual' } as const
    const result = await makeClient().storePet({ body: pet }, { init })
    expect(result).toMatchObject({ status: 'undocumented', response: { status: 307 } })
    expect(here.seen).toHaveLength(1)
  })

  it('ends with its reason where a browser hides it', async () => {
    const hidden = Object.defineProperties(new Response(), {
      type: { value: 'opaqueredirect' },
      status: { value: 0 },
    })
    const { requests, fetch } = answering(() => hidden)
    const client = makeClient({ baseUrl: 'http://a.example', fetch })
    expect(await client.visitPet()).toMatchObject({ status: 'failed', reason: 'redirect' })
    expect(await client.storePet({ body: pet })).toMatchObject({ reason: 'redirect' })
    expect(requests.map((request) => request.redirect)).toEqual(['manual', 'manual'])
  })

  it('of an operation without a key is left to fetch', async () => {
    const { requests, fetch } = answering(new Response('{}'))
    await makeClient({ fetch, auth: {} }).listPets()
    expect(requests.map((request) => request.redirect)).toEqual(['follow'])
  })
})
