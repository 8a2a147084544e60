import { escapeMarkup } from './escape-markup.ts'
import { findingSection } from './html/finding-section.ts'
import { operationTable } from './html/operation-table.ts'
import { pageScript } from './html/page-script.ts'
import { pageStyle } from './html/page-style.ts'
import { noPaint } from './paint.ts'
import { verdictText } from './run-verdict.ts'
import { summaryLine } from './summary-line.ts'
import type { VerifyReport } from './verify-report.ts'

/** How many findings stand open when the page is opened. */
const openFindings = 3

/**
 * Renders a report as one HTML page that loads nothing: readable in light and dark, without scripts, and on paper.
 */
export function renderHtml(report: VerifyReport): string {
  const fresh = report.findings.filter((finding) => !finding.known)
  const title = `${report.api.title}: ${verdictText(report)}`
  const sections = [...fresh, ...report.findings.filter((finding) => finding.known)].map(
    (finding, index) => findingSection(finding, index < openFindings && !finding.known),
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<title>${escapeMarkup(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
<h1 class="${report.verdict === 'agrees' ? 'good' : report.verdict === 'incomplete' ? 'warn' : 'bad'}">${escapeMarkup(title)}</h1>
${report.headline === undefined ? '' : `<p class="bad">${escapeMarkup(report.headline)}</p>`}
<p>${escapeMarkup(summaryLine(report, noPaint))}</p>
<p class="dim">${escapeMarkup(report.api.location)} (version ${escapeMarkup(report.api.version)}) against ${escapeMarkup(report.target)}, ${escapeMarkup(report.startedAt)}</p>
${report.notes.map((note) => `<p class="warn">! ${escapeMarkup(note)}</p>`).join('\n')}
${leftPart(report)}
${sections.length === 0 ? '' : findingsPart(sections)}
<h2>Operations</h2>
${operationTable(report.operations)}
</main>
<script>${pageScript}</script>
</body>
</html>
`
}

function findingsPart(sections: readonly string[]): string {
  return `<div class="bar"><h2>Findings</h2>
<label>Show <select id="severity"><option value="">all</option><option>error</option><option>warning</option><option>info</option><option>known</option></select></label></div>
${sections.join('\n')}`
}

function leftPart({ left }: VerifyReport): string {
  if (left.length === 0) return ''
  const rows = left.map(
    ({ path, reason }) => `<li><code>${escapeMarkup(path)}</code> ${escapeMarkup(reason)}</li>`,
  )
  return `<details class="warn"><summary>! What this run made or changed and did not take back (${left.length})</summary><ul>${rows.join('')}</ul></details>`
}
