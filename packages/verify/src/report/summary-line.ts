import type { Paint } from './paint.ts'
import { isOpen, verdictText } from './run-verdict.ts'
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
  const open = report.operations.filter(isOpen)
  const excused = report.operations.filter(({ excused: reason }) => reason !== undefined).length
  const without = open.filter(({ verdict }) => verdict === 'not-verified').length
  const size = `${count(report.operations.length, 'operation')}, ${count(report.requests, 'request')}, ${report.seconds.toFixed(1)} s, seed ${report.seed}`
  const extras = [
    ...(report.verdict !== 'incomplete' || fresh.length === 0
      ? []
      : [`${count(fresh.length, 'finding')} that ${fresh.length === 1 ? 'does' : 'do'} not fail`]),
    ...(known > 0 ? [`${count(known, 'known finding')} left out`] : []),
    ...(without > 0 ? [`${count(without, 'operation')} not verified`] : []),
    ...(open.length > without
      ? [`${count(open.length - without, 'operation')} partly verified`]
      : []),
    ...(excused > 0 ? [`${count(excused, 'operation')} excused`] : []),
    ...(report.stopped === undefined ? [] : [stops[report.stopped]]),
  ]
  const tail = extras.length === 0 ? '' : `; ${extras.join('; ')}`
  const text = `${report.api.title}: ${verdictText(report)}`
  const { dot: _, fail, pass, warn } = paint.marks
  const headline = {
    agrees: paint.green(`${pass} ${text}`),
    findings: paint.red(`${fail} ${text}`),
    incomplete: paint.yellow(`${warn} ${text}`),
    'could-not-run': paint.red(`${fail} ${text}`),
  }[report.verdict]
  return `${headline} (${size})${tail}`
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
