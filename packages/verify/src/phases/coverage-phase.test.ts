import { loadDocumentFromObject } from '@concordat/document'
import { expect, test } from 'vitest'
import { verify } from '../verify.ts'

const tickets = {
  type: 'object',
  required: ['kind'],
  properties: {
    kind: { type: 'string', enum: ['general', 'event'] },
    event: { type: 'string', minLength: 1, maxLength: 20 },
  },
}

test.each([
  ['what goes with it is missing', ({ kind, event }: Ticket) => kind === 'event' && !event, []],
  ['it is that value', ({ kind }: Ticket) => kind === 'event', ['valid-request-refused']],
])('a value of an enum that is refused because %s', async (_, isRefused, expected) => {
  const { loaded } = await loadDocumentFromObject({
    openapi: '3.1.1',
    info: { title: 'Tickets', version: '1' },
    paths: {
      '/tickets': {
        post: {
          requestBody: { required: true, content: { 'application/json': { schema: tickets } } },
          responses: { 201: { description: 'Bought' }, 400: { description: 'Bad' } },
        },
      },
    },
  })
  const fetch = async (request: Request): Promise<Response> => {
    const body = parseTicket(await request.text())
    const isBad = body === undefined || isRefused(body)
    return new Response(null, { status: isBad ? 400 : 201 })
  }
  const report = await verify({ document: loaded, fetch, seed: 1, phases: ['coverage'] })
  const found = report.findings.map(({ id }) => id)
  expect(found.filter((id) => id === 'valid-request-refused')).toEqual(expected)
})

interface Ticket {
  readonly kind: unknown
  readonly event?: unknown
}

function parseTicket(text: string): Ticket | undefined {
  try {
    const value: Ticket = JSON.parse(text)
    const isText = value.event === undefined || typeof value.event === 'string'
    return isText && (value.kind === 'general' || value.kind === 'event') ? value : undefined
  } catch {
    return undefined
  }
}
