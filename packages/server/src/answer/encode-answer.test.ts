import { describe, expect, it, vi } from 'vitest'
import type { AnswerFinding } from '../answer-finding.ts'
import { defineServer } from '../define-server.ts'
import { ServerReply } from '../server-reply.ts'
import { petServer } from '../testing/pet-server.ts'

describe('answers', () => {
  it('writes typed headers, and JSON once', async () => {
    const server = petServer(
      {},
      { listPets: () => ({ status: 200, body: [], headers: { 'x-total': 5, 'x-next': 'a b' } }) },
    )
    const response = await server.request('/pets')
    expect(Object.fromEntries(response.headers)).toEqual({
      'content-type': 'application/json',
      'x-total': '5',
      'x-next': 'a b',
    })
    expect(await response.text()).toBe('[]')
  })

  it('answers text in UTF-8', async () => {
    const server = petServer(
      {},
      { getPet: () => ({ status: 200, mediaType: 'text/plain', body: 'Käthe' }) },
    )
    const response = await server.request('/pets/1')
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(await response.text()).toBe('Käthe')
  })

  it('streams a sequence while it is produced', async () => {
    const server = petServer(
      {},
      {
        myPets: () => ({
          status: 200,
          body: (async function* () {
            yield { name: 'Tom' }
            yield { name: 'Ada' }
          })(),
        }),
      },
    )
    const response = await server.request('/pets/mine', {
      headers: { authorization: 'Bearer good', 'x-key': 'k' },
    })
    expect(response.headers.get('content-type')).toBe('application/x-ndjson')
    expect(await response.text()).toBe('{"name":"Tom"}\n{"name":"Ada"}\n')
  })

  it('ends the source of a sequence when the caller leaves', async () => {
    let ended = false
    const server = petServer(
      {},
      {
        myPets: () => ({
          status: 200,
          body: (async function* () {
            try {
              for (;;) yield { name: 'Tom' }
            } finally {
              ended = true
            }
          })(),
        }),
      },
    )
    const response = await server.request('/pets/mine', {
      headers: { authorization: 'Bearer good', 'x-key': 'k' },
    })
    await response.body?.cancel()
    expect(ended).toBe(true)
  })

  it('keeps headers that middleware and handlers set on the context', async () => {
    const server = petServer(
      {
        middleware: [
          async (context, next) => {
            context.header('X-Before', '1')
            await next()
            context.header('X-After', '2')
          },
        ],
      },
      {
        getPet: ({ context }) => {
          context.header('Cache-Control', 'no-store')
          return { status: 200, body: { name: 'Tom' } }
        },
      },
    )
    const response = await server.request('/pets/1')
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'x-before': '1',
      'x-after': '2',
      'cache-control': 'no-store',
    })
  })

  it('takes a thrown reply for a returned one', async () => {
    const server = petServer(
      {},
      {
        getPet: () => {
          throw new ServerReply({ status: 404 })
        },
      },
    )
    expect((await server.request('/pets/1')).status).toBe(404)
  })

  it('tells of items that break their schema, and of a source that fails, but not to the caller', async () => {
    const findings: AnswerFinding[] = []
    const onError = vi.fn()
    const server = petServer(
      { onError, onFinding: (finding) => findings.push(finding) },
      {
        myPets: () => ({
          status: 200,
          body: (async function* () {
            yield { name: 'Tom' }
            yield { name: '' }
            throw new Error('secret')
          })(),
        }),
      },
    )
    const response = await server.request('/pets/mine', {
      headers: { authorization: 'Bearer good', 'x-key': 'k' },
    })
    await expect(response.text()).rejects.toThrow('The answer broke off.')
    expect(findings).toMatchObject([
      { id: 'response-body-schema-mismatch', evidence: { issues: [{ path: [1, 'name'] }] } },
    ])
    expect(onError).toHaveBeenCalledWith(
      new Error('secret'),
      expect.objectContaining({ operationId: 'myPets' }),
    )
  })

  it('sends each cookie in a line of its own', async () => {
    const cookies = ['a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT', 'b=2']
    const server = petServer(
      {},
      {
        getPet: () =>
          ({ status: 200, body: { name: 'Tom' }, headers: { 'set-cookie': cookies } }) as never,
      },
    )
    expect((await server.request('/pets/1')).headers.getSetCookie()).toEqual(cookies)
  })

  it('ends a stream that HEAD will not read', async () => {
    let ended = false
    const body = () =>
      new ReadableStream<Uint8Array>({
        cancel: () => {
          ended = true
        },
      })
    const operation = {
      operationId: 'a',
      method: 'GET',
      path: '/',
      responses: { 200: { content: { 'image/png': { binary: true } } } },
    } as const
    const server = defineServer(
      { operations: { a: operation }, validators: {} },
      { handlers: { a: () => ({ status: 200, body: body() }) } },
    )
    const response = await server.request('/', { method: 'HEAD' })
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(ended).toBe(true)
  })
})
