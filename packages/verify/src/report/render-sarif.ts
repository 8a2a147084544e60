import type { Severity } from '@concordat/core'
import { curlLines } from './curl-lines.ts'
import type { ReportedFinding, VerifyReport } from './verify-report.ts'

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
}

/**
 * Renders a report as SARIF 2.1.0, for code scanning.
 * @see {@link https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html}
 */
export function renderSarif(report: VerifyReport): string {
  const rules = [...new Map(report.findings.map((finding) => [finding.id, finding])).values()]
  const sarif = {
    $schema:
      'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'concordat verify',
            rules: rules.map((finding) => ({
              id: finding.id,
              shortDescription: { text: finding.title },
              defaultConfiguration: { level: levels[finding.severity] },
            })),
          },
        },
        automationDetails: { id: `concordat-verify/${report.api.name}` },
        properties: { seed: report.seed, requests: report.requests, target: report.target },
        results: report.findings.map((finding) =>
          result(
            finding,
            rules.findIndex((rule) => rule.id === finding.id),
          ),
        ),
      },
    ],
  }
  return `${JSON.stringify(sarif, null, 2)}\n`
}

function result(finding: ReportedFinding, ruleIndex: number): Record<string, unknown> {
  const again = curlLines(finding)
    .map((line) => `\n${line}`)
    .join('')
  return {
    ruleId: finding.id,
    ruleIndex,
    level: levels[finding.severity],
    message: { text: `${finding.operation}: ${finding.message}${again}` },
    partialFingerprints: { 'concordat/v1': finding.fingerprint },
    ...(finding.known ? { baselineState: 'unchanged' } : {}),
    ...(finding.source
      ? {
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: finding.source.file.split('\\').map(encodeURI).join('/') },
                region: { startLine: finding.source.line, startColumn: finding.source.column },
              },
            },
          ],
        }
      : {}),
  }
}
