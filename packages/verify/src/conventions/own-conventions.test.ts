import { loadDocumentFromText } from '@concordat/document'
import { expect, test } from 'vitest'
import type { ReportedFinding } from '../report/verify-report.ts'
import { serve } from '../testing/small-server.ts'
import { verify } from '../verify.ts'
import type { ConventionsConfig } from './conventions.ts'

const names = [...'abcdefghijkl'].map((letter) => ({ id: letter, name: letter }))

/** A list that is cut by a parameter, and whose server never cuts it. */
async function limitFindings(
  parameter: string,
  conventions: ConventionsConfig,
): Promise<ReportedFinding[]> {
  const text = { type: 'string' }
  const item = { type: 'object', required: ['id', 'name'], properties: { id: text, name: text } }
  const { loaded } = await loadDocumentFromText(
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'Names', version: '1' },
      paths: {
        '/names': {
          get: {
            operationId: 'listNames',
            parameters: [
              {
                name: parameter,
                in: 'query',
                schema: { type: 'integer', minimum: 1, maximum: 50 },
              },
            ],
            responses: {
              200: {
                description: 'Names.',
                content: { 'application/json': { schema: { type: 'array', items: item } } },
              },
              400: { description: 'No.' },
            },
          },
        },
      },
    }),
    { location: 'names.json' },
  )
  const fetch = serve({
    'GET /names': ({ query }) => {
      const text = query.get(parameter)
      const isRight =
        text === null || (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 50)
      return isRight ? [200, names] : [400]
    },
  })
  const report = await verify({
    document: loaded,
    fetch,
    seed: 1,
    phases: ['stateful'],
    conventions,
  })
  return report.findings.filter(({ id }) => id === 'page-limit-exceeded')
}

test('a finding that rests on a name says which, and as what it was taken', async () => {
  const [finding] = await limitFindings('limit', {})
  expect(finding?.guesses).toEqual([{ convention: 'limits', name: 'limit' }])
  expect(finding?.message).toContain(
    "This rests on a guess: `limit` is taken for the parameter that bounds a page's length (`limits`)",
  )
})

test('a name that is switched off or left out is not guessed from', async () => {
  expect(await limitFindings('limit', { limits: false })).toEqual([])
  expect(await limitFindings('limit', { limits: { leaveOut: ['limit'] } })).toEqual([])
})

test("a user's own name is guessed from when it is added", async () => {
  expect(await limitFindings('max_rows', {})).toEqual([])
  const [finding] = await limitFindings('max_rows', { limits: { add: ['max_rows'] } })
  expect(finding?.guesses).toEqual([{ convention: 'limits', name: 'max_rows' }])
})
