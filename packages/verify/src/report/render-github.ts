import type { Severity } from '@concordat/core'
import { curlLines } from './curl-lines.ts'
import type { VerifyReport } from './verify-report.ts'

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
}

/**
 * Renders new findings as GitHub workflow commands, which GitHub shows beside the document's lines.
 * @see {@link https://docs.github.com/actions/reference/workflow-commands-for-github-actions}
 */
export function renderGithub(report: VerifyReport): string {
  return report.findings
    .filter((finding) => !finding.known)
    .map((finding) => {
      const place = finding.source
        ? [
            `file=${property(finding.source.file)}`,
            `line=${finding.source.line}`,
            `col=${finding.source.column}`,
          ]
        : []
      const properties = [
        ...place,
        `title=${property(`${finding.id} (${finding.operation})`)}`,
      ].join(',')
      const again = curlLines(finding)
        .map((line) => `\n${line}`)
        .join('')
      return `::${commands[finding.severity]} ${properties}::${data(`${finding.message}${again}`)}\n`
    })
    .join('')
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
