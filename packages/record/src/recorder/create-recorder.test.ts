import { createClient } from '@concordat/cumulonimbus'
import { loadDocument, loadDocumentFromObject } from '@concordat/document'
import { readApiModel } from '@concordat/model'
import { beforeEach, describe, expect, it } from 'vitest'
import { renderPact } from '../pact/render-pact.ts'
import { pathText } from '../reads/member-path.ts'
import { createRecorder, type Recorder } from './create-recorder.ts'
import { mergeContracts } from './merge-contracts.ts'

const root = new URL('../../../../', import.meta.url).pathname
const { loaded } = await loadDocument('openapi/cumulonimbus/openapi.yaml', { cwd: root })
const { model } = readApiModel(loaded)
const base = 'https://alekeagle.me/api'
const session = { iat: 1111111111, exp: 1237159890, sub: '7', name: 'A browser of the test' }

/** A provider that has one session. */
const provider: typeof fetch = async (input, init) => {
  const { method, url } = new Request(input, init)
  const { pathname } = new URL(url)
  if (method === 'GET' && pathname.endsWith('/sessions')) {
    return Response.json({ count: 1, items: [session] })
  }
  if (pathname.endsWith('/session/1')) return Response.json(session)
  return Response.json(
    { code: 'SESSION_NOT_FOUND_ERROR', message: 'Session Not Found' },
    { status: 404 },
  )
}

let recorder: Recorder
beforeEach(() => {
  recorder = createRecorder({
    model,
    consumer: 'admin',
    provider: 'cumulonimbus',
    // This file plays the consumer's code.
    testFiles: /never/,
  })
})

const summary = (one = recorder) =>
  one.contract().interactions.map(({ request, status, uses, states }) => ({
    operation: request.operationId,
    query: request.query,
    status,
    states: states.map(({ name }) => name),
    uses: uses.map(({ path, use }) => `${pathText(path)} ${use}`),
  }))

describe('a recorded fetch', () => {
  it('says per kind of request and status which members were read', async () => {
    const get = recorder.fetch(provider)
    recorder.given('a user has sessions', { id: '7' })
    const response = await get(`${base}/user/7/sessions?limit=5`, {
      headers: { Authorization: 'secret' },
    })
    const { items } = (await response.json()) as { items: (typeof session)[] }
    expect(items.map(({ name }) => name)).toEqual(['A browser of the test'])
    recorder.forget()
    const missing = await get(`${base}/user/7/session/2`)
    expect(((await missing.json()) as { code: string }).code).toBe('SESSION_NOT_FOUND_ERROR')
    expect(summary()).toEqual([
      {
        operation: 'getUserSession',
        query: [],
        status: 404,
        states: [],
        uses: ['/code read'],
      },
      {
        operation: 'listUserSessions',
        query: ['limit'],
        status: 200,
        states: ['a user has sessions'],
        uses: ['/items read', '/items/*/name read'],
      },
    ])
  })

  it('remembers that a body was taken as text, and reads of its clone', async () => {
    const get = recorder.fetch(provider)
    await (await get(`${base}/user/7/sessions`)).text()
    const { count } = (await (await get(`${base}/user/7/sessions`)).clone().json()) as {
      count: number
    }
    expect(count).toBe(1)
    expect(summary()[0]?.uses).toEqual([' passed-on', '/count read'])
  })

  it('knows no credentials', async () => {
    const { loaded: keyed } = await loadDocumentFromObject({
      openapi: '3.1.1',
      info: { title: 'Keyed', version: '1' },
      paths: { '/a': { get: { operationId: 'get', responses: { 200: { description: 'Fine' } } } } },
      security: [{ key: [] }],
      components: { securitySchemes: { key: { type: 'apiKey', in: 'query', name: 'key' } } },
    })
    const { model: keyedModel } = readApiModel(keyed)
    const own = createRecorder({ model: keyedModel, consumer: 'c', provider: 'p' })
    await own.fetch(async () => new Response(null))('http://localhost/a?key=secret&q=1')
    expect(summary(own)[0]?.query).toEqual(['q'])
    expect(renderPact(own.contract(), { model: keyedModel })).not.toContain('secret')
  })

  it('leaves alone what the document does not have', async () => {
    const response = await recorder.fetch(provider)(`${base}/nothing`)
    expect(await response.json()).toMatchObject({ code: 'SESSION_NOT_FOUND_ERROR' })
    expect(recorder.contract().interactions).toEqual([])
  })
})

describe('a recorded client', () => {
  it('is recorded after its decoder, which reads everything', async () => {
    const client = recorder.client(
      createClient({ baseUrl: base, auth: { sessionToken: 'secret' }, fetch: provider }),
    )
    const list = await client.listUserSessions({ path: { id: '7' }, query: { limit: 5 } })
    if (list.status === 200) expect(list.body.items[0]?.sub).toBe('7')
    await client.deleteUserSessions({ path: { id: '7' }, body: { sessions: ['1'] } })
    expect(summary()).toEqual([
      expect.objectContaining({ operation: 'deleteUserSessions', status: 404, uses: [] }),
      expect.objectContaining({
        operation: 'listUserSessions',
        query: ['limit'],
        uses: ['/items read', '/items/*/sub read'],
      }),
    ])
  })
})

describe('a contract as a Pact file', () => {
  async function recordOnce(): Promise<void> {
    const get = recorder.fetch(provider)
    recorder.given('a user has sessions', { id: '7' })
    const response = await get(`${base}/user/7/sessions?limit=5`, {
      headers: { Authorization: 'top-secret' },
    })
    const { items } = (await response.json()) as { items: (typeof session)[] }
    expect(items[0]?.name).toBe('A browser of the test')
  }

  it('holds what was read, by the weakest rules, and nothing of what was sent or answered', async () => {
    await recordOnce()
    const text = renderPact(recorder.contract(), { model })
    expect(text).not.toMatch(/top-secret|A browser of the test|1111111111/)
    const [interaction] = JSON.parse(text).interactions
    expect(interaction).toMatchObject({
      type: 'Synchronous/HTTP',
      description: 'listUserSessions with query limit: 200 application/json',
      providerStates: [{ name: 'a user has sessions', params: { id: '7' } }],
      request: {
        method: 'GET',
        path: '/user/7/sessions',
        query: { limit: [expect.stringMatching(/^\d+$/)] },
        generators: { path: { type: 'ProviderState', expression: '/user/${id}/sessions' } },
      },
      response: {
        status: 200,
        body: {
          contentType: 'application/json',
          content: { items: [{ name: expect.any(String) }] },
        },
        matchingRules: { body: { $: { combine: 'AND', matchers: [{ match: 'type' }] } } },
      },
      comments: { concordat: { read: ['/items', '/items/*/name'], document: model.hash } },
    })
    expect(Object.keys(interaction.response.body.content)).toEqual(['items'])
    expect(Object.keys(interaction.response.body.content.items[0])).toEqual(['name'])
  })

  it('has the same bytes from workers in any order', async () => {
    await recordOnce()
    const first = recorder.contract()
    const get = recorder.fetch(provider)
    await ((await get(`${base}/user/7/session/1`)).json() as Promise<{ iat: number }>).then(
      ({ iat }) => iat,
    )
    const second = recorder.contract()
    const text = renderPact(mergeContracts([first, second]), { model })
    expect(renderPact(mergeContracts([second, first, second]), { model })).toBe(text)
    expect(JSON.parse(text).interactions).toHaveLength(2)
  })

  it('is refused for another version of the document', async () => {
    const contract = { ...recorder.contract(), documentHash: 'another' }
    expect(() => renderPact(contract, { model })).toThrow(/another version/)
    expect(() => mergeContracts([recorder.contract(), contract])).toThrow(/documentHash/)
  })

  it('in version 3 has bare bodies and headers of one text', async () => {
    await recordOnce()
    const { interactions, metadata } = JSON.parse(
      renderPact(recorder.contract(), { model, specification: 'V3' }),
    )
    expect(metadata.pactSpecification.version).toBe('3.0.0')
    expect(interactions[0]).not.toHaveProperty('type')
    expect(interactions[0].response).toMatchObject({
      headers: { 'Content-Type': 'application/json' },
      body: { items: [{ name: expect.any(String) }] },
    })
  })
})
