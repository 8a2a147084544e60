import { loadDocument } from '@concordat/document'
import { describe, expect, test } from 'vitest'
import { parsePact } from '../pact/parse-pact.ts'
import { type ContractCheck, createContractChecker } from './check-contract.ts'
import { contractCases } from './contract-cases.test-data.ts'

async function check(document: unknown, pact: unknown): Promise<ContractCheck> {
  const text = JSON.stringify(document)
  const { loaded } = await loadDocument('openapi.json', {
    readFile: async () => new TextEncoder().encode(text),
  })
  return createContractChecker(loaded)(parsePact(JSON.stringify(pact), 'pact.json'))
}

function verdictOf({ findings }: ContractCheck): string {
  if (findings.some((finding) => finding.class === 'breaks')) return 'breaks'
  return findings.some((finding) => finding.class === 'unknown') ? 'unknown' : 'fits'
}

describe('a contract against a document', () => {
  test.each(contractCases)('$name: $why', async ({ document, pact, verdict, id }) => {
    const result = await check(document, pact)
    expect(result.interactions).toBeGreaterThan(0)
    const told = JSON.stringify(result.findings, null, 1)
    expect(verdictOf(result), told).toBe(verdict)
    if (id === undefined) expect(result.findings).toEqual([])
    else expect(result.findings.map((finding) => finding.id)).toContain(id)
    for (const finding of result.findings) {
      expect(finding.interactions.length).toBeGreaterThan(0)
      // What breaks is shown, but for what is not there at all.
      if (finding.class === 'breaks' && !/undocumented$/.test(finding.id)) {
        expect(finding.witness, told).toBeDefined()
      }
    }
  })
})
