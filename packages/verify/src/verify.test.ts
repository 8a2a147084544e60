import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type LoadedDocument, loadDocument, loadDocumentFromText } from '@concordat/document'
import { beforeAll, describe, expect, test } from 'vitest'
import { mutants } from '../bench/drift/library/mutants.mjs'
import { auth, createServer as createLibrary, identities } from '../bench/drift/library/server.mjs'
import { serve } from '../bench/drift/serve.mjs'
import type { VerifyEvent } from './engine/events.ts'
import type { VerifyOptions } from './options.ts'
import type { VerifyReport } from './report/verify-report.ts'
import { verify } from './verify.ts'

const location = join(import.meta.dirname, '../bench/drift/library/openapi.yaml')
let document: LoadedDocument

beforeAll(async () => {
  document = (await loadDocument(location)).loaded
})

async function run(options: Partial<VerifyOptions> = {}, mutant?: string): Promise<VerifyReport> {
  const app = createLibrary()
  mutants.find(({ name }) => name === mutant)?.change(app)
  const server = await serve((request) => app.handle(request))
  try {
    return await verify({ document, url: server.url, auth, identities, seed: 1, ...options })
  } finally {
    await server.close()
  }
}

const shown = (report: VerifyReport): string[] =>
  report.findings.map(({ id, message }) => `${id}: ${message}`)

describe('a right server', () => {
  test.each([1, 2, 3])('is in accord, with seed %i', async (seed) => {
    const report = await run({ seed })
    expect(shown(report)).toEqual([])
    expect(report.operations.map(({ verdict }) => verdict)).not.toContain('not-verified')
    expect(report.stopped).toBeUndefined()
  })
})

describe('a wrong server is caught', () => {
  test.each([
    ['a number as text', 'response-body-schema-mismatch'],
    ['200 instead of 201', 'response-status-undocumented'],
    ['Location of something else', 'location-wrong'],
    ['a limit above the maximum', 'invalid-request-accepted'],
    ['the shortest title is refused', 'valid-request-refused'],
    ["another's loan can be read", 'other-identity-served'],
    ['405 without Allow', 'method-not-allowed-without-allow'],
    ['a change is not stored', 'update-not-visible'],
    ['deep nesting breaks it', 'server-error'],
    ['the offset is one short', 'pagination-items-repeated'],
  ])('%s: %s', async (mutant, check) => {
    const report = await run({}, mutant)
    expect(report.findings.map(({ id }) => id)).toContain(check)
  })
})

test('a finding has its claim, its smallest request and no secret', async () => {
  const report = await run({}, 'a number as title')
  const finding = report.findings.find(({ id }) => id === 'invalid-request-accepted')
  expect(finding?.source?.file).toMatch(/openapi\.yaml$/)
  expect(finding?.excerpt.map(({ text }) => text).join('\n')).toContain('title')
  expect(finding?.curl).toContain('Bearer ${TOKEN}')
  expect(JSON.stringify(report)).not.toContain(auth.token)
})

test('the same seed sends the same requests', async () => {
  const record = async (): Promise<string[]> => {
    const sent: string[] = []
    const onEvent = (event: VerifyEvent): void => {
      if (event.type !== 'exchange' || event.phase !== 'coverage') return
      sent.push(`${event.exchange.request.method} ${event.label}`)
    }
    await run({ concurrency: 1, phases: ['coverage'], onEvent })
    return sent
  }
  const first = await record()
  expect(first.length).toBeGreaterThan(500)
  expect(await record()).toEqual(first)
})

test('a budget of requests is kept, and said', async () => {
  const report = await run({ maxRequests: 50 })
  expect(report.requests).toBeLessThanOrEqual(50)
  expect(report.stopped).toBe('max-requests')
})

test('operations that lack a credential are not verified, and the report says what is missing', async () => {
  const report = await run({ auth: {}, identities: [] })
  expect(shown(report)).toEqual([])
  expect(report.operations.every(({ verdict }) => verdict === 'not-verified')).toBe(true)
  expect(report.operations[0]?.missing.join()).toContain('credential for token')
})

test('checks can be switched off with a reason', async () => {
  const checks = [
    { check: 'response-body-schema-mismatch', severity: 'off', reason: 'known' },
  ] as const
  const report = await run({ checks }, 'a number as text')
  expect(report.findings.map(({ id }) => id)).not.toContain('response-body-schema-mismatch')
})

test('a function stands for a server', async () => {
  const text = readFileSync(location, 'utf8')
  expect(text).toContain('listBooks')
  const report = await verify({
    document,
    seed: 1,
    fetch: () =>
      Response.json(
        { code: 'x', message: 'y' },
        { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } },
      ),
  })
  expect(report.target).toBe('in-process')
  expect(report.operations.every(({ verdict }) => verdict === 'not-verified')).toBe(true)
})

test('what no request tells apart is not judged, and the report says so', async () => {
  const text = `openapi: 3.1.1
info: { title: Twins, version: "1" }
paths:
  /files: { get: { operationId: one, responses: { '200': { description: ok, content: { text/plain: {} } } } } }
  /files#all: { get: { operationId: all, responses: { '201': { description: ok } } } }
  /other: { get: { operationId: other, responses: { '204': { description: ok } } } }`
  const { loaded } = await loadDocumentFromText(text, { location: 'twins.yaml' })
  const report = await verify({
    document: loaded,
    seed: 1,
    fetch: ({ url, method }) => {
      if (!new URL(url).pathname.startsWith('/files')) return new Response(null, { status: 204 })
      return method === 'GET'
        ? new Response('text', { headers: { 'Content-Type': 'text/plain' } })
        : new Response(null, { status: 405, headers: { Allow: 'GET' } })
    },
  })
  expect(report.findings.filter(({ operationId }) => operationId !== 'other')).toEqual([])
  expect(report.operations.map(({ operationId }) => operationId)).toEqual(['other'])
  expect(report.notes.join()).toContain('GET /files')
})

test('a server that is not there is told before anything else', async () => {
  await expect(verify({ document, url: 'http://127.0.0.1:9' })).rejects.toThrow('Nothing answers')
})
