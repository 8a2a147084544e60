import { expect, test } from 'vitest'
import { createFetchTransport } from './fetch-transport.ts'

test('what a request of `fetch` cannot say arrives: TRACE, and a body with GET', async () => {
  const seen: string[] = []
  const transport = createFetchTransport(async (request) => {
    seen.push(request.method, await request.text())
    return new Response(null, { status: 204 })
  }, new URL('http://in-process.invalid'))
  const body = new TextEncoder().encode('a=1')
  await transport.send({ method: 'GET', target: '/', headers: [], body }, 1000)
  await transport.send({ method: 'TRACE', target: '/', headers: [] }, 1000)
  expect(seen).toEqual(['GET', 'a=1', 'TRACE', ''])
})

test('an endless answer is left where no more is read of one', { timeout: 60_000 }, async () => {
  let isLeft = false
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(2 ** 20)),
    cancel: () => {
      isLeft = true
    },
  })
  const transport = createFetchTransport(
    () => new Response(endless),
    new URL('http://in-process.invalid'),
  )
  const outcome = await transport.send({ method: 'GET', target: '/', headers: [] }, 50_000)
  expect(outcome).toMatchObject({ kind: 'failure', failure: { reason: 'too-large' } })
  expect(isLeft).toBe(true)
})
