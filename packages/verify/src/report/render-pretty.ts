import { noPaint, type Paint } from './paint.ts'
import { printableText } from './printable-text.ts'
import { renderFindingGroup } from './render-finding.ts'
import { renderOperations } from './render-operations.ts'
import { summaryLine } from './summary-line.ts'
import type { ReportedFinding, VerifyReport } from './verify-report.ts'

/** How a report is shown on a terminal. */
export interface PrettyOptions {
  readonly paint?: Paint
  /** Characters in a line. @default 100 */
  readonly width?: number
}

/**
 * Renders a report for people: findings most severe first, those of one check at one operation together, then every operation with what was seen of it, then one line
 * that sums up. Known findings (baseline) are counted, not shown.
 */
export function renderPretty(report: VerifyReport, options: PrettyOptions = {}): string {
  const paint = options.paint ?? noPaint
  const width = options.width ?? 100
  const shown = report.findings.filter((finding) => !finding.known)
  const parts = [
    ...(report.headline === undefined ? [] : [paint.red(paint.bold(report.headline))]),
    ...groups(shown).map((group) => renderFindingGroup(group, paint, width)),
    renderOperations(report, paint, width),
    ...renderLeft(report, paint),
    ...report.notes.map((note) => `${paint.yellow(paint.marks.warn)} ${note}`),
    summaryLine(report, paint),
  ]
  return `${parts.join('\n\n')}\n`
}

/** Findings that one check made at one operation, in the order of the first of each; the shortest to show leads. */
function groups(findings: readonly ReportedFinding[]): ReportedFinding[][] {
  const found = new Map<string, ReportedFinding[]>()
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.id} ${finding.operationId}`
    found.set(key, [...(found.get(key) ?? []), finding])
  }
  const length = ({ curl }: ReportedFinding): number => curl?.length ?? Number.MAX_SAFE_INTEGER
  return [...found.values()].map((group) => group.sort((a, b) => length(a) - length(b)))
}

/** How many things that stayed are named; the other forms of the report name all. */
const leftShown = 10

/** What the run made or changed and did not take back. */
function renderLeft({ left }: VerifyReport, paint: Paint): string[] {
  if (left.length === 0) return []
  const lines = left
    .slice(0, leftShown)
    .map(({ path, reason }) => `    ${printableText(path)}  ${paint.dim(printableText(reason))}`)
  const more = left.length - leftShown
  return [
    [
      `${paint.yellow(paint.marks.warn)} What this run made or changed and did not take back (${left.length}):`,
      ...lines,
      ...(more > 0 ? [`    and ${more} more; --format json names all of them`] : []),
    ].join('\n'),
  ]
}
