import { curlLines } from './curl-lines.ts'
import type { Paint } from './paint.ts'
import { oneLine, printableText } from './printable-text.ts'
import type { ReportedBody, ReportedExchange, ReportedFinding } from './verify-report.ts'

/** Renders findings of one check at one operation: the first whole, of the others what differs. */
export function renderFindingGroup(
  [first, ...others]: readonly ReportedFinding[],
  paint: Paint,
  width: number,
): string {
  if (first === undefined) return ''
  const lines = others.flatMap(({ message, curl }) => [
    `  ${paint.dim('and     ')} ${printableText(message)}`,
    ...(curl === undefined ? [] : [`           ${paint.dim(printableText(curl))}`]),
  ])
  return [renderFinding(first, paint, width), ...lines].join('\n')
}

/** Renders one finding: the claim of the document, what was sent and received, and how to see it again. */
export function renderFinding(finding: ReportedFinding, paint: Paint, width: number): string {
  const often = finding.occurrences > 1 ? paint.dim(` ${finding.occurrences} times`) : ''
  const known = finding.known ? paint.dim(' (known)') : ''
  const lines = [
    `${severityMark(finding, paint)} ${paint.bold(finding.operation)}  ${paint.dim(finding.id)}${often}${known}`,
    ...indent(printableText(finding.message), 2),
    ...claimLines(finding, paint, width),
    ...(finding.before ?? []).map((step) => stepLine(step.exchange, paint, width)),
    ...(finding.exchange ? exchangeLines(finding.exchange, paint, width) : []),
  ]
  for (const [index, curl] of curlLines(finding).entries()) {
    lines.push(`  ${paint.dim(index === 0 ? 'again   ' : '        ')} ${printableText(curl)}`)
  }
  return lines.join('\n')
}

function stepLine({ request, response }: ReportedExchange, paint: Paint, width: number): string {
  const body = request.body?.text === undefined ? '' : `  ${request.body.text}`
  const path = request.url.replace(/^\w+:\/\/[^/]*/, '')
  const text = `${response?.status ?? 'no answer'} to ${request.method} ${path}${body}`
  return `  ${paint.dim('after   ')} ${oneLine(text, Math.max(40, width - 11))}`
}

function severityMark(finding: ReportedFinding, paint: Paint): string {
  switch (finding.severity) {
    case 'error':
      return paint.red(`${paint.marks.fail} error`)
    case 'warning':
      return paint.yellow(`${paint.marks.warn} warning`)
    case 'info':
      return paint.cyan(`${paint.marks.dot} info`)
  }
}

function claimLines(finding: ReportedFinding, paint: Paint, width: number): string[] {
  const { source } = finding
  if (!source)
    return finding.pointer === undefined ? [] : [`  ${paint.dim('claim   ')} ${finding.pointer}`]
  const digits = String(Math.max(source.line, ...finding.excerpt.map(({ line }) => line))).length
  return [
    `  ${paint.dim('claim   ')} ${source.file}:${source.line}:${source.column}`,
    ...finding.excerpt.map(({ line, text }) => {
      const number = String(line).padStart(digits)
      const shown = oneLine(text.replaceAll('\t', '  '), Math.max(20, width - 16 - digits))
      return line === source.line
        ? `           ${paint.cyan(`${number} >`)} ${shown}`
        : paint.dim(`           ${number} │ ${shown}`)
    }),
  ]
}

function exchangeLines(exchange: ReportedExchange, paint: Paint, width: number): string[] {
  const room = Math.max(40, width - 11)
  const { request, response } = exchange
  const lines = [`  ${paint.dim('sent    ')} ${oneLine(`${request.method} ${request.url}`, room)}`]
  const sent = bodyLine(request.body, room)
  if (sent !== undefined) lines.push(`           ${sent}`)
  if (response) {
    const type = response.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1]
    const head = `${response.status} ${response.reason}${type === undefined ? '' : `  ${type}`}`
    lines.push(`  ${paint.dim('received')} ${oneLine(head, room)}`)
    const received = bodyLine(response.body, room)
    if (received !== undefined) lines.push(`           ${received}`)
  } else if (exchange.failure !== undefined) {
    lines.push(`  ${paint.dim('received')} ${oneLine(exchange.failure, room)}`)
  }
  return lines
}

function bodyLine(body: ReportedBody | undefined, width: number): string | undefined {
  if (!body || body.bytes === 0) return undefined
  if (body.text === undefined) return `(${body.bytes} bytes, not text)`
  return oneLine(body.text, width)
}

function indent(text: string, by: number): string[] {
  return text.split('\n').map((line) => `${' '.repeat(by)}${line}`)
}
