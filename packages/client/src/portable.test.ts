import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tellStory } from '../test/portable-story.ts'

const chromiumPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

/** What each run of the story must give, wherever it is told. */
const story = {
  list: [
    { items: [{ id: '1', name: 'GET /pets?limit=2&tag=%C3%BC&tag=a%26b Bearer token' }], total: 1 },
    1,
  ],
  missing: { hint: '/pets/a%2Fb' },
  slow: 'timeout',
  dropped: 'network',
  upload: 3,
  created: { id: '2', name: '{"name":"Rex"}' },
  deleted: 204,
  log: '{"at":1}\n{"at":2}\n',
  codec: true,
  visit: 302,
}

const origins = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': '*',
  'Access-Control-Allow-Headers': 'authorization, content-type',
  'Access-Control-Expose-Headers': 'X-Total',
}
let attempts = 0
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  const body = Buffer.concat(chunks).toString()
  const answer = (status: number, value?: unknown, headers = {}): void => {
    response.writeHead(status, { ...origins, 'Content-Type': 'application/json', ...headers })
    response.end(value === undefined ? undefined : JSON.stringify(value))
  }
  const { method, url = '' } = request
  if (method === 'OPTIONS') return answer(204)
  if (url === '/') {
    response.writeHead(200, { 'Content-Type': 'text/html' })
    return response.end('<!doctype html><title>story</title>')
  }
  if (url.startsWith('/pets/slow')) return undefined
  if (url.startsWith('/pets/dropped')) return request.socket.destroy()
  if (url.startsWith('/pets/')) return answer(404, { hint: url })
  if (method === 'GET' && url.startsWith('/pets')) {
    attempts += 1
    if (attempts % 2 === 1)
      return answer(503, { title: 'busy' }, { 'Content-Type': 'application/problem+json' })
    const name = `${method} ${url} ${request.headers.authorization}`
    return answer(200, { items: [{ id: '1', name }], total: 1 }, { 'X-Total': '1' })
  }
  if (url === '/upload') return answer(200, body.match(/Content-Disposition/g)?.length)
  if (url === '/log') {
    response.writeHead(200, { ...origins, 'Content-Type': 'application/x-ndjson' })
    return response.end('{"at":1}\n{"at":2}\n')
  }
  if (url === '/visit') return answer(302, undefined, { Location: '/pets' })
  return method === 'DELETE' ? answer(204) : answer(201, { id: '2', name: body })
})

let origin = ''
let script = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  // `neutral`: an import of Node, or of anything else that is not there, fails the build.
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../test/portable-story.ts', import.meta.url))],
    bundle: true,
    write: false,
    platform: 'neutral',
    mainFields: ['module', 'main'],
    format: 'iife',
    globalName: 'concordat',
    conditions: ['@concordat/source', 'import', 'default'],
    target: 'es2022',
  })
  script = outputFiles[0]!.text
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

describe('one client, told the same story', () => {
  it('in Node', async () => {
    expect(await tellStory(origin)).toMatchObject(story)
  })

  it('in a worker that has only what the web has', async () => {
    // Node's own fetch needs some of its globals, so most are hidden from the script rather than taken away.
    const worker = new Worker(
      `const { parentPort, workerData } = require('node:worker_threads')
       const post = parentPort.postMessage.bind(parentPort)
       delete globalThis.process
       const names = ['require', 'module', 'exports', 'global', 'Buffer', 'setImmediate', 'clearImmediate']
       const tell = new Function(...names, workerData.script + '; return concordat.tellStory')
       tell()(workerData.origin).then(post, (error) => post(String(error)))`,
      { eval: true, workerData: { script, origin } },
    )
    try {
      const told = await new Promise((resolve, reject) => {
        worker.once('message', resolve)
        worker.once('error', reject)
      })
      expect(told).toMatchObject({ ...story, hasNode: false })
    } finally {
      await worker.terminate()
    }
  })

  // A machine without Chromium says so and goes on; CI must have it.
  const isMissing = !existsSync(chromiumPath)
  if (isMissing)
    console.warn(`The browser test was skipped: there is no Chromium at ${chromiumPath}.`)
  it.skipIf(isMissing && process.env.CI !== 'true')(
    'in Chromium, from its own origin and from another',
    async () => {
      const browser = await chromium.launch({
        executablePath: chromiumPath,
        args: [
          '--no-sandbox',
          '--disable-gpu',
          '--disable-background-networking',
          '--no-first-run',
        ],
      })
      try {
        const page = await browser.newPage()
        for (const from of [origin, origin.replace('127.0.0.1', 'localhost')]) {
          await page.goto(from)
          await page.addScriptTag({ content: script })
          const told = await page.evaluate(`concordat.tellStory(${JSON.stringify(origin)})`)
          // No browser shows a redirect to a script.
          expect(told).toMatchObject({ ...story, visit: 'redirect', hasNode: false })
        }
      } finally {
        await browser.close()
      }
    },
    120_000,
  )
})
