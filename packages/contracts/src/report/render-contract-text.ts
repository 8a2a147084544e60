import type { ContractCheck } from '../check/check-contract.ts'
import type { ContractFinding, ContractFindingClass } from '../check/contract-finding.ts'
import type { ContractReport } from './contract-report.ts'

/** Colours of a terminal, or none. */
export interface ContractTextStyle {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly red: (text: string) => string
  readonly green: (text: string) => string
  readonly yellow: (text: string) => string
}

const plain: ContractTextStyle = {
  bold: (text) => text,
  dim: (text) => text,
  red: (text) => text,
  green: (text) => text,
  yellow: (text) => text,
}

/** Renders a report for people: of each contract what breaks first, and what was not covered. */
export function renderContractText(report: ContractReport, style = plain): string {
  const { counts, contracts } = report
  const parts = contracts.map((contract) => contractText(contract, style))
  const judged = contracts.reduce((sum, { interactions }) => sum + interactions, 0)
  const summary =
    counts.breaks + counts.unknown === 0
      ? style.green(`The document keeps ${judged} ${plural(judged, 'interaction')}.`)
      : style.bold(
          `${counts.breaks} ${counts.breaks === 1 ? 'breaks' : 'break'}, ${counts.unknown} unknown, of ${judged} ${plural(judged, 'interaction')}.`,
        )
  return `${parts.join('\n')}\n${summary}\n`
}

function contractText(contract: ContractCheck, style: ContractTextStyle): string {
  const { consumer, provider, location, findings, notCovered, notRead, interactions } = contract
  const lines = [
    `${style.bold(`${consumer} → ${provider}`)} ${style.dim(`${location}, ${interactions} ${plural(interactions, 'interaction')}`)}`,
    '',
    ...findings.flatMap((finding) => [...findingLines(finding, style), '']),
  ]
  if (notCovered.length > 0) {
    const listed = notCovered.map(
      ({ method, path, statuses }) => `  ${method} ${path}: ${statuses.join(', ')}`,
    )
    lines.push(style.dim('Not covered by an interaction:'), ...listed.map(style.dim))
  }
  for (const { description, type } of notRead) {
    lines.push(style.dim(`Not read: \`${description}\` (${type}).`))
  }
  return `${lines.join('\n')}\n`
}

function findingLines(finding: ContractFinding, style: ContractTextStyle): readonly string[] {
  const { operation, status, taken, document, interactions, id, message, witness } = finding
  const place = operation
    ? ` · ${operation.method} ${operation.path}${status === undefined ? '' : ` ${status}`}`
    : ''
  const source = document?.source
  const shown = taken === undefined ? '' : JSON.stringify(taken)
  return [
    `${mark(finding.class, style)} ${message}`,
    style.dim(`  ${id}${place}`),
    ...(shown === '' || shown.length > 200 ? [] : [`  The consumer takes \`${shown}\`.`]),
    ...(source ? [style.dim(`  ${source.file}:${source.line}:${source.column}`)] : []),
    ...interactions
      .slice(0, 3)
      .map((one) => style.dim(`  needed by ${one.place} ${described(one)}`)),
    ...(interactions.length > 3 ? [style.dim(`  and ${interactions.length - 3} more`)] : []),
    ...(witness ? shownLines(finding, witness.http, style) : []),
  ]
}

function shownLines(
  { direction }: ContractFinding,
  http: string,
  style: ContractTextStyle,
): readonly string[] {
  const title = direction === 'request' ? 'The consumer sends:' : 'The document allows:'
  return [title, ...http.split('\n')].map((line) => `  ${style.dim('│')} ${line}`)
}

function described({ description, states }: ContractFinding['interactions'][number]): string {
  return `(${[description, ...states].map((text) => `“${text}”`).join(', ')})`
}

function mark(kind: ContractFindingClass, style: ContractTextStyle): string {
  const paint = { breaks: style.red, unknown: style.yellow, note: style.dim }
  return paint[kind](style.bold(kind.padEnd(7)))
}

function plural(count: number, noun: string): string {
  return count === 1 ? noun : `${noun}s`
}
