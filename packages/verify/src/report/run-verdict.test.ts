import { describe, expect, test } from 'vitest'
import { applyBaseline, baselineOf } from './baseline.ts'
import { exampleReport } from './example-report.test-data.ts'
import { renderHtml } from './render-html.ts'
import { renderJunit } from './render-junit.ts'
import { renderPretty } from './render-pretty.ts'
import { verdictOf } from './run-verdict.ts'
import type { OperationReport, VerifyReport } from './verify-report.ts'

const [operation] = exampleReport.operations
const verified: OperationReport = { ...operation!, verdict: 'verified', missing: [] }
const open: OperationReport = { ...verified, verdict: 'partly-verified', missing: ['Too little.'] }
const unknown: OperationReport = { ...verified, verdict: 'not-verified', missing: ['No id.'] }
const [found] = exampleReport.findings

const report = (more: Partial<VerifyReport>): VerifyReport => {
  const whole = { ...exampleReport, findings: [], operations: [verified], notes: [], ...more }
  return { ...whole, verdict: verdictOf(whole) }
}

const cases: readonly [string, Partial<VerifyReport>, VerifyReport['verdict']][] = [
  ['everything verified, nothing found', {}, 'agrees'],
  ['an operation partly verified', { operations: [verified, open] }, 'incomplete'],
  ['an operation not verified', { operations: [unknown] }, 'incomplete'],
  [
    'an operation excused',
    { operations: [verified, { ...unknown, excused: 'no mail here' }] },
    'agrees',
  ],
  ['a run that was cut short', { stopped: 'budget' }, 'incomplete'],
  ['a run that was interrupted', { stopped: 'interrupted' }, 'incomplete'],
  ['a server that went away', { stopped: 'unreachable' }, 'incomplete'],
  ['a finding', { findings: [found!] }, 'findings'],
  [
    'a finding beside what was not verified',
    { findings: [found!], operations: [unknown] },
    'findings',
  ],
  ['a warning', { findings: [{ ...found!, severity: 'warning' }] }, 'agrees'],
  [
    'a warning that fails',
    { findings: [{ ...found!, severity: 'warning' }], failOn: 'warning' },
    'findings',
  ],
  ['a known finding', { findings: [{ ...found!, known: true }] }, 'agrees'],
  [
    'a known finding beside what was not verified',
    { findings: [{ ...found!, known: true }], operations: [unknown] },
    'incomplete',
  ],
  [
    'nothing that fails, and something not verified',
    { failOn: 'never', operations: [unknown] },
    'incomplete',
  ],
  ['nothing selected', { operations: [] }, 'could-not-run'],
  ['no request allowed', { requests: 0 }, 'could-not-run'],
]

describe.each(cases)('%s', (_, more, verdict) => {
  test(`is ${verdict}, and every form of the report says so`, () => {
    const one = report(more)
    expect(one.verdict).toBe(verdict)
    const agrees = verdict === 'agrees'
    const isSilent = agrees && one.findings.every(({ known }) => known)
    expect(renderPretty(one).includes('document and server agree')).toBe(isSilent)
    expect(renderHtml(one).includes('document and server agree')).toBe(isSilent)
    const junit = renderJunit(one)
    expect(/<(failure|error) /.test(junit)).toBe(!agrees)
    expect(junit).toContain(`name="verdict" value="${verdict}"`)
  })
})

test('a baseline lets known findings pass, and nothing that was not verified', () => {
  const withFinding = report({ findings: [found!] })
  expect(applyBaseline(withFinding, baselineOf(withFinding)).verdict).toBe('agrees')
  const withMore = report({ findings: [found!], operations: [unknown] })
  expect(applyBaseline(withMore, baselineOf(withMore)).verdict).toBe('incomplete')
})
