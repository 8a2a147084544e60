import type { ContractCheck } from '../check/check-contract.ts'
import type { ContractFinding, ContractFindingClass } from '../check/contract-finding.ts'
import type { ContractReport } from './contract-report.ts'

/** Renders a report as JUnit XML: a suite for each contract, a test case for each finding. */
export function renderContractJunit(
  report: ContractReport,
  failing: ReadonlySet<ContractFindingClass>,
): string {
  const suites = report.contracts.map((contract) => suiteOf(contract, failing))
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="concordat check-contract">\n${suites.join('\n')}\n</testsuites>\n`
}

function suiteOf(contract: ContractCheck, failing: ReadonlySet<ContractFindingClass>): string {
  const { consumer, provider, findings, location } = contract
  const name = escaped(`${consumer} - ${provider}`)
  const failures = findings.filter((finding) => failing.has(finding.class)).length
  const cases = findings.map((finding) => caseOf(finding, name, failing.has(finding.class)))
  const none = `    <testcase name="${escaped(location)}" classname="${name}"/>`
  return [
    `  <testsuite name="${name}" tests="${Math.max(1, findings.length)}" failures="${failures}" errors="0">`,
    ...(cases.length > 0 ? cases : [none]),
    '  </testsuite>',
  ].join('\n')
}

function caseOf(finding: ContractFinding, suite: string, isFailing: boolean): string {
  const { message, fingerprint, id, interactions, witness } = finding
  const open = `    <testcase name="${escaped(`${message} [${fingerprint}]`)}" classname="${suite}"`
  if (!isFailing) return `${open}/>`
  const needed = interactions.map(({ place, description }) => `${place} ${description}`)
  const text = escaped([...needed, witness?.http ?? ''].join('\n'))
  return `${open}>\n      <failure message="${escaped(id)}">${text}</failure>\n    </testcase>`
}

/** Text for XML: what XML 1.0 has no way to say is left out. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
