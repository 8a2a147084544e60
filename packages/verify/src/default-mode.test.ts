import { loadDocumentFromText } from '@concordat/document'
import { expect, test } from 'vitest'
import { testOperations } from './operation-tests.ts'
import type { VerifyOptions } from './options.ts'
import { mergeReports, parseReport } from './report/merge-reports.ts'
import { renderPretty } from './report/render-pretty.ts'
import type { VerifyReport } from './report/verify-report.ts'
import { type Routes, serve } from './testing/small-server.ts'
import { verify } from './verify.ts'

interface Kind {
  readonly path: string
  /** Name of the thing in operationIds. */
  readonly name: string
  readonly patch: boolean
  readonly remove: boolean
}

/** Twelve operations: books can be read, changed and deleted, tags not changed, notes neither changed nor deleted. */
const kinds: readonly Kind[] = [
  { path: '/books', name: 'Book', patch: true, remove: true },
  { path: '/tags', name: 'Tag', patch: false, remove: true },
  { path: '/notes', name: 'Note', patch: false, remove: false },
]

const json = (schema: unknown): unknown => ({ 'application/json': { schema } })
const problem = {
  description: 'No.',
  content: json({
    type: 'object',
    required: ['title'],
    properties: { title: { type: 'string' } },
  }),
}

function pathsOf({ name, patch, path, remove }: Kind): Record<string, unknown> {
  const text = { type: 'string', minLength: 1, maxLength: 60 }
  const content = { type: 'object', required: ['text'], properties: { text } }
  const thing = {
    type: 'object',
    required: ['id', 'text'],
    properties: { id: { type: 'integer', minimum: 1 }, text },
  }
  const requestBody = { required: true, content: json(content) }
  const refusals = { 400: problem, 415: problem }
  const one = { 200: { description: 'It.', content: json(thing) }, ...refusals, 404: problem }
  const limit = { type: 'integer', minimum: 1, maximum: 100, default: 20 }
  return {
    [path]: {
      get: {
        operationId: `list${name}s`,
        parameters: [{ name: 'limit', in: 'query', schema: limit }],
        responses: {
          200: { description: 'All.', content: json({ type: 'array', items: thing }) },
          400: problem,
        },
      },
      post: {
        operationId: `make${name}`,
        requestBody,
        responses: { 201: { description: 'Made.', content: json(thing) }, ...refusals },
      },
    },
    [`${path}/{id}`]: {
      parameters: [
        { name: 'id', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } },
      ],
      get: { operationId: `read${name}`, responses: one },
      ...(patch ? { patch: { operationId: `change${name}`, requestBody, responses: one } } : {}),
      ...(remove
        ? {
            delete: {
              operationId: `drop${name}`,
              responses: { 204: { description: 'Gone.' }, 400: problem, 404: problem },
            },
          }
        : {}),
    },
  }
}

function routesOf({ patch, path, remove }: Kind): Routes {
  const all = new Map<string, { id: number; text: string }>([['1', { id: 1, text: 'first' }]])
  let last = 1
  const no = (status: number, headers = {}): [number, unknown, Record<string, string>] => [
    status,
    { title: 'No.' },
    headers,
  ]
  const isJson = (headers: Headers): boolean =>
    /^application\/json/.test(headers.get('Content-Type') ?? '')
  const isId = (id: string): boolean => /^[1-9]\d*$/.test(id)
  const textOf = async (
    body: () => Promise<Record<string, unknown>>,
  ): Promise<string | undefined> => {
    const { text } = await body().catch(() => ({ text: undefined }))
    return typeof text === 'string' && text !== '' && [...text].length <= 60 ? text : undefined
  }
  const routes: Routes = {
    [`GET ${path}`]({ query }) {
      const limit = query.get('limit') ?? '20'
      if (!isId(limit) || Number(limit) > 100) return no(400)
      return [200, [...all.values()].reverse().slice(0, Number(limit))]
    },
    async [`POST ${path}`]({ headers, body }) {
      if (!isJson(headers)) return no(415)
      const text = await textOf(body)
      if (text === undefined) return no(400)
      const made = { id: ++last, text }
      all.set(String(made.id), made)
      return [201, made, { Location: `${path}/${made.id}` }]
    },
    [`GET ${path}/:`]: ({ id }) =>
      isId(id) ? (all.has(id) ? [200, all.get(id)] : no(404)) : no(400),
  }
  if (patch)
    routes[`PATCH ${path}/:`] = async ({ id, headers, body }) => {
      if (!isId(id)) return no(400)
      if (!isJson(headers)) return no(415)
      const text = await textOf(body)
      if (text === undefined) return no(400)
      if (!all.has(id)) return no(404)
      all.set(id, { id: Number(id), text })
      return [200, all.get(id)]
    }
  if (remove)
    routes[`DELETE ${path}/:`] = ({ id }) =>
      isId(id) ? (all.delete(id) ? [204] : no(404)) : no(400)
  return routes
}

async function options(
  used = kinds,
  wrap = (routes: Routes): Routes => routes,
): Promise<VerifyOptions> {
  const text = JSON.stringify({
    openapi: '3.1.1',
    info: { title: 'Small', version: '1' },
    paths: Object.assign({}, ...used.map(pathsOf)),
  })
  const { loaded } = await loadDocumentFromText(text)
  return { document: loaded, fetch: serve(wrap(Object.assign({}, ...used.map(routesOf)))), seed: 1 }
}

const missing = (report: VerifyReport): string[] =>
  report.operations.flatMap(({ missing, operationId }) =>
    missing.map((sentence) => `${operationId}: ${sentence}`),
  )

test('a right server agrees by default, and what was not sent is named', async () => {
  const given = await options(kinds.slice(2))
  const report = await verify(given)
  expect(report.findings).toEqual([])
  expect(missing(report)).toEqual([])
  expect(report.verdict).toBe('agrees')
  const text = renderPretty(report)
  expect(text).toContain('document and server agree')
  expect(text).toContain('Undocumented methods not sent: PUT, PATCH, DELETE, QUERY (they could')
  const notes = report.operations.find(({ operationId }) => operationId === 'listNotes')
  expect(notes?.cases.find(({ kind }) => kind === 'methods')).toEqual({
    kind: 'methods',
    planned: 2,
    sound: 2,
  })
}, 60_000)

test('what may be sent stays demanded: without a thing of its own no method is tried on one', async () => {
  const given = await options(kinds.slice(2), (routes) => ({
    ...routes,
    'POST /notes': () => [400, { title: 'No.' }],
  }))
  const report = await verify({ ...given, phases: ['examples', 'coverage'] })
  expect(
    missing(report)
      .filter((line) => line.startsWith('readNote:'))
      .join(),
  ).toMatch(/methods/)
  expect(report.verdict).not.toBe('agrees')
}, 60_000)

test('tests of twelve operations pass with default settings', async () => {
  const given = await options()
  const tests: (readonly [name: string, run: () => Promise<void>])[] = []
  testOperations(given, (name, run) => tests.push([name, run]))
  expect(tests.length).toBe(13)
  for (const [name, run] of tests) await expect(run(), name).resolves.toBeUndefined()
}, 60_000)

test('three shards are the whole run', async () => {
  const given = await options()
  const whole = await verify({ ...given, phases: ['examples'] })
  const reports: VerifyReport[] = []
  for (const index of [1, 2, 3]) {
    const report = await verify({ ...given, phases: ['examples'], shard: { index, count: 3 } })
    expect(report.operations.length).toBeLessThan(whole.operations.length)
    reports.push(parseReport(JSON.stringify(report), `${index}.json`))
  }
  const joined = mergeReports(reports)
  const names = ({ operations }: VerifyReport): string[] =>
    operations.map(({ operationId, verdict }) => `${operationId} ${verdict}`).sort()
  expect(names(joined)).toEqual(names(whole))
  expect(joined.verdict).toBe(whole.verdict)
}, 60_000)

/** Flags, which their callers name; one was there before the run. */
const flags = `
openapi: 3.1.1
info: { title: Flags, version: '1' }
paths:
  /flags:
    get:
      operationId: listFlags
      responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Flag' } } } } } }
  /flags/{name}:
    parameters: [{ name: name, in: path, required: true, schema: { type: string, pattern: '^[a-z]{3,12}$' } }]
    get:
      operationId: readFlag
      responses: { '200': { description: it, content: { application/json: { schema: { $ref: '#/components/schemas/Flag' } } } }, '404': { description: no } }
    put:
      operationId: setFlag
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Setting' } } } }
      responses:
        '200': { description: it, content: { application/json: { schema: { $ref: '#/components/schemas/Flag' } } } }
        '201': { description: made, content: { application/json: { schema: { $ref: '#/components/schemas/Flag' } } } }
        '400': { description: no }
        '415': { description: no }
components:
  schemas:
    Setting: { type: object, required: [isOn], properties: { isOn: { type: boolean } } }
    Flag: { type: object, required: [name, isOn], properties: { name: { type: string }, isOn: { type: boolean } } }
`

test('a thing that a PUT makes is driven under a name of its own', async () => {
  const all = new Map([['old', { name: 'old', isOn: false }]])
  const fetch = serve({
    'GET /flags': () => [200, [...all.values()]],
    'GET /flags/:': ({ id }) => (all.has(id) ? [200, all.get(id)] : [404]),
    async 'PUT /flags/:'({ id, headers, body }) {
      if (!/^application\/json/.test(headers.get('Content-Type') ?? '')) return [415]
      const { isOn } = await body()
      if (!/^[a-z]{3,12}$/.test(id) || typeof isOn !== 'boolean') return [400]
      const status = all.has(id) ? 200 : 201
      all.set(id, { name: id, isOn })
      return [status, all.get(id)]
    },
  })
  const { loaded } = await loadDocumentFromText(flags)
  const report = await verify({ document: loaded, fetch, seed: 1 })
  expect(report.findings).toEqual([])
  expect(missing(report)).toEqual([])
  expect(report.operations.map(({ verdict }) => verdict)).not.toContain('partly-verified')
  expect(all.get('old')).toEqual({ name: 'old', isOn: false })
}, 60_000)
