import { noPaint, type Paint } from './paint.ts'
import { renderFinding } from './render-finding.ts'
import { renderOperations } from './render-operations.ts'
import { summaryLine } from './summary-line.ts'
import type { VerifyReport } from './verify-report.ts'

/** How a report is shown on a terminal. */
export interface PrettyOptions {
  readonly paint?: Paint
  /** Characters in a line. @default 100 */
  readonly width?: number
}

/**
 * Renders a report for people: findings most severe first, then every operation with what was seen of it, then one line
 * that sums up. Known findings (baseline) are counted, not shown.
 */
export function renderPretty(report: VerifyReport, options: PrettyOptions = {}): string {
  const paint = options.paint ?? noPaint
  const width = options.width ?? 100
  const shown = report.findings.filter((finding) => !finding.known)
  const parts = [
    ...shown.map((finding) => renderFinding(finding, paint, width)),
    renderOperations(report, paint, width),
    ...report.notes.map((note) => `${paint.yellow(paint.marks.warn)} ${note}`),
    summaryLine(report, paint),
  ]
  return `${parts.join('\n\n')}\n`
}
