import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { statesAt } from './state-client.ts'

/** A provider whose state handler answers this, and what it was sent. */
async function provider(answer: object) {
  const received: unknown[] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += String(chunk)
    received.push(JSON.parse(text))
    response.setHeader('Content-Type', 'application/json')
    response.end(JSON.stringify(answer))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const states = statesAt(new URL(`http://127.0.0.1:${port}/_state`))
  return {
    states,
    received,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

test('a state is set up and torn down with its parameters', async () => {
  const given = await provider({})
  await given.states.setUp('an order exists', { id: 7 })
  await given.states.tearDown?.('an order exists', { id: 7 })
  expect(given.received).toEqual([
    { action: 'setup', state: 'an order exists', params: { id: 7 } },
    { action: 'teardown', state: 'an order exists', params: { id: 7 } },
  ])
  await given[Symbol.asyncDispose]()
})

test('the members of the answer are values of the state', async () => {
  const given = await provider({ id: 77, params: { name: 'x' }, credentials: { bearerAuth: 't' } })
  expect(await given.states.setUp('an order exists', {})).toEqual({
    params: { id: 77, name: 'x' },
    credentials: { bearerAuth: 't' },
  })
  await given[Symbol.asyncDispose]()
})
