import type { Change, ChangeClass } from '../changes/change.ts'
import { changeClasses } from '../changes/change.ts'
import type { DiffReport, DocumentReport } from './diff-report.ts'
import { operationsText, placesText, versionText } from './texts.ts'

/** Colours of a terminal, or none. */
export interface TextStyle {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly red: (text: string) => string
  readonly green: (text: string) => string
  readonly yellow: (text: string) => string
}

const plain: TextStyle = {
  bold: (text) => text,
  dim: (text) => text,
  red: (text) => text,
  green: (text) => text,
  yellow: (text) => text,
}

/** How a report is shown to people. */
export interface TextOptions {
  readonly style?: TextStyle
  /** Also what is compatible, and what is accepted. */
  readonly isVerbose?: boolean
}

/** Renders a report for people: what breaks first, each cause once. */
export function renderText(report: DiffReport, options: TextOptions = {}): string {
  const style = options.style ?? plain
  const parts = report.documents.map((document) => documentText(document, style, options))
  return `${parts.join('\n')}\n${summaryText(report, style)}\n`
}

function documentText(
  document: DocumentReport,
  style: TextStyle,
  { isVerbose = false }: TextOptions,
): string {
  const lines = [
    style.bold(`${document.old.location} → ${document.new.location}`),
    '',
    ...document.changes
      .filter((change) => isVerbose || (change.class !== 'compatible' && !change.accepted))
      .flatMap((change) => [...changeLines(change, style), '']),
  ]
  const accepted = document.changes.filter((change) => change.accepted).length
  const compatible = document.changes.filter((change) => change.class === 'compatible').length
  if (!isVerbose && accepted > 0)
    lines.push(style.dim(`${accepted} accepted by the configuration.`))
  if (!isVerbose && compatible > 0) {
    lines.push(
      style.dim(
        `${compatible} compatible ${compatible === 1 ? 'change' : 'changes'}: --verbose lists them.`,
      ),
    )
  }
  lines.push(versionText(document))
  return `${lines.join('\n')}\n`
}

function changeLines(change: Change, style: TextStyle): readonly string[] {
  const { witness } = change
  const shown =
    witness?.kind === 'request'
      ? ['This request was allowed:', ...witness.http.split('\n'), `$ ${witness.curl}`]
      : witness
        ? ['This answer was not to be expected:', ...witness.http.split('\n')]
        : change.argument !== undefined
          ? [change.argument]
          : []
  return [
    `${mark(change, style)} ${change.message}`,
    style.dim(`  ${change.id} · ${operationsText(change)}`),
    ...placesText(change).map((line) => style.dim(`  ${line}`)),
    ...shown.map((line) => `  ${style.dim('│')} ${line}`),
    ...(change.accepted ? [style.green(`  accepted: ${change.accepted.reason}`)] : []),
  ]
}

function mark(change: Change, style: TextStyle): string {
  const paint: Readonly<Record<ChangeClass, (text: string) => string>> = {
    wire: style.red,
    unknown: style.yellow,
    behaviour: style.yellow,
    code: style.yellow,
    compatible: style.green,
  }
  return paint[change.class](style.bold(change.class.padEnd(9)))
}

function summaryText({ counts }: DiffReport, style: TextStyle): string {
  if (changeClasses.every((one) => counts[one] === 0)) return style.green('No change.')
  const text = changeClasses
    .filter((one) => counts[one] > 0)
    .map((one) => `${counts[one]} ${one}`)
    .join(', ')
  return style.bold(`${text}.`)
}
