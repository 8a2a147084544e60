// The verifier as a whole against servers of the bench: the right ones, several seeds, and one wrong one for each kind of
// mistake. The bench as a whole is `test/drift/run.ts`.
import { type LoadedDocument, loadDocument, loadDocumentFromText } from '@concordat/document'
import {
  testOperations,
  type VerifyEvent,
  type VerifyOptions,
  type VerifyReport,
  verify,
} from '@concordat/verify'
import { beforeAll, describe, expect, test } from 'vitest'
import { benches } from './benches.ts'
import type { Bench, BenchServer } from './kit/bench.ts'
import { libraryBench } from './library/library-bench.ts'

const documents = new Map<string, LoadedDocument>()

beforeAll(async () => {
  for (const { api, document } of benches) documents.set(api, (await loadDocument(document)).loaded)
})

function find(id: string): { bench: Bench; server: BenchServer; document: LoadedDocument } {
  const bench = benches.find(({ api }) => api === id.split('/')[0])
  const server = bench?.servers.find((one) => one.id === id)
  const document = bench && documents.get(bench.api)
  if (!bench || !server || !document) throw new Error(`There is no server ${id}.`)
  return { bench, server, document }
}

async function run(id: string, options: Partial<VerifyOptions> = {}): Promise<VerifyReport> {
  const { bench, document, server } = find(id)
  const running = await server.start()
  const { auth, identities } = bench.callers
  try {
    return await verify({ document, url: running.url, auth, identities, seed: 1, ...options })
  } finally {
    await running.close()
  }
}

const shown = (report: VerifyReport): string[] =>
  report.findings.map(({ id, message }) => `${id}: ${message}`)

describe.each(benches.map(({ api }) => api))('the right %s', (api) => {
  test.each([1, 2, 3])('is in accord, with seed %i', async (seed) => {
    const report = await run(api, { seed, budget: 100_000 })
    expect(shown(report)).toEqual([])
    expect(new Set(report.operations.map(({ verdict }) => verdict))).toEqual(new Set(['verified']))
    expect(report.stopped).toBeUndefined()
  })
})

describe('a wrong server is caught', () => {
  test.each([
    ['library/book-without-contributor', 'response-body-schema-mismatch'],
    ['library/add-book-200', 'response-status-undocumented'],
    ['parcels/delivered-parcel-422', 'response-status-undocumented'],
    ['library/cache-control-missing', 'response-header-missing'],
    ['parcels/label-in-another-charset', 'response-charset-wrong'],
    ['library/day-by-its-looks', 'invalid-request-accepted'],
    ['library/leap-day-refused', 'valid-request-refused'],
    ['library/charset-refused', 'valid-request-refused'],
    ['library/loan-open-to-all', 'security-not-enforced'],
    ['library/loans-of-others-readable', 'other-caller-served'],
    ['library/loan-of-another-ended-behind-404', 'refused-request-took-effect'],
    ['library/challenge-for-another-scheme', 'challenge-names-other-scheme'],
    ['library/allow-missing', 'method-not-allowed-without-allow'],
    ['gallery/head-of-picture-of-other-type', 'head-differs-from-get'],
    ['library/second-change-lost', 'update-not-visible'],
    ['library/added-book-not-listed', 'created-resource-not-listed'],
    ['library/loan-of-seven-days-by-default', 'documented-default-not-applied'],
    ['parcels/put-resets-status', 'update-changed-other-property'],
    ['gallery/picture-not-replaced', 'replaced-content-not-served'],
    ['parcels/leap-day-500', 'server-error'],
    ['library/offset-ignored', 'pagination-items-repeated'],
    ['library/page-of-fifteen-at-most', 'page-shorter-than-limit'],
    ['library/available-true-lost-beside-sort', 'filter-not-obeyed'],
  ])('%s: %s', async (server, check) => {
    const report = await run(server, { budget: 60_000 })
    expect(report.findings.map(({ id }) => id)).toContain(check)
  })
})

const tolerant = 'library/number-as-summary-accepted'

test('a finding has its claim, its smallest request and no secret', async () => {
  const report = await run(tolerant)
  const finding = report.findings.find(({ id }) => id === 'invalid-request-accepted')
  expect(finding?.source?.file).toMatch(/openapi\.yaml$/)
  expect(finding?.excerpt.map(({ text }) => text).join('\n')).toContain('summary')
  expect(finding?.curl).toContain('Bearer ${MEMBER}')
  expect(JSON.stringify(report)).not.toContain(libraryBench.callers.auth.member)
})

test('the same seed sends the same requests', async () => {
  const record = async (): Promise<string[]> => {
    const sent: string[] = []
    const onEvent = (event: VerifyEvent): void => {
      if (event.type !== 'exchange' || event.phase !== 'coverage') return
      sent.push(`${event.exchange.request.method} ${event.label}`)
    }
    await run('library', { concurrency: 1, phases: ['coverage'], onEvent, budget: 60_000 })
    return sent
  }
  const first = await record()
  expect(first.length).toBeGreaterThan(500)
  expect(await record()).toEqual(first)
})

test('a budget of requests is kept, and said', async () => {
  const report = await run('library', { maxRequests: 50 })
  // What the run made is removed all the same.
  expect(report.requests).toBeLessThan(60)
  expect(report.stopped).toBe('max-requests')
})

test('operations that lack a credential are not verified, and the report says what is missing', async () => {
  const report = await run('library', { auth: {}, identities: [] })
  expect(shown(report)).toEqual([])
  const guarded = report.operations.filter(({ operationId }) => operationId !== 'listBooks')
  expect(guarded.every(({ verdict }) => verdict === 'not-verified')).toBe(true)
  expect(guarded[0]?.missing.join()).toContain('credential for member')
})

test('checks can be switched off with a reason', async () => {
  const checks = [{ check: 'invalid-request-accepted', severity: 'off', reason: 'known' }] as const
  const report = await run(tolerant, { checks })
  expect(report.findings.map(({ id }) => id)).not.toContain('invalid-request-accepted')
})

test('a function stands for a server', async () => {
  const report = await verify({
    document: documents.get('library')!,
    seed: 1,
    fetch: () =>
      Response.json(
        { title: 'x', status: 401 },
        { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } },
      ),
  })
  expect(report.target).toBe('in-process')
  expect(report.operations.map(({ verdict }) => verdict)).not.toContain('verified')
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
  const requests = new Map(report.operations.map((one) => [one.operationId, one.requests]))
  expect(Object.fromEntries(requests)).toEqual({ one: 0, all: 0, other: expect.any(Number) })
  expect(requests.get('other')).toBeGreaterThan(0)
  expect(report.notes.join()).toContain('GET /files')
})

test('a server that is not there is told before anything else', async () => {
  const document = documents.get('library')!
  await expect(verify({ document, url: 'http://127.0.0.1:9' })).rejects.toThrow('Nothing answers')
})

test('one test for each operation, which fails with what was found there', async () => {
  const { bench, document, server } = find(tolerant)
  const running = await server.start()
  const tests = new Map<string, () => Promise<void>>()
  const { auth } = bench.callers
  testOperations(
    { document, url: running.url, auth, seed: 1, phases: ['coverage'], destructive: true },
    (name, test) => tests.set(name, test),
  )
  try {
    expect(tests.size).toBe(13)
    await expect(tests.get('PATCH /books/{bookId} keeps to the document')?.()).rejects.toThrow(
      /invalid-request-accepted[\s\S]*Seed 1/,
    )
    await expect(tests.get('GET /books keeps to the document')?.()).resolves.toBeUndefined()
  } finally {
    await running.close()
  }
})
