import { escapeMarkup } from './escape-markup.ts'
import { noPaint } from './paint.ts'
import { renderFinding } from './render-finding.ts'
import { isFailing, isOpen, verdictText } from './run-verdict.ts'
import type { OperationReport, VerifyReport } from './verify-report.ts'

/** Renders a report as JUnit XML: one test case for each operation, its findings as one failure. */
export function renderJunit(report: VerifyReport): string {
  const failed = report.operations.filter((operation) => failuresOf(operation, report).length > 0)
  const rest = report.operations.filter((operation) => !failed.includes(operation))
  const errors = rest.filter(isOpen).length
  const skipped = rest.filter(({ excused, verdict }) => verdict !== 'verified' && excused).length
  // A run as a whole is a case of its own: one that ended early, or had nothing to do, fails.
  const runFails = report.verdict === 'could-not-run' || report.stopped !== undefined
  const counts = `tests="${report.operations.length + 1}" failures="${failed.length}" errors="${errors + (runFails ? 1 : 0)}" skipped="${skipped}" time="${report.seconds.toFixed(3)}"`
  const suite = escapeMarkup(report.api.title)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="concordat verify" ${counts}>`,
    `  <testsuite name="${suite}" timestamp="${escapeMarkup(report.startedAt)}" ${counts}>`,
    '    <properties>',
    `      <property name="seed" value="${report.seed}"/>`,
    `      <property name="document" value="${escapeMarkup(report.api.location)}"/>`,
    `      <property name="verdict" value="${report.verdict}"/>`,
    '    </properties>',
    ...report.operations.map((operation) => testCase(operation, report)),
    runCase(report, runFails),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

function failuresOf(operation: OperationReport, report: VerifyReport): VerifyReport['findings'] {
  return report.findings.filter(
    (finding) => finding.operationId === operation.operationId && isFailing(finding, report),
  )
}

function testCase(operation: OperationReport, report: VerifyReport): string {
  const name = escapeMarkup(`${operation.method} ${operation.path}`)
  const open = `    <testcase name="${name}" classname="${escapeMarkup(operation.operationId)}"`
  const failures = failuresOf(operation, report)
  if (failures.length > 0) {
    const message = escapeMarkup(failures.map((finding) => finding.id).join(', '))
    const text = escapeMarkup(
      failures.map((finding) => renderFinding(finding, noPaint, 120)).join('\n\n'),
    )
    return `${open}>\n      <failure message="${message}">${text}</failure>\n    </testcase>`
  }
  if (operation.verdict === 'verified') return `${open}/>`
  const element = operation.excused === undefined ? 'error' : 'skipped'
  const text = operation.excused ?? operation.missing.join(' ')
  return `${open}>\n      <${element} message="${escapeMarkup(text)}"/>\n    </testcase>`
}

function runCase(report: VerifyReport, fails: boolean): string {
  const open = '    <testcase name="the run came to its end" classname="run"'
  if (!fails) return `${open}/>`
  const text = [report.headline, verdictText(report), ...report.notes].filter(Boolean).join(' ')
  return `${open}>\n      <error message="${escapeMarkup(text)}"/>\n    </testcase>`
}
