import { loadDocumentFromText } from '@concordat/document'
import { describe, expect, test } from 'vitest'
import { verify } from '../verify.ts'

const document = `
openapi: 3.1.1
info: { title: Notes, version: '1' }
security: [{ bearer: [] }]
paths:
  /notes:
    get: { operationId: listNotes, responses: { '200': { description: all }, '401': { description: no } } }
  /keyed:
    get: { operationId: listKeyed, security: [{ key: [] }], responses: { '200': { description: all }, '401': { description: no } } }
components:
  securitySchemes:
    bearer: { type: http, scheme: bearer }
    key: { type: apiKey, in: cookie, name: session }
`

const answer = (status: number): Response =>
  new Response(null, { status, headers: status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {} })

const serve = (request: Request): Response => {
  const { pathname } = new URL(request.url)
  if (!['/notes', '/keyed'].includes(pathname)) return answer(404)
  if (!['GET', 'HEAD'].includes(request.method))
    return new Response(null, { status: 405, headers: { Allow: 'GET, HEAD' } })
  if (pathname === '/notes')
    return answer(request.headers.get('Authorization') === 'Bearer right-token' ? 200 : 401)
  const cookies = (request.headers.get('Cookie') ?? '').split('; ')
  return answer(cookies.includes('session=right-key') ? 200 : 401)
}

const run = async (headers: Record<string, string>): ReturnType<typeof verify> => {
  const { loaded } = await loadDocumentFromText(document)
  return verify({ document: loaded, fetch: serve, headers, seed: 1 })
}

describe('a header that a scheme names', () => {
  test('is its credential: left out and made wrong where that is tried, and never shown', async () => {
    const headers = { Authorization: 'Bearer right-token', Cookie: 'session=right-key; theme=dark' }
    const report = await run(headers)
    expect(report.findings.map(({ message }) => message)).toEqual([])
    expect(report.operations.map(({ verdict }) => verdict)).toEqual(['verified', 'verified'])
    expect(report.verdict).toBe('agrees')
    expect(JSON.stringify(report)).not.toMatch(/right-token|right-key/)
  })

  test('that is wrong makes one headline, and no agreement', async () => {
    const report = await run({ Authorization: 'Bearer wrong-token', Cookie: 'session=wrong-key' })
    expect(report.headline).toMatch(/bearer, key was answered 401/)
    expect(report.verdict).toBe('incomplete')
  })
})
