import { loadDocumentFromText } from '@concordat/document'
import { describe, expect, test } from 'vitest'
import type { VerifyOptions } from '../options.ts'
import type { VerifyReport } from '../report/verify-report.ts'
import { type Answer, type Routes, serve } from '../testing/small-server.ts'
import { verify } from '../verify.ts'

const json = (schema: string): string => `content: { application/json: { schema: ${schema} } }`
const book =
  '{ type: object, required: [id, title], properties: { id: { type: integer }, title: { type: string } } }'
const titled =
  '{ type: object, required: [title], properties: { title: { type: string, minLength: 1, maxLength: 20 } } }'
const byId = 'parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]'
const refusals =
  "'400': { description: no }, '404': { description: no }, '415': { description: no }"

/** Books can be made and deleted; shops were there before; of settings there is one; everything can be cleared. */
const document = `
openapi: 3.1.1
info: { title: Books, version: '1' }
paths:
  /books:
    get: { operationId: listBooks, responses: { '200': { description: all, ${json(`{ type: array, items: ${book} }`)} } } }
    post:
      operationId: makeBook
      requestBody: { required: true, ${json(titled)} }
      responses: { '201': { description: made, ${json(book)} }, '400': { description: no }, '415': { description: no } }
    delete: { operationId: clearBooks, responses: { '204': { description: gone } } }
  /books/{id}:
    ${byId}
    get: { operationId: readBook, responses: { '200': { description: it, ${json(book)} }, ${refusals} } }
    patch:
      operationId: changeBook
      requestBody: { required: true, ${json(titled)} }
      responses: { '200': { description: it, ${json(book)} }, ${refusals} }
    delete: { operationId: dropBook, responses: { '204': { description: gone }, ${refusals} } }
  /shops/{id}:
    ${byId}
    get: { operationId: readShop, responses: { '200': { description: it, ${json(book)} }, ${refusals} } }
    delete: { operationId: dropShop, responses: { '204': { description: gone }, ${refusals} } }
  /shops:
    get: { operationId: listShops, responses: { '200': { description: all, ${json(`{ type: array, items: ${book} }`)} } } }
  /shops/{id}/closing:
    ${byId}
    post: { operationId: closeShop, responses: { '204': { description: closed }, ${refusals} } }
  /settings:
    get: { operationId: readSettings, responses: { '200': { description: it, ${json(titled)} } } }
    put:
      operationId: changeSettings
      requestBody: { required: true, ${json(titled)} }
      responses: { '200': { description: it, ${json(titled)} }, '400': { description: no }, '415': { description: no } }
`

interface State {
  readonly books: Map<string, { id: number; title: string }>
  readonly shops: Map<string, { id: number; title: string }>
  settings: { title: string }
}

function startState(): State {
  return {
    books: new Map([1, 2].map((id) => [String(id), { id, title: `book ${id}` }])),
    shops: new Map([1, 2].map((id) => [String(id), { id, title: `shop ${id}` }])),
    settings: { title: 'as it was' },
  }
}

function routes(state: State): Routes {
  let last = 100
  const read = async (
    body: () => Promise<Record<string, unknown>>,
  ): Promise<string | undefined> => {
    const { title } = await body()
    const isTitle = typeof title === 'string' && title.length > 0 && [...title].length <= 20
    return isTitle ? title : undefined
  }
  const isJson = (headers: Headers): boolean =>
    /^application\/json/.test(headers.get('Content-Type') ?? '')
  const isId = (id: string): boolean => /^-?\d+$/.test(id)
  const drop = (all: Map<string, unknown>, id: string): Answer =>
    isId(id) ? [all.delete(id) ? 204 : 404] : [400]
  return {
    'GET /books': () => [200, [...state.books.values()]],
    async 'POST /books'({ headers, body }) {
      if (!isJson(headers)) return [415]
      const title = await read(body)
      if (title === undefined) return [400]
      const made = { id: ++last, title }
      state.books.set(String(made.id), made)
      return [201, made, { Location: `/books/${made.id}` }]
    },
    'DELETE /books': () => {
      state.books.clear()
      return [204]
    },
    'GET /books/:': ({ id }) =>
      isId(id) ? (state.books.has(id) ? [200, state.books.get(id)] : [404]) : [400],
    async 'PATCH /books/:'({ id, headers, body }) {
      if (!isId(id)) return [400]
      const old = state.books.get(id)
      if (!isJson(headers)) return [415]
      const title = await read(body)
      if (title === undefined) return [400]
      if (old === undefined) return [404]
      state.books.set(id, { ...old, title })
      return [200, state.books.get(id)]
    },
    'DELETE /books/:': ({ id }) => drop(state.books, id),
    'GET /shops': () => [200, [...state.shops.values()]],
    'GET /shops/:': ({ id }) =>
      isId(id) ? (state.shops.has(id) ? [200, state.shops.get(id)] : [404]) : [400],
    'DELETE /shops/:': ({ id }) => drop(state.shops, id),
    'POST /shops/:/closing': ({ id }) => (isId(id) ? [state.shops.has(id) ? 204 : 404] : [400]),
    'GET /settings': () => [200, state.settings],
    async 'PUT /settings'({ headers, body }) {
      if (!isJson(headers)) return [415]
      const title = await read(body)
      if (title === undefined) return [400]
      state.settings = { title }
      return [200, state.settings]
    },
  }
}

interface Run {
  readonly state: State
  readonly report: VerifyReport
  /** `METHOD /path` of every request that was not a look. */
  readonly sent: readonly string[]
}

async function run(
  options: Partial<VerifyOptions>,
  wrap = (routes: Routes): Routes => routes,
): Promise<Run> {
  const { loaded } = await loadDocumentFromText(document)
  const state = startState()
  const answer = serve(wrap(routes(state)))
  const sent: string[] = []
  const fetch = (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    if (request.method !== 'GET') sent.push(`${request.method} ${pathname}`)
    return answer(request)
  }
  const report = await verify({ document: loaded, fetch, seed: 1, ...options })
  return { state, report, sent }
}

const verdictOf = ({ report }: Run, id: string): string =>
  report.operations.find(({ operationId }) => operationId === id)?.verdict ?? 'not there'
const missingOf = ({ report }: Run, id: string): string =>
  (report.operations.find(({ operationId }) => operationId === id)?.missing ?? []).join(' ')

describe('by default', () => {
  test('a run leaves a right server as it found it, and says what it could not try', async () => {
    const result = await run({})
    expect(result.state).toEqual(startState())
    expect(result.report.left).toEqual([])
    expect(result.report.findings).toEqual([])
    for (const id of ['makeBook', 'changeBook', 'dropBook', 'changeSettings'])
      expect([
        id,
        result.report.operations.find((one) => one.operationId === id)?.successes,
      ]).not.toEqual([id, 0])
    for (const id of ['clearBooks', 'dropShop', 'closeShop']) {
      expect([id, verdictOf(result, id)]).toEqual([id, 'not-verified'])
      expect(missingOf(result, id)).toContain('would change what this run did not make')
    }
  })

  test('a wrong server that carries out what it does not document has nothing to carry out', async () => {
    const result = await run({}, (right) => {
      const wrong: Routes = { ...right }
      for (const path of ['/shops', '/shops/:', '/books', '/books/:', '/settings']) {
        for (const method of ['PUT', 'PATCH', 'DELETE', 'POST'])
          wrong[`${method} ${path}`] ??= () => {
            throw new Error(`${method} ${path}`)
          }
      }
      return wrong
    })
    const touched = result.sent.filter((line) =>
      / \/(shops|books)(\/[12])?(\/closing)?$/.test(line),
    )
    expect(
      touched.filter((line) => !/^(HEAD|OPTIONS|TRACE|QUERY|POST \/books$)/.test(line)),
    ).toEqual([])
  })

  test('--keep leaves what was made, and lists it', async () => {
    const { state, report } = await run({ keep: true, phases: ['examples'] })
    expect(state.books.size).toBeGreaterThan(2)
    expect(report.left.length).toBe(state.books.size - 2)
  })

  test('what cannot be deleted is listed', async () => {
    const { state, report, sent } = await run({ exclude: ['DELETE *'], phases: ['examples'] })
    expect(sent.filter((line) => line.startsWith('DELETE'))).toEqual([])
    expect(report.left.map(({ reason }) => reason)).toContain('DELETE /books/{id} was filtered out')
    expect(report.left.length).toBe(state.books.size - 2)
  })

  test('a pool that is declared expendable may be used up', async () => {
    const result = await run({
      pools: { id: [2] },
      expendable: ['id'],
      include: ['*Shop', 'listShops'],
    })
    expect(verdictOf(result, 'dropShop')).not.toBe('not-verified')
    expect([...result.state.shops.keys()]).toEqual(['1'])
  })

  test('an interrupted run removes what it made', async () => {
    const controller = new AbortController()
    const { state, report } = await run({
      signal: controller.signal,
      onEvent: (event) => {
        if (event.type === 'exchange' && event.requests > 60) controller.abort()
      },
    })
    expect(report.stopped).toBe('interrupted')
    expect(state).toEqual(startState())
  })
})

test('--safe sends nothing that changes anything', async () => {
  const { sent, report } = await run({ safe: true, phases: ['examples', 'coverage'] })
  expect(sent.filter((line) => !/^(HEAD|OPTIONS) /.test(line))).toEqual([])
  expect(report.operations.map(({ operationId }) => operationId)).toEqual([
    'listBooks',
    'readBook',
    'readShop',
    'listShops',
    'readSettings',
  ])
})

test('--destructive drives everything', async () => {
  const result = await run({ destructive: true, phases: ['examples'] })
  expect(verdictOf(result, 'clearBooks')).not.toBe('not-verified')
  expect(verdictOf(result, 'dropShop')).not.toBe('not-verified')
})

describe('what is filtered out is never sent', () => {
  test.each([
    [{ exclude: ['DELETE *'] }, /^DELETE /],
    [{ exclude: ['dropBook', 'clearBooks'] }, /^DELETE \/books/],
    [{ include: ['GET *'] }, /^(POST|PUT|PATCH|DELETE) /],
    [{ exclude: ['/books*'] }, / \/books/],
    [{ include: ['listBooks', 'makeBook'] }, /^DELETE|\/shops|\/settings/],
  ] as const)('%j', async (options, never) => {
    const { sent } = await run({ ...options, phases: ['examples', 'coverage'], destructive: true })
    expect(sent.filter((line) => never.test(line))).toEqual([])
  })
})
