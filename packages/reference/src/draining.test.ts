import { Agent, createServer, type IncomingMessage, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createReferenceAppOver } from './reference-app.ts'
import { type RunningReference, serveReference } from './start-reference.ts'
import type { Store } from './store/store.ts'
import { openTestStore } from './testing/open-test-store.ts'

const connections = 24
const isLong = process.env.CONCORDAT_LONG !== undefined
const restarts = isLong ? 20 : 5
const requests = isLong ? 10_000 : 1_000
// A busy machine asks late who is ready.
const drainPeriod = isLong ? 4_000 : 1_500
const pollingPeriod = 20

/** A balancer that asks who is ready, keeps its connections, and never sends a request twice. */
class Balancer {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: connections })
  readonly #server: Server
  readonly lost: string[] = []
  #ready: readonly number[] = []
  #turn = 0

  constructor() {
    this.#server = createServer((incoming, outgoing) => {
      const port = this.#ready[this.#turn++ % this.#ready.length] ?? 0
      const onward = request(
        {
          host: '127.0.0.1',
          port,
          path: incoming.url,
          method: incoming.method,
          agent: this.#agent,
        },
        (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502)
          answer.pipe(outgoing)
        },
      )
      onward.on('error', (error) => {
        this.lost.push(error.message)
        outgoing.writeHead(502).end()
      })
      incoming.pipe(onward)
    })
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return (this.#server.address() as AddressInfo).port
  }

  async poll(ports: readonly number[]): Promise<void> {
    const ready = await Promise.all(ports.map(async (port) => ((await isReady(port)) ? port : 0)))
    this.#ready = ready.filter((port) => port > 0)
  }

  close(): void {
    this.#agent.destroy()
    this.#server.close()
    this.#server.closeAllConnections()
  }
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok
  } catch {
    return false
  }
}

describe('stopping', { timeout: 600_000 }, () => {
  let store: Store

  beforeAll(async () => {
    store = await openTestStore()
  })

  afterAll(() => store.close())

  /** A replica whose store outlives it, so that many restarts cost no store each. */
  const start = async (): Promise<RunningReference> => {
    const shared = { ...store, close: async () => {} }
    const app = await createReferenceAppOver(shared, { checkResponses: 'off' })
    return serveReference(app, { port: 0, drainPeriod })
  }

  it('says so at once, answers until the drain ends, and ends connections with their answers', async () => {
    const running = await start()
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const get = (path: string) =>
      new Promise<IncomingMessage>((resolve, reject) => {
        request({ port: running.port, path, agent }, (answer) => {
          answer.resume()
          answer.on('end', () => resolve(answer))
        })
          .on('error', reject)
          .end()
      })
    expect((await get('/')).headers.connection).toBe('keep-alive')
    const closed = running.close()
    const idle = await get('/')
    expect(idle.statusCode).toBe(200)
    expect(idle.headers.connection).toBe('close')
    expect((await get('/readyz')).statusCode).toBe(503)
    expect((await get('/healthz')).statusCode).toBe(200)
    await closed
    await expect(get('/')).rejects.toThrow()
    agent.destroy()
  })

  it(`loses none of ${requests} requests over ${restarts} restarts of one of two replicas`, async () => {
    const steady = await start()
    let changing = await start()
    const balancer = new Balancer()
    const port = await balancer.listen()
    const poll = () => balancer.poll([steady.port, changing.port])
    await poll()
    let isDone = false
    const polling = (async () => {
      for (; !isDone; await sleep(pollingPeriod)) await poll()
    })()
    const agent = new Agent({ keepAlive: true, maxSockets: connections })
    const answers = new Map<string, number>()
    let sent = 0
    let stopped = 0
    const call = () =>
      new Promise<void>((resolve) => {
        const count = (key: string) => {
          answers.set(key, (answers.get(key) ?? 0) + 1)
          resolve()
        }
        request({ port, path: '/', agent }, (answer) => {
          answer.resume()
          answer.on('end', () => count(String(answer.statusCode)))
        })
          .on('error', (error) => count(error.message))
          .end()
      })
    const callers = Array.from({ length: connections }, async () => {
      while (sent < requests || stopped < restarts) {
        sent += 1
        await call()
      }
    })
    for (; stopped < restarts; stopped += 1) {
      await changing.close()
      changing = await start()
      await sleep(100)
    }
    await Promise.all(callers)
    isDone = true
    await polling
    agent.destroy()
    balancer.close()
    await steady.close(0)
    await changing.close(0)
    expect(balancer.lost).toEqual([])
    expect([...answers.keys()]).toEqual(['200'])
    expect(answers.get('200')).toBeGreaterThanOrEqual(requests)
  })
})
