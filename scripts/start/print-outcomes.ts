import { renderTable } from 'concordat'
import type { ApiOutcome } from './try-api.ts'

const columns = [
  { heading: 'API' },
  { heading: 'operations', align: 'right' },
  { heading: 'checks run', align: 'right' },
  { heading: 'passed', align: 'right' },
  { heading: 'findings', align: 'right' },
  { heading: 'verdict' },
  { heading: 'time', align: 'right' },
] as const

/** The table of a run, its findings below it, and what was never seen. */
export function printOutcomes(outcomes: readonly ApiOutcome[]): string {
  const rows = outcomes.map((outcome) => [
    outcome.name,
    String(outcome.operations),
    String(outcome.checks),
    String(outcome.checks - outcome.failed),
    String(outcome.findings.length),
    outcome.verdict,
    `${outcome.seconds.toFixed(1)} s`,
  ])
  const findings = outcomes.flatMap(({ name, findings }) =>
    findings.map((finding) => {
      const place = finding.source
        ? ` ${finding.source.file}:${finding.source.line}:${finding.source.column}`
        : ''
      return `${finding.severity} ${name} ${finding.id}${place}\n  ${finding.message}`
    }),
  )
  const unseen = outcomes.flatMap(({ name, unseen }) =>
    unseen.map((what) => `not seen, ${name}: ${what}`),
  )
  const open = outcomes.flatMap(({ name, open }) => open.map((what) => `${name}: ${what}`))
  return [renderTable(columns, rows), ...findings, ...open, ...unseen].join('\n')
}
