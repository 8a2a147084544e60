import { escapeMarkup } from './escape-markup.ts'
import { noPaint } from './paint.ts'
import { renderFinding } from './render-finding.ts'
import type { OperationReport, VerifyReport } from './verify-report.ts'

/** Renders a report as JUnit XML: one test case for each operation, its findings as one failure. */
export function renderJunit(report: VerifyReport): string {
  const failed = report.operations.filter((operation) => failuresOf(operation, report).length > 0)
  const skipped = report.operations.filter((operation) => operation.verdict === 'not-verified')
  const counts = `tests="${report.operations.length}" failures="${failed.length}" errors="0" skipped="${skipped.filter((operation) => !failed.includes(operation)).length}" time="${report.seconds.toFixed(3)}"`
  const suite = escapeMarkup(report.api.title)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="concordat verify" ${counts}>`,
    `  <testsuite name="${suite}" timestamp="${escapeMarkup(report.startedAt)}" ${counts}>`,
    '    <properties>',
    `      <property name="seed" value="${report.seed}"/>`,
    `      <property name="document" value="${escapeMarkup(report.api.location)}"/>`,
    '    </properties>',
    ...report.operations.map((operation) => testCase(operation, report)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

function failuresOf(operation: OperationReport, report: VerifyReport): VerifyReport['findings'] {
  return report.findings.filter(
    (finding) =>
      finding.operationId === operation.operationId &&
      !finding.known &&
      finding.severity === 'error',
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
  if (operation.verdict === 'not-verified') {
    return `${open}>\n      <skipped message="${escapeMarkup(operation.missing.join(' '))}"/>\n    </testcase>`
  }
  return `${open}/>`
}
