import type { VerifyReport } from './verify-report.ts'

/** Renders a report as lines of JSON, one for the run, each finding, each operation and the end. */
export function renderNdjson(report: VerifyReport): string {
  const { findings, operations, ...run } = report
  const lines = [
    { type: 'run', ...run },
    ...findings.map((finding) => ({ type: 'finding', ...finding })),
    ...operations.map((operation) => ({ type: 'operation', ...operation })),
    { type: 'end', findings: findings.length, operations: operations.length },
  ]
  return `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`
}
