import { loadDocumentFromObject } from '@concordat/document'
import { expect, test } from 'vitest'
import { verify } from '../verify.ts'

const items = Array.from({ length: 12 }, (_, index) => ({ id: `i${index}` }))

function limitIn(url: string): number | undefined {
  const text = new URL(url).searchParams.get('limit') ?? '5'
  const limit = /^\d+$/.test(text) ? Number(text) : 0
  return limit >= 1 && limit <= 100 ? limit : undefined
}

/** The ids of the checks that fail on a list of items that takes a limit. */
async function findingsOf(
  response: object,
  parameters: readonly object[],
  answer: (page: typeof items, url: URL) => Response,
): Promise<string[]> {
  const { loaded } = await loadDocumentFromObject({
    openapi: '3.1.1',
    info: { title: 'Items', version: '1' },
    paths: {
      '/items': {
        get: {
          parameters: [
            { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } },
            ...parameters,
          ],
          responses: { 200: { description: 'Items', ...response }, 400: { description: 'No' } },
        },
      },
    },
  })
  const fetch = async (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    if (url.pathname !== '/items') return new Response(null, { status: 404 })
    if (request.method !== 'GET')
      return new Response(null, { status: 405, headers: { allow: 'GET' } })
    const limit = limitIn(request.url)
    if (limit === undefined) return new Response(null, { status: 400 })
    const after = url.searchParams.get('starting_after')
    const start = items.findIndex(({ id }) => id === after) + 1
    return answer(items.slice(start, start + limit), url)
  }
  const report = await verify({ document: loaded, fetch, phases: ['stateful'], seed: 1 })
  return report.findings.map(({ id }) => id)
}

const item = { type: 'object', properties: { id: { type: 'string' } } }
const list = { type: 'array', items: item }

test('a list that only takes a limit has no pages, so none is lost', async () => {
  const found = await findingsOf(
    { content: { 'application/json': { schema: list } } },
    [],
    (page) => Response.json(page),
  )
  expect(found).toEqual([])
})

test('a list that promises a Link header and sends none loses its pages', async () => {
  const response = {
    headers: { Link: { schema: { type: 'string' } } },
    content: { 'application/json': { schema: list } },
  }
  expect(await findingsOf(response, [], (page) => Response.json(page))).toContain(
    'pagination-items-lost',
  )
})

test.each([
  [0, []],
  [1, ['pagination-end-wrong', 'pagination-items-lost']],
])('pages that start after an item are walked by its id (%d lost)', async (lost, expected) => {
  const schema = {
    type: 'object',
    properties: { data: list, has_more: { type: 'boolean' } },
  }
  const parameters = [{ name: 'starting_after', in: 'query', schema: { type: 'string' } }]
  const found = await findingsOf(
    { content: { 'application/json': { schema } } },
    parameters,
    (page, url) => {
      const data = url.searchParams.has('starting_after') ? page.slice(lost) : page
      return Response.json({ data, has_more: data.length > 0 && data.at(-1)?.id !== 'i11' })
    },
  )
  expect(found).toEqual(expected)
})

test('a list without pages is whole however long it is, so that a filter it ignores is seen', async () => {
  const entry = { type: 'object', properties: { id: { type: 'string' }, kind: { type: 'string' } } }
  const { loaded } = await loadDocumentFromObject({
    openapi: '3.1.1',
    info: { title: 'Items', version: '1' },
    paths: {
      '/items': {
        get: {
          parameters: [{ name: 'kind', in: 'query', schema: { enum: ['a', 'b'] } }],
          responses: {
            200: {
              description: 'Items',
              content: { 'application/json': { schema: { type: 'array', items: entry } } },
            },
          },
        },
      },
    },
  })
  const all = Array.from({ length: 9 }, (_, index) => ({
    id: `i${index}`,
    kind: 'ab'.charAt(index % 2),
  }))
  const fetch = async (request: Request): Promise<Response> =>
    request.method === 'GET'
      ? Response.json(all)
      : new Response(null, { status: 405, headers: { allow: 'GET' } })
  const report = await verify({ document: loaded, fetch, phases: ['stateful'], seed: 1 })
  expect(report.findings.map(({ id }) => id)).toContain('filter-not-obeyed')
})

test.each([
  [1, []],
  [2, ['pagination-link-wrong']],
])('links in a body lead to the next page (%d on)', async (step, expected) => {
  const schema = {
    type: 'object',
    properties: { data: list, next: { type: 'string', format: 'uri-reference' } },
  }
  const parameters = [{ name: 'page', in: 'query', schema: { type: 'integer', minimum: 1 } }]
  const found = await findingsOf(
    { content: { 'application/json': { schema } } },
    parameters,
    (_, url) => {
      const number = (name: string, otherwise: number): number =>
        Number(url.searchParams.get(name) ?? otherwise)
      const limit = number('limit', 5)
      const page = number('page', 1)
      const next = page * limit < items.length ? `/items?limit=${limit}&page=${page + step}` : null
      const data = items.slice((page - 1) * limit, page * limit)
      return Response.json({ data, ...(next === null ? {} : { next }) })
    },
  )
  expect(found).toEqual(expected)
})
