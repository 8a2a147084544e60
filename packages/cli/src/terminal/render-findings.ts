import type { Finding, Severity } from '@concordat/core'
import type { Style } from './style.ts'

const order: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 }

/** Reads a line of a source file, for excerpts. */
export type LineReader = (file: string, line: number) => string | undefined

/** How many findings of one kind are shown whole: the next ones teach little, and push the first off the screen. */
const shownWhole: Readonly<Record<Severity, number>> = { error: 12, warning: 3, info: 3 }

/** How many places of the others are named. */
const placesNamed = 12

/**
 * Renders findings for a terminal, most severe first and those of a kind together, each with its place and the line it
 * speaks of. Of many of one kind the first are shown whole and the others by their places.
 */
export function renderFindings(
  findings: readonly Finding[],
  style: Style,
  line?: LineReader,
): string {
  const kinds = new Map<string, Finding[]>()
  for (const finding of findings) {
    const key = `${order[finding.severity]} ${finding.id}`
    kinds.set(key, [...(kinds.get(key) ?? []), finding])
  }
  return [...kinds.values()]
    .sort(([a], [b]) => (a && b ? order[a.severity] - order[b.severity] : 0))
    .flatMap((kind) => renderKind(kind, style, line))
    .join('\n')
}

function renderKind(kind: readonly Finding[], style: Style, line?: LineReader): string[] {
  const whole = kind[0] ? shownWhole[kind[0].severity] : 0
  const shown = kind.slice(0, whole).map((finding) => renderFinding(finding, style, line))
  const [next, ...others] = kind.slice(whole)
  if (next === undefined) return shown
  if (others.length === 0) return [...shown, renderFinding(next, style, line)]
  const places = kind.slice(whole, whole + placesNamed).map(placeOf)
  const dots = kind.length > whole + placesNamed ? ', …' : ''
  const head = `${mark(next.severity, style)} ${style.dim(next.id)}  ${others.length + 1} more; --json has them whole`
  return [...shown, `${head}\n  ${sameFileOnce(places).join(', ')}${dots}`]
}

function placeOf({ source, pointer }: Finding): string {
  return source ? `${source.file}:${source.line}:${source.column}` : (pointer ?? '')
}

/** Leaves a file's name out where the place before has named it. */
function sameFileOnce(places: readonly string[]): string[] {
  const fileOf = (place: string | undefined): string | undefined =>
    place?.match(/^.*(?=:\d+:\d+$)/)?.[0]
  return places.map((place, index) => {
    const file = fileOf(place)
    return file !== undefined && file === fileOf(places[index - 1])
      ? place.slice(file.length + 1)
      : place
  })
}

function mark(severity: Severity, style: Style): string {
  if (severity === 'error') return style.red(`${style.marks.fail} error`)
  if (severity === 'warning') return style.yellow(`${style.marks.warn} warning`)
  return style.cyan(`${style.marks.dot} info`)
}

function renderFinding(finding: Finding, style: Style, line?: LineReader): string {
  const place = placeOf(finding)
  const head = `${mark(finding.severity, style)} ${style.dim(finding.id)}${place === '' ? '' : `  ${place}`}`
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
