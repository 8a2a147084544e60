import { loadDocumentFromText } from '@concordat/document'
import { expect, test } from 'vitest'
import { verify } from '../verify.ts'

const document = `
openapi: 3.1.1
info: { title: Things, version: '1' }
paths:
  /things:
    get:
      operationId: listThings
      parameters: [{ name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 50 } }]
      responses:
        '200': { description: all, content: { application/json: { schema: { type: array } } } }
        '400': { description: no }
        '429': { description: too many }
`

test('what a server refuses with 429 beyond the budget does not count, and is named', async () => {
  const { loaded } = await loadDocumentFromText(document)
  let served = 0
  const fetch = ({ method, url }: Request): Response => {
    served++
    if (served > 25) return new Response(null, { status: 429, headers: { 'Retry-After': '60' } })
    const { pathname, searchParams } = new URL(url)
    if (pathname !== '/things') return new Response(null, { status: 404 })
    if (method !== 'GET' && method !== 'HEAD')
      return new Response(null, { status: 405, headers: { Allow: 'GET, HEAD' } })
    const limits = searchParams.getAll('limit')
    const isRight = limits.every((text) => /^([1-9]|[1-4]\d|50)$/.test(text))
    return isRight ? Response.json([]) : new Response(null, { status: 400 })
  }
  const report = await verify({ document: loaded, fetch, seed: 1, budget: 5000 })
  expect(report.verdict).toBe('incomplete')
  expect(report.operations[0]?.verdict).toBe('partly-verified')
  expect(report.operations[0]?.missing.join(' ')).toContain('429')
  expect(report.notes.join(' ')).toContain('refused requests with 429')
})
