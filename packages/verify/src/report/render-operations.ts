import type { Paint } from './paint.ts'
import type { OperationReport, VerifyReport } from './verify-report.ts'

/** Renders one line for each operation, and below it what is missing and which keywords were tried. */
export function renderOperations(report: VerifyReport, paint: Paint, width: number): string {
  const names = report.operations.map((operation) => `${operation.method} ${operation.path}`)
  const room = Math.min(Math.max(0, ...names.map((name) => name.length)), Math.floor(width / 2))
  return report.operations
    .map((operation, index) => renderOperation(operation, (names[index] ?? '').padEnd(room), paint))
    .join('\n')
}

function renderOperation(operation: OperationReport, name: string, paint: Paint): string {
  const seen = operation.responses.filter((response) => response.seen > 0)
  const never = operation.responses.filter((response) => response.seen === 0)
  const parts = [
    `${operation.requests} requests`,
    ...(seen.length > 0
      ? [seen.map((response) => `${response.status} ×${response.seen}`).join(' ')]
      : []),
    ...(never.length > 0 ? [`never ${never.map((response) => response.status).join(' ')}`] : []),
  ]
  const lines = [`${verdictMark(operation, paint)} ${name}  ${paint.dim(parts.join('; '))}`]
  for (const sentence of operation.missing) lines.push(`    ${sentence}`)
  if (operation.keywords.length > 0) {
    const tried = operation.keywords.map(
      ({ keyword, valid, invalid }) => `${keyword} ${valid}/${invalid}`,
    )
    lines.push(paint.dim(`    keywords (valid/invalid): ${tried.join(', ')}`))
  }
  return lines.join('\n')
}

function verdictMark(operation: OperationReport, paint: Paint): string {
  switch (operation.verdict) {
    case 'verified':
      return paint.green(`${paint.marks.pass} verified    `)
    case 'failed':
      return paint.red(`${paint.marks.fail} failed      `)
    case 'not-verified':
      return paint.yellow(`${paint.marks.warn} not verified`)
  }
}
