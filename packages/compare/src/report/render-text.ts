import type { Change, ChangeClass } from '../changes/change.ts'
import { changeClasses } from '../changes/change.ts'
import type { DiffReport, DocumentReport } from './diff-report.ts'
import { acceptedText, operationsText, placesText, versionText } from './texts.ts'

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

/** Causes that are shown with what shows them, and those that are told in a line each, where not all are asked for. */
const mostShown = 6
const mostTold = 24
/** Characters of an answer that are shown. */
const mostCharacters = 160

function documentText(
  document: DocumentReport,
  style: TextStyle,
  { isVerbose = false }: TextOptions,
): string {
  const { changes } = document
  const accepted = changes.filter((change) => change.accepted).length
  const compatible = changes.filter((change) => change.class === 'compatible').length
  const open = changes.filter((change) => change.class !== 'compatible' && !change.accepted)
  const lines = [
    style.bold(`${document.old.location} → ${document.new.location}`),
    '',
    ...(isVerbose
      ? changes.flatMap((change) => [...changeLines(change, style), ''])
      : openLines(open, style)),
  ]
  if (!isVerbose && accepted > 0)
    lines.push(
      style.dim(`${accepted} accepted: --verbose lists ${accepted === 1 ? 'it' : 'them'}.`),
    )
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

/** The most severe causes in full, the others in a line each: what one screen holds. */
function openLines(open: readonly Change[], style: TextStyle): readonly string[] {
  const shown = open.slice(0, mostShown)
  const told = open.slice(mostShown, mostShown + mostTold)
  const more = open.length - shown.length - told.length
  return [
    ...shown.flatMap((change) => [...shortLines(change, style), '']),
    ...told.map(
      (change) =>
        `${mark(change, style)} ${change.message} ${style.dim(operationsText(change, 1))}`,
    ),
    ...(more > 0 ? [style.dim(`and ${more} more`)] : []),
    ...(told.length > 0 ? [style.dim('--verbose shows each with its request or answer.'), ''] : []),
    ...(open.length > 0 ? [style.dim('`concordat changes ID` explains a kind of change.')] : []),
  ]
}

function shortLines(change: Change, style: TextStyle): readonly string[] {
  const [place] = placesText(change)
  const shown = shownInShort(change)
  return [
    `${mark(change, style)} ${change.message}`,
    style.dim(`  ${change.id} · ${operationsText(change)}`),
    ...(place === undefined ? [] : [style.dim(`  ${place}`)]),
    ...(shown === undefined ? [] : [`  ${style.dim('│')} ${shown}`]),
  ]
}

function shownInShort({ witness, argument }: Change): string | undefined {
  if (witness?.kind === 'request') return `was allowed: ${witness.curl}`
  if (!witness) return argument
  const [head = '', body = ''] = witness.http.split('\n\n')
  const [status = '', ...headers] = head.split('\n')
  const others = headers.filter((header) => !/^content-type: application\/json$/i.test(header))
  return `now possible: ${[status, ...others, inTheMiddle(body)].filter(Boolean).join('  ')}`
}

/** A text without its middle: what breaks stands mostly at the end. */
function inTheMiddle(text: string): string {
  if (text.length <= mostCharacters) return text
  const start = Math.floor(mostCharacters / 4)
  return `${text.slice(0, start)} … ${text.slice(start - mostCharacters)}`
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
  const accepted = acceptedText(change)
  return [
    `${mark(change, style)} ${change.message}`,
    style.dim(`  ${change.id} · ${operationsText(change)}`),
    ...placesText(change).map((line) => style.dim(`  ${line}`)),
    ...shown.map((line) => `  ${style.dim('│')} ${line}`),
    ...(accepted === undefined ? [] : [style.green(`  ${accepted}`)]),
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
