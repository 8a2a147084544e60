import type { Finding, Severity } from '@concordat/core'
import type { Style } from './style.ts'

const order: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 }

/** Reads a line of a source file, for excerpts. */
export type LineReader = (file: string, line: number) => string | undefined

/** Renders findings for a terminal, most severe first, each with its place and the line it speaks of. */
export function renderFindings(
  findings: readonly Finding[],
  style: Style,
  line?: LineReader,
): string {
  const sorted = [...findings].sort((a, b) => order[a.severity] - order[b.severity])
  return sorted.map((finding) => renderFinding(finding, style, line)).join('\n')
}

function renderFinding(finding: Finding, style: Style, line?: LineReader): string {
  const mark =
    finding.severity === 'error'
      ? style.red(`${style.marks.fail} error`)
      : finding.severity === 'warning'
        ? style.yellow(`${style.marks.warn} warning`)
        : style.cyan(`${style.marks.dot} info`)
  const place = finding.source
    ? `${finding.source.file}:${finding.source.line}:${finding.source.column}`
    : (finding.pointer ?? '')
  const head = `${mark} ${style.dim(finding.id)}${place === '' ? '' : `  ${place}`}`
  const lines = [head, `  ${finding.message}`]
  if (finding.source && line) {
    const text = line(finding.source.file, finding.source.line)
    if (text !== undefined && text.length <= 160) {
      const number = String(finding.source.line)
      lines.push(style.dim(`  ${number} │ ${text}`))
    }
  }
  return lines.join('\n')
}

/** One line that counts findings, for example `1 error, 2 warnings`. */
export function countFindings(findings: readonly Finding[]): string {
  const count = (severity: Severity): number =>
    findings.filter((f) => f.severity === severity).length
  const words: string[] = []
  for (const [severity, word] of [
    ['error', 'error'],
    ['warning', 'warning'],
    ['info', 'note'],
  ] as const) {
    const n = count(severity)
    if (n > 0) words.push(`${n} ${word}${n === 1 ? '' : 's'}`)
  }
  return words.length === 0 ? 'no findings' : words.join(', ')
}
