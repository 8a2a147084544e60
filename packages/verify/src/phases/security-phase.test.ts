import { loadDocumentFromObject } from '@concordat/document'
import { expect, test } from 'vitest'
import { verify } from '../verify.ts'

test.each([
  ['open to everybody', () => true, ['security-not-enforced']],
  [
    'open to any token',
    (header: string | null) => header?.startsWith('Bearer ') ?? false,
    ['wrong-credential-accepted'],
  ],
  ['open to the right token', (header: string | null) => header === 'Bearer s3cr3t-token', []],
])('one finding tells of a server that is %s', async (_, isOpen, expected) => {
  const { loaded } = await loadDocumentFromObject({
    openapi: '3.1.1',
    info: { title: 'Me', version: '1' },
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    paths: {
      '/me': {
        get: {
          security: [{ token: [] }],
          responses: { 200: { description: 'You' }, 401: { description: 'Who?' } },
        },
      },
    },
  })
  const fetch = async (request: Request): Promise<Response> =>
    isOpen(request.headers.get('authorization'))
      ? new Response(null, { status: 200 })
      : new Response(null, { status: 401, headers: { 'www-authenticate': 'Bearer' } })
  const auth = { token: 's3cr3t-token' }
  const report = await verify({ document: loaded, fetch, auth, seed: 1, phases: ['security'] })
  expect(report.findings.map(({ id }) => id)).toEqual(expected)
})
