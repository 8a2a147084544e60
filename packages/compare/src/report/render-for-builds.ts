import type { Change, ChangeClass } from '../changes/change.ts'
import { changeDocumentation, changeKinds } from '../changes/change-kinds.ts'
import type { DiffReport } from './diff-report.ts'
import { escapeMarkup } from './escape-markup.ts'
import { operationsText } from './texts.ts'

/** Which classes of change fail a build. */
export type FailingClasses = ReadonlySet<ChangeClass>

/** Renders a report as JUnit XML: one test case for each cause. */
export function renderJunit(report: DiffReport, failing: FailingClasses): string {
  const suites = report.documents.map((document) => {
    const { changes } = document
    const failures = changes.filter((change) => isFailing(change, failing))
    const name = escapeMarkup(document.new.location)
    const cases = changes.map((change) => junitCase(change, failing))
    const counts = `tests="${Math.max(1, changes.length)}" failures="${failures.length}" errors="0"`
    const none = `    <testcase name="no change" classname="${name}"/>`
    return `  <testsuite name="${name}" ${counts}>\n${cases.join('\n') || none}\n  </testsuite>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="concordat diff">\n${suites.join('\n')}\n</testsuites>\n`
}

function isFailing(change: Change, failing: FailingClasses): boolean {
  return failing.has(change.class) && !change.accepted
}

function junitCase(change: Change, failing: FailingClasses): string {
  const name = escapeMarkup(`${change.message} [${change.fingerprint}]`)
  const open = `    <testcase name="${name}" classname="${change.class}.${change.id}"`
  if (!isFailing(change, failing)) return `${open}/>`
  const text = escapeMarkup(`${operationsText(change, 10)}\n${evidenceOf(change)}`)
  return `${open}>\n      <failure message="${escapeMarkup(change.id)}">${text}</failure>\n    </testcase>`
}

function evidenceOf({ witness, argument }: Change): string {
  if (witness)
    return witness.kind === 'request' ? `${witness.http}\n\n${witness.curl}` : witness.http
  return argument ?? ''
}

/**
 * Renders a report as SARIF 2.1.0, for code scanning.
 * @see {@link https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html}
 */
export function renderSarif(report: DiffReport, failing: FailingClasses): string {
  const changes = report.documents.flatMap((document) => document.changes)
  const rules = [...new Set(changes.map(({ id }) => id))]
  const sarif = {
    $schema:
      'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'concordat diff', rules: rules.map(ruleOf) } },
        results: changes.map((change) => ({
          ruleId: change.id,
          ruleIndex: rules.indexOf(change.id),
          level: isFailing(change, failing) ? 'error' : 'note',
          message: { text: `${change.message} ${operationsText(change)}\n${evidenceOf(change)}` },
          partialFingerprints: { 'concordat/v1': change.fingerprint },
          ...(change.accepted && {
            suppressions: [{ kind: 'external', justification: change.accepted.reason }],
          }),
          ...locationsOf(change),
        })),
      },
    ],
  }
  return `${JSON.stringify(sarif, null, 2)}\n`
}

/** A kind of change, with the page that explains it. */
function ruleOf(id: string) {
  const kind = changeKinds.find((one) => one.id === id)
  const page = changeDocumentation(id)
  return {
    id,
    ...(kind && { shortDescription: { text: kind.title }, fullDescription: { text: kind.why } }),
    ...(page !== undefined && { help: { text: page, markdown: page } }),
  }
}

function locationsOf(change: Change) {
  const source = (change.new ?? change.old)?.source
  if (!source) return {}
  return {
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: source.file.split('\\').map(encodeURI).join('/') },
          region: { startLine: source.line, startColumn: source.column },
        },
      },
    ],
  }
}

/**
 * Renders a report as GitHub workflow commands, which GitHub shows beside the document's lines.
 * @see {@link https://docs.github.com/actions/reference/workflow-commands-for-github-actions}
 */
export function renderGithub(report: DiffReport, failing: FailingClasses): string {
  return report.documents
    .flatMap((document) => document.changes)
    .filter((change) => change.class !== 'compatible' && !change.accepted)
    .map((change) => {
      const level = isFailing(change, failing) ? 'error' : 'warning'
      const source = change.new?.source
      const place = source
        ? `file=${property(source.file)},line=${source.line},col=${source.column},`
        : ''
      const text = `${change.message} ${operationsText(change)}\n${evidenceOf(change)}`
      return `::${level} ${place}title=${property(`${change.class}: ${change.id}`)}::${data(text)}\n`
    })
    .join('')
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
