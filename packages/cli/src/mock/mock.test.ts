import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runConcordat } from '../run-concordat.ts'
import { recordedContext } from '../testing-context.test-data.ts'

const thing = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'integer', readOnly: true } },
}
const body = { 'application/json': { schema: thing } }
const document = {
  openapi: '3.1.1',
  info: { title: 'Things', version: '1' },
  servers: [{ url: 'https://api.example.com/v2' }],
  paths: {
    '/things': {
      post: {
        operationId: 'makeThing',
        requestBody: { content: body },
        responses: { 201: { description: 'Made.', content: body } },
      },
    },
    '/things/{id}': {
      get: {
        operationId: 'getThing',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
        responses: { 200: { description: 'One.', content: body }, 404: { description: 'None.' } },
      },
    },
  },
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'concordat-mock-'))
  await writeFile(join(path, 'openapi.json'), JSON.stringify(document))
  const other = { ...document, info: { title: 'Others', version: '1' }, servers: [] }
  await writeFile(join(path, 'other.json'), JSON.stringify(other))
  return path
}

/** Waits until the command has printed where it listens. */
async function addresses(out: () => string, count: number): Promise<string[]> {
  for (let tries = 0; tries < 400; tries += 1) {
    const found = out().match(/http:\S+/g) ?? []
    if (found.length >= count) return found
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(`It did not listen: ${out()}`)
}

test('a document is served with its state, and requests are told', async () => {
  const stop = new AbortController()
  const context = recordedContext(await folder(), stop.signal)
  const ended = runConcordat(['mock', 'openapi.json', '--port', '0'], context)
  const [url] = await addresses(context.out, 1)
  const init = { method: 'POST', headers: { 'Content-Type': 'application/json' } }
  const made = await fetch(`${url}/things`, { ...init, body: '{}' })
  expect([made.status, await made.json()]).toEqual([201, { id: 1 }])
  expect((await fetch(`${url}/things/1`)).status).toBe(200)
  expect((await fetch(`${url}/things/2`)).status).toBe(404)
  expect((await fetch(`${url}/things`, { ...init, body: '[]' })).status).toBe(400)
  stop.abort()
  expect(await ended).toBe(130)
  expect(context.err()).toContain('GET /things/1 200 getThing')
  expect(context.err()).toMatch(/POST \/things 400 makeThing: body `\/` must be object/)
})

test('several documents stand under their base paths, and a fault drops connections', async () => {
  const stop = new AbortController()
  const context = recordedContext(await folder(), stop.signal)
  const ended = runConcordat(
    ['mock', 'openapi.json', 'other.json', '--port', '0', '--fault', 'drop@makeThing', '--quiet'],
    context,
  )
  const [things = '', others = ''] = await addresses(context.out, 2)
  expect([new URL(things).pathname, new URL(others).pathname]).toEqual(['/v2', '/other'])
  expect((await fetch(`${others}/things/7`)).status).toBe(404)
  await expect(fetch(`${things}/things`, { method: 'POST' })).rejects.toThrow()
  stop.abort()
  await ended
  expect(context.err()).toBe('')
})

test('it explains itself, and refuses what it does not know', async () => {
  const context = recordedContext(await folder())
  expect(await runConcordat(['mock', 'openapi.json', '--explain'], context)).toBe(0)
  expect(context.out()).toMatch(/makeThing\s+create\s+/)
  const wrong = recordedContext(await folder())
  expect(await runConcordat(['mock', 'openapi.json', '--fault', 'fire'], wrong)).toBe(2)
  expect(wrong.err()).toContain('`fire` is no fault')
})
