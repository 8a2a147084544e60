import type { Severity } from '@concordat/core'
import type { OperationReport, ReportedFinding, RunVerdict, VerifyReport } from './verify-report.ts'

const weights: Readonly<Record<Severity | 'never', number>> = {
  never: 4,
  error: 3,
  warning: 2,
  info: 1,
}

/** Whether a finding makes a run fail: it is not known, and as severe as the run was told to fail on. */
export function isFailing(
  { known, severity }: ReportedFinding,
  { failOn }: Pick<VerifyReport, 'failOn'>,
): boolean {
  return !known && weights[severity] >= weights[failOn]
}

/** Whether an operation keeps a run from agreeing: it was not verified, and nobody excused it. */
export function isOpen({ excused, verdict }: OperationReport): boolean {
  return verdict !== 'verified' && excused === undefined
}

/**
 * The one verdict of a run. Green is said only of what was checked: an operation that was not verified, or a run that
 * ended before its end, is not agreement, whatever the baseline knows and whatever severity fails.
 */
export function verdictOf(report: Omit<VerifyReport, 'verdict'>): RunVerdict {
  if (report.operations.length === 0 || report.requests === 0) return 'could-not-run'
  if (report.findings.some((finding) => isFailing(finding, report))) return 'findings'
  if (report.stopped !== undefined || report.operations.some(isOpen)) return 'incomplete'
  return 'agrees'
}

/** The verdict in words, as headlines say it. */
export function verdictText(report: VerifyReport): string {
  const fresh = report.findings.filter(({ known }) => !known).length
  const findings = `${fresh} ${fresh === 1 ? 'finding' : 'findings'}`
  switch (report.verdict) {
    case 'agrees':
      return fresh === 0 ? 'document and server agree' : `${findings}, none of which fails the run`
    case 'findings':
      return findings
    case 'incomplete':
      return 'not everything could be verified'
    case 'could-not-run':
      return 'nothing could be verified'
  }
}
