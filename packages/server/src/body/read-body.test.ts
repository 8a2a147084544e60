import { deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it, vi } from 'vitest'
import type { ProblemIssue } from '../server-problem.ts'
import { json, outcome, petServer } from '../testing/pet-server.ts'

describe('reading bodies', () => {
  it.each([
    { name: 'JSON', init: json({ name: 'Tom' }), status: 201 },
    {
      name: 'JSON with a charset',
      init: json({ name: 'Tom' }, { 'content-type': 'Application/JSON; charset="UTF-8"' }),
      status: 201,
    },
    { name: 'JSON with a byte order mark', init: json('\uFEFF{"name":"Tom"}'), status: 201 },
    {
      name: 'a form',
      init: json('name=Tom&age=3', { 'content-type': 'application/x-www-form-urlencoded' }),
      status: 201,
    },
    {
      name: 'a form with a wrong number',
      init: json('name=Tom&age=3.5', { 'content-type': 'application/x-www-form-urlencoded' }),
      status: 400,
    },
    { name: 'malformed JSON', init: json('{"name":'), status: 400 },
    { name: 'an empty body that is required', init: json(''), status: 400 },
    { name: 'a body that breaks the schema', init: json({ name: '' }), status: 400 },
    { name: 'a body that is null', init: json('null'), status: 400 },
    {
      name: 'another media type',
      init: json('<a/>', { 'content-type': 'application/xml' }),
      status: 415,
    },
    {
      name: 'a media type that is none',
      init: json('{}', { 'content-type': 'json' }),
      status: 415,
    },
    {
      name: 'an unknown charset',
      init: json('name=a', {
        'content-type': 'application/x-www-form-urlencoded; charset=klingon',
      }),
      status: 415,
    },
    {
      name: 'an unknown content coding',
      init: json('x', { 'content-encoding': 'br' }),
      status: 415,
    },
    {
      name: 'what is not in its coding',
      init: json('x', { 'content-encoding': 'gzip' }),
      status: 400,
    },
    { name: 'too large a body', init: json({ name: 'x'.repeat(1024 * 1024) }), status: 413 },
  ])('$name: $status', async ({ init, status }) => {
    expect((await petServer().request('/pets', init)).status).toBe(status)
  })

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['X-GZIP', gzipSync],
  ])('reads a body in the content coding %s', async (coding, encode) => {
    const send = (value: object) =>
      petServer().request('/pets', {
        ...json('', { 'content-encoding': coding }),
        body: new Uint8Array(encode(JSON.stringify(value))),
      })
    expect((await send({ name: 'Tom' })).status).toBe(201)
    // Few bytes that stand for many.
    expect((await send({ name: 'x'.repeat(2 * 1024 * 1024) })).status).toBe(413)
  })

  it('refuses a body without a Content-Type', async () => {
    const bytes = new Blob([new TextEncoder().encode('{"name":"Tom"}')])
    const response = await petServer().request('/pets', {
      method: 'POST',
      body: bytes,
      headers: { authorization: 'Bearer good' },
    })
    expect(response.status).toBe(415)
  })

  it('refuses bytes that are not UTF-8', async () => {
    const body = new Uint8Array([0x22, 0xc3, 0x28, 0x22])
    const response = await petServer().request('/pets', { ...json(''), body })
    expect(await outcome(response)).toMatchObject({ status: 400 })
  })

  it('tells malformed from invalid', async () => {
    const kinds: string[] = []
    const server = petServer({ errors: (problem) => ({ status: kinds.push(problem.kind) + 400 }) })
    await server.request('/pets', json('{'))
    await server.request('/pets', json({}))
    await server.request('/pets', json(''))
    expect(kinds).toEqual(['malformed-body', 'validation', 'validation'])
  })

  it('takes names that every object has as data', async () => {
    const server = petServer({ checkResponses: 'off' })
    const response = await server.request(
      '/pets',
      json('{"name":"Tom","__proto__":{"admin":true}}'),
    )
    expect(response.status).toBe(201)
    expect(server.seen.input?.body).not.toHaveProperty('admin')
    expect({}).not.toHaveProperty('admin')
  })

  it('stops to read at the limit, whatever Content-Length says', async () => {
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1000
        controller.enqueue(new Uint8Array(1000).fill(32))
      },
    })
    const server = petServer({ bodyLimit: 10_000 })
    const request = new Request('http://localhost/pets', {
      ...json(''),
      body: endless,
      duplex: 'half',
    } as RequestInit)
    expect((await server.fetch(request)).status).toBe(413)
    expect(sent).toBeLessThan(30_000)
    const lying = await server.request(
      '/pets',
      json({ name: 'x'.repeat(20_000) }, { 'content-length': '10' }),
    )
    expect(lying.status).toBe(413)
  })

  it('refuses a large Content-Length before it reads', async () => {
    const read = vi.fn()
    const body = new ReadableStream<Uint8Array>({ pull: read }, { highWaterMark: 0 })
    const request = new Request('http://localhost/pets', {
      ...json('', { 'content-length': '99999999' }),
      body,
      duplex: 'half',
    } as RequestInit)
    expect((await petServer().fetch(request)).status).toBe(413)
    expect(read).not.toHaveBeenCalled()
  })

  it('takes other limits for single operations', async () => {
    const server = petServer({ bodyLimit: 10, bodyLimits: { addPet: 100 } })
    expect((await server.request('/pets', json({ name: 'x'.repeat(50) }))).status).toBe(201)
    expect((await server.request('/pets', json({ name: 'x'.repeat(100) }))).status).toBe(413)
  })

  it('hands bytes over as a stream that was not read', async () => {
    let text = ''
    const server = petServer(
      {},
      {
        setPhoto: async ({ body, mediaType }) => {
          text = `${mediaType} ${await new Response(body).text()}`
          return { status: 200, body: new Blob(['a']) }
        },
      },
    )
    await server.request('/pets/1/photo', {
      method: 'PUT',
      body: 'bytes',
      headers: { 'content-type': 'image/gif' },
    })
    expect(text).toBe('image/* bytes')
  })

  it('limits a stream while the handler reads it', async () => {
    const server = petServer(
      { bodyLimit: 10 },
      {
        setPhoto: async ({ body }) => {
          await new Response(body).text()
          return { status: 200, body: new Blob(['a']) }
        },
      },
    )
    const body = new Blob(['more than ten bytes']).stream()
    const request = new Request('http://localhost/pets/1/photo', {
      method: 'PUT',
      body,
      duplex: 'half',
      headers: { 'content-type': 'image/gif' },
    } as RequestInit)
    expect((await server.fetch(request)).status).toBe(413)
  })

  it('leaves out a body that is optional and absent', async () => {
    const server = petServer()
    expect((await server.request('/pets/1/photo', { method: 'PUT' })).status).toBe(200)
    expect(server.seen.input).not.toHaveProperty('body')
  })

  it('still reads a body that a middleware has read through Hono', async () => {
    const server = petServer({
      middleware: [
        async (context, next) => {
          await context.req.json()
          await next()
        },
      ],
    })
    expect((await server.request('/pets', json({ name: 'Tom' }))).status).toBe(201)
  })

  it('tells what is missing from what is wrong', async () => {
    const issues: ProblemIssue[] = []
    const server = petServer({
      errors: (problem) => {
        issues.push(...(problem.issues ?? []))
        return { status: problem.status }
      },
    })
    await server.request('/pets', json({ age: 'x' }))
    await server.request('/pets', json(''))
    await server.request('/pets?limit=')
    expect(
      issues.map(({ in: place, path, missing }) => [place, path.join('.'), missing === true]),
    ).toEqual([
      ['body', 'name', true],
      ['body', 'age', false],
      ['body', '', true],
      ['query', 'limit', false],
    ])
  })
})
