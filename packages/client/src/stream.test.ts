import { readSequence, stream, validateWith } from '@concordat/client'
import { describe, expect, it } from 'vitest'
import { answering, json } from '../test/answer.ts'
import { createClient, createPlainClient } from '../test/pet-api.ts'

describe('a streamed answer', () => {
  it('is handed over before it has ended', async () => {
    let write: (text: string) => void = () => undefined
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        write = (text) => controller.enqueue(new TextEncoder().encode(text))
      },
    })
    const fetch = async () =>
      new Response(body, { headers: { 'content-type': 'application/x-ndjson' } })
    const result = await stream(createClient({ fetch }).readLog)
    expect(result).toMatchObject({ status: 200, ok: true, mediaType: 'application/x-ndjson' })
    if (!result.ok) throw new Error(result.status)
    const items = readSequence(result.body)
    write('{"at":1}\n')
    expect((await items.next()).value).toEqual({ at: 1 })
    write('{"at":2}\n')
    expect((await items.next()).value).toEqual({ at: 2 })
    await items.return()
  })

  it('has its typed headers and is not validated', async () => {
    const safeParse = () => ({ success: false, error: { issues: [] } }) as const
    const validators = { listPets: { request: {}, responses: { 200: { headers: { safeParse } } } } }
    const answer = json('raw', { headers: { 'x-total': '7' } })
    const client = createPlainClient({ ...answering(answer), validate: validateWith(validators) })
    const result = await stream(client.listPets, { query: { limit: 1 } })
    if (result.status !== 200) throw new Error(`${result.status}`)
    expect(result.headers).toEqual({ 'x-total': 7 })
    expect(await new Response(result.body).text()).toBe('"raw"')
  })

  it('is empty where nothing arrived', async () => {
    const answer = new Response(null, { headers: { 'content-type': 'application/x-ndjson' } })
    const result = await stream(createClient(answering(answer)).readLog)
    if (!result.ok) throw new Error(result.status)
    expect(await new Response(result.body).text()).toBe('')
  })

  it.each([
    [json({ hint: 'a' }, { status: 404 }), { status: 404, body: { hint: 'a' } }],
    [
      new Response('<p>', { headers: { 'content-type': 'text/html' } }),
      { status: 'undocumented', body: '<p>' },
    ],
    [new Response('x', { status: 500 }), { status: 'undocumented', body: 'x' }],
  ])('is read as always when it is no documented success: %#', async (answer, expected) => {
    expect(
      await stream(createClient(answering(answer)).getPet, { path: { id: '1' } }),
    ).toMatchObject(expected)
  })
})
