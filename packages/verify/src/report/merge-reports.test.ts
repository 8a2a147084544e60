import { expect, test } from 'vitest'
import { exampleReport } from './example-report.test-data.ts'
import { mergeReports, parseReport } from './merge-reports.ts'
import type { VerifyReport } from './verify-report.ts'

const [operation] = exampleReport.operations
const verified = { ...operation!, verdict: 'verified', missing: [] } as const

/** The report of one shard, with an operation of its own. */
function part(index: number, count: number, more: Partial<VerifyReport> = {}): VerifyReport {
  const own = { ...verified, operationId: `shard${index}`, excused: 'shown as it is' }
  return {
    ...exampleReport,
    shard: { index, count },
    verdict: 'agrees',
    findings: [],
    operations: [own],
    requests: 10 * index,
    seconds: index,
    ...more,
  }
}

test('reports of all shards are one report', () => {
  const joined = mergeReports([part(1, 2), part(2, 2)])
  expect(joined.operations.map(({ operationId }) => operationId)).toEqual(['shard1', 'shard2'])
  expect(joined).toMatchObject({ requests: 30, seconds: 2, verdict: 'agrees' })
  expect(joined.shard).toBeUndefined()
})

test('a finding of one shard is one of the whole', () => {
  const { findings } = exampleReport
  expect(mergeReports([part(1, 2), part(2, 2, { findings })]).verdict).toBe('findings')
})

test('a shard that is missing makes the whole incomplete', () => {
  const joined = mergeReports([part(1, 3), part(3, 3)])
  expect(joined.verdict).toBe('incomplete')
  expect(joined.notes).toContain('There is no report of shard 2 of 3.')
})

test.each<[string, VerifyReport[]]>([
  ['Two reports', [part(1, 2), part(1, 2)]],
  ['different numbers', [part(1, 2), part(2, 3)]],
  [
    'different documents',
    [part(1, 2), part(2, 2, { api: { ...exampleReport.api, digest: '00' } })],
  ],
  ['not of a shard', [exampleReport]],
])('%s is refused', (message, reports) => {
  expect(() => mergeReports(reports)).toThrow(message)
})

test('a report is read as it was written, and nothing else is', () => {
  const one = part(1, 1)
  expect(parseReport(JSON.stringify(one), 'a.json')).toEqual(one)
  expect(() => parseReport('{', 'a.json')).toThrow('`a.json` is not JSON')
  expect(() => parseReport('{"schemaVersion":1}', 'a.json')).toThrow('no report')
})
