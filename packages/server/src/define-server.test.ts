import { describe, expect, it } from 'vitest'
import { defineServer } from './define-server.ts'

describe('the document', () => {
  const document = { openapi: '3.1.1', info: { title: 'Pets', version: '1' } }
  it.each([
    { given: document },
    { given: () => document },
    { given: async () => JSON.stringify(document) },
  ])('is served where it is asked for', async ({ given }) => {
    const server = defineServer(
      { operations: {}, validators: {}, document: given },
      { handlers: {}, documentPath: '/openapi.json' },
    )
    const response = await server.request('/openapi.json')
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(await response.json()).toEqual(document)
    const post = await server.request('/openapi.json', { method: 'POST' })
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
  })

  it('is not served otherwise', async () => {
    const server = defineServer({ operations: {}, validators: {}, document }, { handlers: {} })
    expect((await server.request('/openapi.json')).status).toBe(404)
    expect(() =>
      defineServer({ operations: {}, validators: {} }, { handlers: {}, documentPath: '/x' }),
    ).toThrow(/`documentPath`/)
  })
})
