import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compileOutput } from './compile-output.ts'
import {
  absence,
  corpusDocuments,
  corpusIsAbsent,
  packageFolder,
  root,
} from './corpus-documents.ts'
import { runStep } from './run-step.ts'

const small = corpusDocuments().filter(({ bytes }) => bytes < 50_000)
const names = small.map(({ name }) => name)

if (corpusIsAbsent) console.log(absence)

describe.skipIf(corpusIsAbsent)('the loop closes over the small documents of real vendors', () => {
  test('they are generated, compiled without an error, called and verified without a finding', async () => {
    expect(names.length).toBeGreaterThan(5)
    for (const one of await runStep('generate', small, { budget: 0, limit: 120_000 })) {
      expect('failure' in one ? one.failure : one.result.refusals, one.name).toEqual([])
    }
    const configFolder = join(root, '.concordat', 'corpus')
    mkdirSync(configFolder, { recursive: true })
    const [compiled, loops] = await Promise.all([
      compileOutput(names.map(packageFolder), configFolder, 'sources'),
      runStep('loop', small, { budget: 3000, limit: 240_000 }),
    ])
    expect(compiled.errors).toEqual([])
    expect(loops).toHaveLength(names.length)
    for (const one of loops) {
      if ('failure' in one) throw new Error(`${one.name}: ${one.failure}`)
      expect(one.result.faults, one.name).toEqual([])
      expect(one.result.findings, one.name).toEqual([])
      expect(one.result.called, one.name).toBe(one.result.operations)
      if (one.result.operations > 0) expect(one.result.requests, one.name).toBeGreaterThan(0)
    }
  }, 300_000)
})
