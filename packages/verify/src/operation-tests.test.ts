import { join } from 'node:path'
import { loadDocument } from '@concordat/document'
import { expect, test } from 'vitest'
import { auth, createServer } from '../bench/drift/library/server.mjs'
import { serve } from '../bench/drift/serve.mjs'
import { testOperations } from './operation-tests.ts'

test('one test for each operation, which fails with what was found there', async () => {
  const { loaded } = await loadDocument(
    join(import.meta.dirname, '../bench/drift/library/openapi.yaml'),
  )
  const app = createServer()
  const { rules } = app
  rules.note = () => true
  const server = await serve((request) => app.handle(request))
  const tests = new Map<string, () => Promise<void>>()
  const options = {
    document: loaded,
    url: server.url,
    auth,
    seed: 1,
    phases: ['coverage'],
  } as const
  testOperations(options, (name, run) => tests.set(name, run))
  try {
    expect(tests.size).toBe(10)
    await expect(tests.get('POST /loans keeps to the document')?.()).rejects.toThrow(
      /invalid-request-accepted[\s\S]*Seed 1/,
    )
    await expect(tests.get('GET /books keeps to the document')?.()).resolves.toBeUndefined()
  } finally {
    await server.close()
  }
})
