import { describe, expect, it } from 'vitest'
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
})
