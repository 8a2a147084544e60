import type { Paint } from './paint.ts'
import type { VerifyReport } from './verify-report.ts'

const stops = {
  budget: 'the time budget ended the run before all cases were sent',
  'max-requests': 'the request limit ended the run before all cases were sent',
  interrupted: 'the run was interrupted',
  unreachable: 'the server could no longer be reached',
} as const

/** One line that sums a run up, and the seed that repeats it. */
export function summaryLine(report: VerifyReport, paint: Paint): string {
  const fresh = report.findings.filter((finding) => !finding.known)
  const known = report.findings.length - fresh.length
  const unverified = report.operations.filter(
    (operation) => operation.verdict === 'not-verified',
  ).length
  const size = `${count(report.operations.length, 'operation')}, ${count(report.requests, 'request')}, ${report.seconds.toFixed(1)} s, seed ${report.seed}`
  const extras = [
    ...(known > 0 ? [`${count(known, 'known finding')} left out`] : []),
    ...(unverified > 0 ? [`${count(unverified, 'operation')} not verified`] : []),
    ...(report.stopped === undefined ? [] : [stops[report.stopped]]),
  ]
  const tail = extras.length === 0 ? '' : `; ${extras.join('; ')}`
  return fresh.length === 0
    ? `${paint.green(`${paint.marks.pass} ${report.api.title}: document and server agree`)} (${size})${tail}`
    : `${paint.red(`${paint.marks.fail} ${report.api.title}: ${count(fresh.length, 'finding')}`)} (${size})${tail}`
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
