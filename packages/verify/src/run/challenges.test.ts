import { loadDocumentFromText } from '@concordat/document'
import { expect, test } from 'vitest'
import type { CheckConfig } from '../findings/check-config.ts'
import { verify } from '../verify.ts'

/** Whether the server sends WWW-Authenticate at `/one` and at `/two`, and whether the document declares it. */
interface Kind {
  readonly one: boolean
  readonly two: boolean
  readonly declares: boolean
  readonly checks?: readonly CheckConfig[]
}

async function severities({ checks = [], declares, one, two }: Kind): Promise<string[]> {
  const header = declares ? ', headers: { WWW-Authenticate: { schema: { type: string } } }' : ''
  const get = (id: string): string =>
    `get: { operationId: ${id}, responses: { '204': { description: ok }, '401': { description: no${header} } } }`
  const { loaded } = await loadDocumentFromText(`
openapi: 3.1.1
info: { title: Two, version: '1' }
security: [{ token: [] }]
paths: { /one: { ${get('one')} }, /two: { ${get('two')} } }
components: { securitySchemes: { token: { type: http, scheme: bearer } } }
`)
  const fetch = ({ headers, method, url }: Request): Response => {
    if (method !== 'GET') return new Response(null, { status: 405, headers: { Allow: 'GET' } })
    if (headers.get('Authorization') === 'Bearer good') return new Response(null, { status: 204 })
    const challenge = url.endsWith('/one') ? one : two
    return new Response(null, {
      status: 401,
      headers: challenge ? { 'WWW-Authenticate': 'Bearer' } : {},
    })
  }
  const report = await verify({ document: loaded, fetch, auth: { token: 'good' }, seed: 1, checks })
  return report.findings.map(({ id, operationId, severity }) => `${operationId} ${id} ${severity}`)
}

const id = 'unauthorized-without-challenge'
const given: CheckConfig = { check: id, severity: 'error', reason: 'our gateway needs it' }

test.each<[string, Kind, string[]]>([
  ['everywhere', { one: true, two: true, declares: true }, []],
  ['nowhere', { one: false, two: false, declares: false }, ['one warning', 'two warning']],
  [
    'nowhere, though declared',
    { one: false, two: false, declares: true },
    ['one error', 'two error'],
  ],
  ['at one of two', { one: true, two: false, declares: false }, ['two error']],
  [
    'nowhere, and the user cares',
    { one: false, two: false, declares: false, checks: [given] },
    ['one error', 'two error'],
  ],
])('a server that sends a challenge %s', async (_, kind, wanted) => {
  expect(await severities(kind)).toEqual(wanted.map((line) => line.replace(' ', ` ${id} `)))
})
