import { describe, expect, it } from 'vitest'
import { answering, json } from '../test/answer.ts'
import { createClient, createPlainClient } from '../test/pet-api.ts'

const total = { 'x-total': '2' }
const pet = { id: '1', name: 'Rex' }

// The core alone and with every support must tell answers apart in the same way.
describe.each([
  ['the core', createPlainClient],
  ['every support', createClient],
] as const)('with %s, a result', (_, create) => {
  const client = (answer: Parameters<typeof answering>[0]) => create(answering(answer))

  it('is told by its status, with typed headers under lower-case names', async () => {
    const answer = json({ items: [pet], total: 1 }, { headers: { ...total, 'X-Page': 'a' } })
    const result = await client(answer).listPets()
    expect(result).toMatchObject({
      operationId: 'listPets',
      status: 200,
      ok: true,
      mediaType: 'application/json',
      body: { items: [pet], total: 1 },
      headers: { 'x-total': 2, 'x-page': 'a' },
    })
    expect(result).toHaveProperty('response', expect.any(Response))
  })

  it('may be a range or the default, which is no success beside others', async () => {
    const problem = json(
      { title: 'no' },
      { status: 418, headers: { 'content-type': 'application/problem+json' } },
    )
    expect(await client(problem).getPet({ path: { id: '1' } })).toMatchObject({
      status: 418,
      ok: false,
      mediaType: 'application/problem+json',
      body: { title: 'no' },
    })
    const odd = json(
      { title: 'odd' },
      { status: 202, headers: { 'content-type': 'application/problem+json' } },
    )
    expect(await client(odd).listPets()).toMatchObject({ status: 202, ok: false })
    expect(await client(json('x', { status: 202 })).constructor()).toMatchObject({
      status: 202,
      ok: true,
    })
    expect(await client(json('x', { status: 500 })).constructor()).toMatchObject({
      status: 500,
      ok: false,
    })
  })

  it('is undocumented by status, whatever the body', async () => {
    const html = new Response('<h1>Bad gateway</h1>', {
      status: 502,
      headers: { 'content-type': 'text/html' },
    })
    expect(await client(html).createPet({ body: { name: 'a' } })).toMatchObject({
      status: 'undocumented',
      ok: false,
      reason: 'status',
      body: '<h1>Bad gateway</h1>',
    })
    expect(
      await client(json({ a: 1 }, { status: 500 })).createPet({ body: { name: 'a' } }),
    ).toMatchObject({
      status: 'undocumented',
      body: { a: 1 },
    })
  })

  it('is undocumented by media type, also when there is none', async () => {
    const html = new Response('<p>', { headers: { 'content-type': 'text/html', ...total } })
    expect(await client(html).listPets()).toMatchObject({
      status: 'undocumented',
      reason: 'media-type',
      body: '<p>',
    })
    const untyped = new Response(new TextEncoder().encode('{}'), { headers: total })
    expect(await client(untyped).listPets()).toMatchObject({ reason: 'media-type' })
  })

  it.each([
    ['cut JSON', '{"items":', 'application/json', 'body'],
    ['no JSON', '', 'application/json', 'body'],
    ['nothing where a body is promised', '', '', 'body'],
    ['bytes that are not UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 'application/json', 'body'],
  ])('is malformed for %s', async (_name, body, type, place) => {
    const headers = new Headers(total)
    if (type) headers.set('content-type', type)
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
    const result = await client(() => new Response(bytes, { headers })).listPets()
    expect(result).toMatchObject({
      status: 'malformed',
      ok: false,
      documentedStatus: 200,
      issues: [{ in: place, message: expect.any(String) }],
    })
    expect(result).toHaveProperty('response')
  })

  it.each([
    ['missing', {}],
    ['mistyped', { 'x-total': '1e1' }],
    ['empty', { 'x-total': '' }],
  ])('keeps its status and body when a header is %s', async (_name, headers) => {
    const body = { items: [], total: 0 }
    const options = answering(json(body, { headers: { ...headers, 'X-Page': 'a' } }))
    const issue = { in: 'header', path: ['x-total'], message: expect.any(String) }
    const result = await create(options).listPets()
    expect(result).toMatchObject({
      status: 200,
      ok: true,
      body,
      headers: { 'x-total': undefined, 'x-page': 'a' },
      headerIssues: [issue],
    })
    // What earlier versions did, for those who want it.
    expect(await create({ ...options, strict: true }).listPets()).toMatchObject({
      status: 'malformed',
      documentedStatus: 200,
      body,
      issues: [issue],
    })
  })

  it('has no header issues when all is well, with `strict` and without', async () => {
    const answer = json({ items: [], total: 0 }, { headers: total })
    for (const strict of [false, true]) {
      expect(await create({ ...answering(answer), strict }).listPets()).toMatchObject({
        status: 200,
        headerIssues: [],
      })
    }
  })

  it('takes a byte order mark and any spelling of the media type', async () => {
    const body = new TextEncoder().encode('\uFEFF{"items":[],"total":0}')
    const headers = { ...total, 'content-type': 'Application/JSON ; charset="utf-8"' }
    expect(await client(() => new Response(body, { headers })).listPets()).toMatchObject({
      status: 200,
    })
  })

  it('has no body where none is documented and none arrives', async () => {
    expect(await client(new Response(null, { status: 204 })).deletePets()).toMatchObject({
      status: 204,
      ok: true,
      mediaType: undefined,
      body: undefined,
      headers: {},
    })
  })

  it.each([
    ['a JSON value', '{"odd":true}', 'text/plain', { odd: true }],
    ['text', 'done', 'application/json', 'done'],
    ['text in another charset', new Uint8Array([0xe9]), 'text/html; charset="ISO-8859-1"', 'é'],
  ])('is %s where no content is documented and some arrives', async (_name, body, type, want) => {
    const headers = { 'content-type': type }
    const result = await client(() => new Response(body, { headers })).then_()
    expect(result).toMatchObject({ status: 200, mediaType: undefined, body: want })
    // Whoever wants to read it in another way finds it unread.
    const text = result.status === 200 ? await result.response.text() : ''
    expect(text.length).toBeGreaterThan(0)
  })

  it('is bytes where what arrives is no text, documented or not', async () => {
    const bytes = new Uint8Array([0x89, 0xff, 0x00])
    const answer = (status: number) => () =>
      new Response(bytes, { status, headers: { 'content-type': 'image/png' } })
    for (const result of [
      await client(answer(200)).then_(),
      await client(answer(500)).createPet({ body: { name: 'a' } }),
    ]) {
      if (result.status === 'failed') throw result.error
      const { body, response } = result
      expect(body).toBeInstanceOf(Blob)
      expect(body).toMatchObject({ size: 3, type: 'image/png' })
      expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes)
    }
  })

  it('has no body for HEAD, but its headers', async () => {
    const answer = new Response(null, {
      headers: { etag: '"1"', 'content-type': 'application/json' },
    })
    expect(await client(answer).headPet({ path: { id: '1' } })).toMatchObject({
      status: 200,
      mediaType: undefined,
      body: undefined,
      headers: { etag: '"1"' },
    })
  })
})

describe('with every support, a result', () => {
  it('is told by its media type too, as the document writes it', async () => {
    const call = (body: BodyInit, type: string) =>
      createClient(answering(new Response(body, { headers: { 'content-type': type } }))).getPet({
        path: { id: '1' },
      })
    expect(await call('Rex', 'text/plain; charset=utf-8')).toMatchObject({
      mediaType: 'text/plain',
      body: 'Rex',
    })
    const image = await call(new Uint8Array([1, 2]), 'image/png')
    expect(image).toMatchObject({ status: 200, mediaType: 'image/*', body: expect.any(Blob) })
    if (image.status === 200 && image.mediaType === 'image/*') {
      expect([image.body.type, image.body.size]).toEqual(['image/png', 2])
    }
  })

  it('reads sequences and names what is wrong in them', async () => {
    const log = (body: string) =>
      createClient(
        answering(new Response(body, { headers: { 'content-type': 'application/x-ndjson' } })),
      ).readLog()
    expect(await log('{"at":1}\n{"at":2}\n')).toMatchObject({
      status: 200,
      body: [{ at: 1 }, { at: 2 }],
    })
    expect(await log('{"at":1}\nx\n')).toMatchObject({
      status: 'malformed',
      body: '{"at":1}\nx\n',
      issues: [{ in: 'body', path: [1] }],
    })
  })

  it('reads list headers', async () => {
    const answer = json(2, { headers: { 'X-Parts': 'photo, tags' } })
    const result = await createClient(answering(answer)).upload({
      mediaType: 'text/plain',
      body: 'a',
    })
    expect(result).toMatchObject({ status: 200, headers: { 'x-parts': ['photo', 'tags'] } })
  })
})
