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
    ...(operation.findings > 0
      ? [`${operation.findings} ${operation.findings === 1 ? 'finding' : 'findings'}`]
      : []),
    `${operation.requests} requests`,
    ...(seen.length > 0
      ? [seen.map((response) => `${response.status} ×${response.seen}`).join(' ')]
      : []),
    ...(never.length > 0 ? [`never ${never.map((response) => response.status).join(' ')}`] : []),
  ]
  const lines = [`${verdictMark(operation, paint)} ${name}  ${paint.dim(parts.join('; '))}`]
  if (operation.cases.length > 0) {
    const sound = operation.cases.map(({ kind, planned, sound }) => `${kind} ${sound}/${planned}`)
    lines.push(paint.dim(`    sound cases: ${sound.join(', ')}`))
  }
  if (operation.excused !== undefined) lines.push(`    excused: ${operation.excused}`)
  for (const sentence of operation.missing) lines.push(`    ${sentence}`)
  for (const sentence of operation.withheld ?? []) lines.push(paint.dim(`    ${sentence}`))
  if (operation.keywords.length > 0) {
    const tried = operation.keywords.map(
      ({ keyword, valid, invalid }) => `${keyword} ${valid}/${invalid}`,
    )
    lines.push(paint.dim(`    keywords (valid/invalid): ${tried.join(', ')}`))
  }
  return lines.join('\n')
}

function verdictMark({ findings, verdict }: OperationReport, paint: Paint): string {
  const text = {
    verified: 'verified',
    'partly-verified': 'partly verified',
    'not-verified': 'not verified',
  }[verdict].padEnd(15)
  if (findings > 0) return paint.red(`${paint.marks.fail} ${text}`)
  return verdict === 'verified'
    ? paint.green(`${paint.marks.pass} ${text}`)
    : paint.yellow(`${paint.marks.warn} ${text}`)
}
