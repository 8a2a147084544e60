import type { VerifyReport } from './verify-report.ts'

/** Renders a report as lines of JSON, one for the run, each finding, each operation and the end. */
export function renderNdjson(report: VerifyReport): string {
  const { findings, operations: _, ...run } = report
  const lines = [
    { type: 'run', ...run },
    ...findings.map((finding) => ({ type: 'finding', ...finding })),
    ...renderNdjsonEnd(report),
  ]
  return `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`
}

/** The last lines, for those that wrote every event as it happened: each operation, and the end with the verdict. */
export function renderNdjsonEnd(report: VerifyReport): readonly object[] {
  const { findings, left, operations, requests, seconds, stopped, verdict } = report
  return [
    ...operations.map((operation) => ({ type: 'operation', ...operation })),
    {
      type: 'end',
      verdict,
      findings: findings.length,
      operations: operations.length,
      requests,
      seconds,
      left,
      ...(stopped === undefined ? {} : { stopped }),
    },
  ]
}
